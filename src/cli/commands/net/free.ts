/** `krm-fleet net free`: the next free prefixes of a network, and what stands in the rest of it. */

import { CliError } from '#cli/cli-error.ts'
import type { Invocation } from '#cli/term/invocation.ts'
import type { Printer } from '#cli/term/printer.ts'
import { counted } from '#check/report/report.ts'
import { firstFew, otherText, rangeText } from '#fleet/network/describe.ts'
import { spaceNamed, spaceNames, type Holding, type Space } from '#fleet/network/space.ts'
import { whereIs } from '#fleet/network/spot.ts'
import { nearestName } from '#krm/nearest-name.ts'
import { prefixesOf } from '#net/aggregate.ts'
import { bitsOf, type Family } from '#net/family.ts'
import { formatPrefix } from '#net/format.ts'
import { countFreePrefixes, freePrefixes } from '#net/free.ts'
import type { Prefix } from '#net/prefix.ts'
import { compareRanges, type Range } from '#net/range.ts'
import { gapsIn } from '#net/range-set.ts'
import { readNetInput, type NetInput } from './net-input.ts'

/** How many lines name what is taken. */
const LISTED = 20

/** Most prefixes that one call gives. */
const MOST = 65_536

/** What was asked and what was found. */
interface Answer {
  readonly name: string
  readonly family: Family
  readonly length: number
  readonly space: Space
  readonly free: readonly Prefix[]
  /** How many such prefixes are free, those of `free` among them. */
  readonly available: bigint
  /** The largest free prefix of the family; undefined when nothing is left. */
  readonly largest: Prefix | undefined
}

/** Runs the command; see the table for its flags. Exit code 1 when there are fewer free prefixes than asked for. */
export function netFreeCommand(invocation: Invocation, printer: Printer): 0 | 1 {
  const name = invocation.text('in')
  const length = invocation.integer('length')
  const count = invocation.integer('count') ?? 1
  if (name === undefined || length === undefined) throw new CliError('CLI002', 'net free needs --in NETWORK and --length N, such as --in vpc-ran --length 24')
  if (count < 1 || count > MOST) throw new CliError('CLI002', `--count is ${count} and must be from 1 to ${MOST}`)
  const input = readNetInput(invocation, printer)
  const space = spaceNamed(name, input.model, input.policy.domains) ?? unknownName(name, input)
  const answer = answerOf(name, familyOf(invocation, space, length), length, count, space)
  if (invocation.text('output') === 'json') printer.payload(`${JSON.stringify(jsonOf(answer), undefined, 2)}\n`)
  else printText(answer, printer)
  if (answer.free.length === count) return 0
  printer.line(shortage(answer, count))
  return 1
}

function answerOf(name: string, family: Family, length: number, count: number, space: Space): Answer {
  const pools = space.pools.flatMap(({ range }) => (range.family === family ? [range] : []))
  const taken = space.taken.flatMap(({ range }) => (range.family === family ? [range] : []))
  const size = { family, length }
  // Each pool for itself: two that touch are two parents all the same.
  const left = pools.flatMap((pool) => gapsIn(pool, taken).flatMap((gap) => prefixesOf(gap)))
  return {
    name,
    family,
    length,
    space,
    free: firstOf(pools.values(), (pool) => freePrefixes([pool], taken, size), count),
    available: pools.reduce((sum, pool) => sum + countFreePrefixes([pool], taken, size), 0n),
    largest: left.toSorted((a, b) => a.length - b.length || compareRanges(a, b))[0],
  }
}

function firstOf<P, T>(pools: Iterable<P>, itemsOf: (pool: P) => Iterable<T>, count: number): T[] {
  const first: T[] = []
  for (const pool of pools) for (const item of itemsOf(pool)) if (first.push(item) === count) return first
  return first
}

/** The family that is asked for, else the only one of the space, else that which has such a length. */
function familyOf(invocation: Invocation, { pools }: Space, length: number): Family {
  const asked = invocation.text('family')
  const families = [...new Set(pools.map(({ range }) => range.family))]
  const family = asked === undefined ? (families.length === 1 ? families[0]! : length > bitsOf(4) ? 6 : 4) : asked === '6' ? 6 : 4
  if (length <= bitsOf(family)) return family
  throw new CliError('CLI002', `--length is ${length} and must be at most ${bitsOf(family)}: ${asked === undefined ? 'the space is' : 'you asked for'} IPv${family}`)
}

function unknownName(name: string, { model }: NetInput): never {
  const names = spaceNames(model)
  const nearest = nearestName(name, names)
  const similar = nearest === undefined ? names.filter((known) => known.includes(name) || (name.length > 2 && name.includes(known))) : [nearest]
  const listed = (some: readonly string[]): string => (some.length > 10 ? `${some.slice(0, 10).join(', ')} and ${some.length - 10} more` : some.join(', '))
  const hint = similar.length > 0 ? `did you mean ${listed(similar)}?` : names.length > 0 ? `known are ${listed(names)}` : 'nothing below the paths names a network with addresses'
  throw new CliError('CLI002', `there is no network ${name} (nor is it a prefix such as 10.0.0.0/8); ${hint}`)
}

function printText({ name, space, free, available, family, length }: Answer, printer: Printer): void {
  printer.payload(free.map((prefix) => `${formatPrefix(prefix)}\n`).join(''))
  const pools = space.pools.filter(({ range }) => range.family === family).map(({ range, holding }) => (holding === undefined ? rangeText(range) : otherText(holding.network, holding.allocation)))
  printer.line(`Space of ${name}: ${firstFew(pools)}`)
  const lines = takenLines(space.taken.filter(({ range }) => range.family === family))
  printer.line(lines.length === 0 ? 'Nothing is taken.' : 'Taken:')
  for (const line of lines.slice(0, LISTED)) printer.line(`  ${line}`)
  if (lines.length > LISTED) printer.line(`  and ${lines.length - LISTED} more; -o json lists all`)
  const more = available - BigInt(free.length)
  if (more > 0n) printer.line(`Free besides: ${more} more /${length}.`)
}

/** One line per range and holder: a subnet and its pool are said once. */
function takenLines(taken: readonly Holding[]): string[] {
  return [...new Set(taken.toSorted((a, b) => compareRanges(a.range, b.range)).map(({ network, allocation }) => otherText(network, allocation)))]
}

function shortage({ name, free, family, length, largest }: Answer, count: number): string {
  const found = free.length === 0 ? `no /${length} is free` : `only ${counted(free.length, `/${length}`)} of ${count} ${free.length === 1 ? 'is' : 'are'} free`
  const left = largest === undefined ? `no IPv${family} address is left` : `the largest free prefix is ${formatPrefix(largest)}`
  return `krm-fleet: ${found} in ${name}: ${left}`
}

/** Numbers of prefixes are texts: there may be 2^128 of them. */
function jsonOf({ name, family, length, space, free, available, largest }: Answer): object {
  return {
    in: name,
    family,
    length,
    free: free.map((prefix) => formatPrefix(prefix)),
    available: String(available),
    largestFree: largest && formatPrefix(largest),
    space: space.pools.map(({ range, holding }) => (holding === undefined ? { range: rangeText(range) } : holdingOf(holding))),
    taken: space.taken.filter(({ range }) => range.family === family).toSorted((a, b) => compareRanges(a.range, b.range)).map(holdingOf),
  }
}

function holdingOf({ network, allocation, range }: Holding & { readonly range: Range }): object {
  return { range: rangeText(range), role: allocation.role, network: network.name, cluster: network.cluster?.name, object: network.resource.describe(), at: whereIs(allocation.at) }
}
