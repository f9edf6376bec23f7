/** What turns one list into another with the fewest touched elements, so that comments on the others stay. */

import { entriesOf, isList, isScalar, sameValue, valueOf } from '#krm/plain-value.ts'
import type { PlainList, PlainValue } from '#krm/print.ts'

/** In order of the new list. `keep` and `change` name the old element that becomes this one; `drop` stands where it was. */
export type ListEdit =
  | { readonly kind: 'keep' | 'drop'; readonly from: number }
  | { readonly kind: 'change'; readonly from: number; readonly to: number }
  | { readonly kind: 'add'; readonly to: number }

/** Longer stretches are not compared each with each: there the elements are taken in order. */
const MAX_CELLS = 1_000_000

/**
 * The edits from `before` to `after`: equal elements are kept by a longest common subsequence; between them, maps of one
 * name, or elements that stand opposite each other, are changed; the rest is dropped and added.
 */
export function listEdits(before: PlainList, after: PlainList): ListEdit[] {
  const ids = new Map<string, number>()
  const idOf = (value: PlainValue): number => {
    const text = canonical(value)
    const known = ids.get(text)
    if (known !== undefined) return known
    ids.set(text, ids.size)
    return ids.size - 1
  }
  const edits: ListEdit[] = []
  let from = 0
  let to = 0
  for (const [nextFrom, nextTo] of [...commonPairs(before.map(idOf), after.map(idOf)), [before.length, after.length] as const]) {
    edits.push(...gapEdits(before, after, from, nextFrom, to, nextTo))
    if (nextFrom < before.length) edits.push({ kind: 'keep', from: nextFrom })
    from = nextFrom + 1
    to = nextTo + 1
  }
  return edits
}

/** Between two kept elements: old ones `[from, endFrom)`, new ones `[to, endTo)`, none equal to its counterpart. */
function gapEdits(before: PlainList, after: PlainList, from: number, endFrom: number, to: number, endTo: number): ListEdit[] {
  const edits: ListEdit[] = []
  const old = before.slice(from, endFrom)
  const fresh = after.slice(to, endTo)
  let at = 0
  for (let index = 0; index < fresh.length; index++) {
    const partner = partnerOf(old, at, fresh, index)
    if (partner === -1) {
      edits.push({ kind: 'add', to: to + index })
      continue
    }
    while (at < partner) edits.push({ kind: 'drop', from: from + at++ })
    edits.push({ kind: 'change', from: from + at++, to: to + index })
  }
  while (at < old.length) edits.push({ kind: 'drop', from: from + at++ })
  return edits
}

/** The old element, at `from` or behind it, that goes by the name of the new one; else the one opposite if no name of either is at home elsewhere; or -1. */
function partnerOf(old: PlainList, from: number, fresh: PlainList, index: number): number {
  const value = fresh[index]!
  for (let at = from; at < old.length; at++) if (haveOneName(old[at]!, value) === true) return at
  if (old.length !== fresh.length || index < from || !ofOneShape(old[index]!, value)) return -1
  return fresh.some((other) => haveOneName(old[index]!, other) === true) ? -1 : index
}

function ofOneShape(a: PlainValue, b: PlainValue): boolean {
  return isScalar(a) === isScalar(b) && isList(a) === isList(b)
}

/** What tells the elements of a list apart: the merge keys of the commonest lists of Kubernetes. */
const NAMES = ['name', 'containerPort', 'mountPath', 'key', 'port', 'topologyKey']

/** Whether the first of the naming keys that both elements have is the same; undefined when they share none. */
function haveOneName(a: PlainValue, b: PlainValue): boolean | undefined {
  for (const key of NAMES) {
    const left = valueOf(a, key)
    const right = valueOf(b, key)
    if (left !== undefined && right !== undefined) return sameValue(left, right)
  }
  return undefined
}

/** Pairs of indices of a longest common subsequence, in order. */
function commonPairs(before: readonly number[], after: readonly number[]): [number, number][] {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start++
  let endBefore = before.length
  let endAfter = after.length
  while (endBefore > start && endAfter > start && before[endBefore - 1] === after[endAfter - 1]) {
    endBefore--
    endAfter--
  }
  const head: [number, number][] = Array.from({ length: start }, (_, at) => [at, at])
  const tail: [number, number][] = Array.from({ length: before.length - endBefore }, (_, at) => [endBefore + at, endAfter + at])
  const tooLarge = (endBefore - start) * (endAfter - start) > MAX_CELLS
  return tooLarge ? [...head, ...tail] : [...head, ...middlePairs(before, after, start, endBefore, endAfter), ...tail]
}

function middlePairs(before: readonly number[], after: readonly number[], start: number, endBefore: number, endAfter: number): [number, number][] {
  const rows = endBefore - start
  const width = endAfter - start + 1
  const lengths = new Uint32Array((rows + 1) * width)
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = width - 2; column >= 0; column--) {
      const same = before[start + row] === after[start + column]
      const here = row * width + column
      lengths[here] = same ? lengths[here + width + 1]! + 1 : Math.max(lengths[here + width]!, lengths[here + 1]!)
    }
  }
  const pairs: [number, number][] = []
  let row = 0
  let column = 0
  while (row < rows && column < width - 1) {
    const here = row * width + column
    if (before[start + row] === after[start + column]) pairs.push([start + row++, start + column++])
    else if (lengths[here + width]! >= lengths[here + 1]!) row++
    else column++
  }
  return pairs
}

/** A text that two values share if and only if they are the same value; the order of keys does not count. */
function canonical(value: PlainValue): string {
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value === 'number') return String(value)
  if (isScalar(value)) return JSON.stringify(value)
  if (isList(value)) return `[${value.map(canonical).join()}]`
  const entries = entriesOf(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, child]) => `${JSON.stringify(key)}:${canonical(child)}`).join()}}`
}
