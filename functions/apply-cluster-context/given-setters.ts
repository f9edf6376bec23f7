/** All values that setters have, the strongest first: `values` and `fields`, the context, ConfigMap data, `defaults`. */

import { DERIVED_SETTERS, deriveSetters, flowList } from '#fleet/derived-setters.ts'
import type { ClusterContext } from '#fleet/cluster-context.ts'
import { report, type FindingCode } from '#fleet/finding.ts'
import type { Repository } from '#fleet/repository.ts'
import type { GivenSetter } from '#fleet/setter-audit.ts'
import { SETTER_FINDINGS } from '#fleet/setter-findings.ts'
import { describeField } from '#fleet/sourced.ts'
import { shownValueOf } from '#krm/credential.ts'
import type { Field } from '#krm/field.ts'
import { isList, isScalar } from '#krm/plain-value.ts'
import type { FunctionConfig } from '#krm/function-config.ts'
import type { Results } from '#krm/result.ts'
import type { ApplyClusterContext } from './config.ts'
import { fieldAt } from './context-path.ts'

/** Values by name. Two that should be one and differ are reported. */
export function gatherSetters(
  config: FunctionConfig<ApplyClusterContext>,
  context: ClusterContext | undefined,
  repository: Repository | undefined,
  results: Results,
): Map<string, GivenSetter> {
  const given = new Map<string, GivenSetter>()
  if (config.form === 'own') {
    putAliased(given, typedIn(config.resource.field('values')), results)
    if (context !== undefined) putAliased(given, fromFields(config.resource.field('fields'), context, results), results)
  }
  if (context !== undefined) put(given, derived(context, repository), SETTER_FINDINGS.overrides, results)
  if (config.form === 'configMap') put(given, typedIn(config.resource.field('data')), SETTER_FINDINGS.overridden, results)
  if (config.form === 'own') {
    const defaults = new Map<string, GivenSetter>()
    putAliased(defaults, typedIn(config.resource.field('defaults')), results)
    put(given, defaults, undefined, results)
  }
  return given
}

function derived(context: ClusterContext, repository: Repository | undefined): Map<string, GivenSetter> {
  const setters = new Map<string, GivenSetter>()
  for (const [name, { value, from }] of deriveSetters({ context, repository })) setters.set(name, { text: value, from, typed: false })
  const [resource] = context.resources
  if (resource.kind === 'ConfigMap') for (const [name, setter] of typedIn(resource.field('data'))) setters.set(name, { ...setter, typed: false })
  return setters
}

/** The entries of a map of setters. Lists become the text of a YAML list; null is empty, as for apply-setters. */
function typedIn(map: Field): Map<string, GivenSetter> {
  const setters = new Map<string, GivenSetter>()
  for (const from of map.children()) {
    const text = textOf(from)
    if (text !== undefined) setters.set(String(from.path.at(-1)), { text, from, typed: true })
  }
  return setters
}

function textOf(field: Field): string | undefined {
  if (field.scalarText !== undefined) return field.value === null ? '' : field.scalarText
  const { value } = field
  return value !== undefined && isList(value) && value.every(isScalar) ? flowList(value) : undefined
}

function fromFields(map: Field, context: ClusterContext, results: Results): Map<string, GivenSetter> {
  const setters = new Map<string, GivenSetter>()
  for (const setter of map.children()) {
    const path = setter.string ?? ''
    const from = context.resources.map((resource) => fieldAt(resource, path)).find((field) => field !== undefined)
    const text = from === undefined ? undefined : textOf(from)
    if (text !== undefined && from !== undefined) setters.set(String(setter.path.at(-1)), { text, from, typed: true })
    else {
      const what = from === undefined ? 'names nothing in' : 'is a map in'
      report(results, SETTER_FINDINGS.noSuchField, `"${path}" ${what} ${context.resources[0].describe()}; correct the path`, setter)
    }
  }
  return setters
}

/** Adds setters that a person typed, each under its aliases too; of the same strength they must agree. */
function putAliased(given: Map<string, GivenSetter>, more: ReadonlyMap<string, GivenSetter>, results: Results): void {
  put(given, more, SETTER_FINDINGS.givenTwice, results)
  for (const { name, aliases } of DERIVED_SETTERS) {
    const [first, ...rest] = [name, ...aliases].filter((each) => more.has(each))
    if (first === undefined) continue
    for (const other of rest) reportTwo(SETTER_FINDINGS.givenTwice, `${first}, also called ${other}`, given.get(first)!, given.get(other)!, results)
    const setter = given.get(first)!
    const added = [name, ...aliases].filter((each) => !given.has(each))
    for (const each of added) given.set(each, { ...setter, typed: false })
    given.set(first, { ...setter, aliases: added })
  }
}

/** Adds weaker setters: one that is there already stays, and a different value is reported as `difference`. */
function put(given: Map<string, GivenSetter>, weaker: ReadonlyMap<string, GivenSetter>, difference: FindingCode | undefined, results: Results): void {
  for (const [name, setter] of weaker) {
    const stronger = given.get(name)
    if (stronger === undefined) given.set(name, setter)
    else if (difference !== undefined && (stronger.typed || difference !== SETTER_FINDINGS.overrides)) reportTwo(difference, name, stronger, setter, results)
  }
}

function reportTwo(kind: FindingCode, name: string, used: GivenSetter, other: GivenSetter, results: Results): void {
  if (used.text === other.text) return
  const [first, second] = [used, other].map(({ text, from }) => `"${shownValueOf(name, text)}" (${describeField(from)})`)
  const message =
    kind === SETTER_FINDINGS.givenTwice
      ? `two values for the setter ${name}: ${first} and ${second}; keep one`
      : `the setter ${name} is given twice: ${first} is used, ${second} is not`
  report(results, kind, message, kind === SETTER_FINDINGS.overrides ? used.from : other.from)
}
