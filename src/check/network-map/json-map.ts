/** An address plan as data. */

import { rangeText } from '#fleet/network/describe.ts'
import { permilleTaken, type PlanBlock, type PlanContest, type PlanDomain, type PlanSpace } from '#fleet/network/plan/plan.ts'
import { prefixesOf } from '#net/aggregate.ts'
import { formatPrefix } from '#net/format.ts'
import type { Range } from '#net/range.ts'
import { DOMAIN } from '#krm/names.ts'
import { printJson, type PlainMap, type PlainValue } from '#krm/print.ts'

/** `kind: AddressPlan`: everything that the pictures show, and nothing left out. Ranges are prefixes or `first-last`. */
export function jsonMap(plan: readonly PlanDomain[]): string {
  const domains = plan.map(({ title, assumed, spaces }) => mapOf([['title', title], ['assumed', assumed === '' ? undefined : assumed], ['spaces', spaces.map(spaceOf)]]))
  return printJson(mapOf([['apiVersion', `${DOMAIN}/v1alpha1`], ['kind', 'AddressPlan'], ['domains', domains]]))
}

function spaceOf(space: PlanSpace): PlainMap {
  const { range, declared, lanes, free } = space
  return mapOf([
    ['range', rangeText(range)],
    ['declared', declared],
    ['permilleTaken', permilleTaken(space)],
    ['free', free.flatMap(prefixesOf).map((prefix) => formatPrefix(prefix))],
    ['clusters', lanes.map(({ cluster, blocks }) => mapOf([['name', cluster], ['networks', blocks.map(blockOf)]]))],
  ])
}

function blockOf({ network, range, subject, at, used, excluded, gateways, contests }: PlanBlock): PlainMap {
  const list = (ranges: readonly Range[]): string[] | undefined => (ranges.length === 0 ? undefined : ranges.map(rangeText))
  return mapOf([
    ['name', network],
    ['range', rangeText(range)],
    ['object', subject],
    ['at', at],
    ['used', list(used)],
    ['excluded', list(excluded)],
    ['gateways', list(gateways)],
    ['contested', contests.length === 0 ? undefined : contests.map(contestOf)],
  ])
}

function contestOf({ range, witness, other, otherAt, severity }: PlanContest): PlainMap {
  return mapOf([['range', rangeText(range)], ['witness', witness], ['with', other], ['at', otherAt], ['severity', severity]])
}

/** A map without the keys that have no value. */
function mapOf(entries: readonly (readonly [string, PlainValue | undefined])[]): PlainMap {
  return new Map(entries.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])))
}
