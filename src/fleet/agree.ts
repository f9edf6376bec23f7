/** Values that are stated at several places must be the same everywhere. */

import type { Results } from '#krm/result.ts'
import { CONTEXT_FINDINGS } from './context-findings.ts'
import { report } from './finding.ts'
import { describeField, type Sourced } from './sourced.ts'

/** The first of the stated values; each one that differs from it is an error that names both places. */
export function agreed<T extends string | number>(what: string, stated: readonly (Sourced<T> | undefined)[], results: Results): Sourced<T> | undefined {
  const present = stated.filter((value) => value !== undefined)
  const [first, ...rest] = present
  for (const other of rest) {
    if (other.value === first!.value) continue
    const message = `two values for ${what}: "${first!.value}" (${describeField(first!.from)}) and "${other.value}" (${describeField(other.from)}); keep one`
    report(results, CONTEXT_FINDINGS.contradiction, message, other.from, { currentValue: String(other.value), proposedValue: String(first!.value) })
  }
  return first
}

/** The same for whole lists: the first that is not empty counts. */
export function agreedList<T extends string | number>(
  what: string,
  stated: readonly (readonly Sourced<T>[])[],
  results: Results,
): readonly Sourced<T>[] {
  const [first, ...rest] = stated.filter((list) => list.length > 0)
  for (const other of rest) {
    if (textOf(other) === textOf(first!)) continue
    const message = `two values for ${what}: ${textOf(first!)} (${describeField(first![0]!.from)}) and ${textOf(other)} (${describeField(other[0]!.from)}); keep one`
    report(results, CONTEXT_FINDINGS.contradiction, message, other[0]!.from)
  }
  return first ?? []
}

function textOf(list: readonly Sourced<string | number>[]): string {
  return `[${list.map(({ value }) => value).join(', ')}]`
}
