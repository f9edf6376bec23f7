/** Removals and insertions of one map or list, planned together so that their splices fit each other. */

import { replaceInFlow } from './edit-flow.ts'
import { appendItems, insertEntries, insertItems } from './edit-insert.ts'
import { behindRemoved, type EditStyle } from './edit-place.ts'
import { removeRun } from './edit-remove.ts'
import { settled } from './edit-tail.ts'
import { replaceWith, type Surroundings } from './edit.ts'
import { columnOf, withNewlinesOf } from './text-lines.ts'
import type { MapNode, SeqNode } from './tree.ts'
import { entryText, flowEntry, flowText, itemText, listOf, mapOf, type Wanted } from './wanted.ts'
import type { Splice } from './yaml-text.ts'

/** The text of a collection, and what surrounds that. */
export interface Holder {
  readonly text: string
  readonly around: Surroundings
  readonly style: EditStyle
}

/** How the insertions of one collection are written. */
interface Printer {
  /** In place of all that is there. */
  whole(): Splice[]
  before(place: number): Splice[]
  atEnd(): Splice[]
  /** The new entries before a place, for `[]` or `{}`. */
  flow(place: number): string[]
  /** The new entries at the end, for lines at a column and above the line at an offset. */
  lines(column: number, offset: number): string[]
}

/** Takes the entries at `removed` out of a map and adds others at its end. */
export function changeMap(holder: Holder, node: MapNode, removed: readonly number[], added: ReadonlyMap<string, Wanted>): Splice[] {
  const { text, around, style } = holder
  const print: Printer = {
    whole: () => replaceWith(text, node, mapOf(added), around, style),
    before: () => [],
    atEnd: () => insertEntries(text, node, added, style),
    flow: () => [...added].map(([key, wanted]) => flowEntry(key, wanted, style.json)),
    lines: (indent, offset) => {
      const all = settled(text, offset, indent, mapOf(added)).entries()
      return [...all].map(([key, wanted]) => entryText(key, wanted, { indent, sequenceIndent: style.sequenceIndent }))
    },
  }
  return change(holder, node, removed, added.size === 0 ? [] : [node.entries.length], print)
}

/** Takes the items at `removed` out of a list and adds others, each before the item of that index or at the end. */
export function changeList(holder: Holder, node: SeqNode, removed: readonly number[], inserted: ReadonlyMap<number, readonly Wanted[]>): Splice[] {
  const { text, around, style } = holder
  const at = (place: number): readonly Wanted[] => inserted.get(place) ?? []
  const print: Printer = {
    whole: () => replaceWith(text, node, listOf([...inserted.values()].flat()), around, style),
    before: (place) => insertItems(text, node, place, at(place), style),
    atEnd: () => appendItems(text, node, at(node.items.length), style),
    flow: (place) => at(place).map((item) => flowText(item, style.json)),
    lines: (indent, offset) => {
      const all = settled(text, offset, indent, listOf(at(node.items.length))).items()
      return all.map((item) => itemText(item, { indent, sequenceIndent: style.sequenceIndent }))
    },
  }
  return change(holder, node, removed, [...inserted.keys()], print)
}

/** `places`: the indexes before which something is inserted. */
function change({ text, around }: Holder, node: MapNode | SeqNode, removed: readonly number[], places: readonly number[], print: Printer): Splice[] {
  const count = node.kind === 'map' ? node.entries.length : node.items.length
  const isAllGone = removed.length === count && count > 0
  if (isAllGone && places.length > 0) {
    const isBraced = node.flow && text.charCodeAt(node.start) === (node.kind === 'map' ? 0x7b : 0x5b)
    return isBraced ? [replaceInFlow(node, 0, count - 1, places.flatMap((place) => print.flow(place)))] : print.whole()
  }
  const pending = new Set(places)
  const splices: Splice[] = []
  for (const [first, last] of runsOf(removed)) {
    if (node.flow && pending.delete(last + 1)) splices.push(replaceInFlow(node, first, last, print.flow(last + 1)))
    else splices.push(...removeRun(text, node, first, last, around))
  }
  for (const place of pending) {
    if (place < count) splices.push(...print.before(place))
    else if (removed.includes(count - 1) && !node.flow) splices.push(linesBehind(text, node, print))
    else splices.push(...print.atEnd())
  }
  return splices
}

/** New lines in place of a last entry that goes. */
function linesBehind(text: string, node: MapNode | SeqNode, print: Printer): Splice {
  const column = columnOf(text, node.start)
  const last = node.kind === 'map' ? node.entries.at(-1)!.value : node.items.at(-1)!.node
  const offset = behindRemoved(text, last, column)
  const lines = print.lines(column, offset).map((entry) => `${' '.repeat(column)}${entry}\n`)
  return { start: offset, end: offset, text: withNewlinesOf(text, lines.join('')) }
}

/** Neighbouring indexes as `[first, last]`. */
function runsOf(indexes: readonly number[]): [number, number][] {
  const runs: [number, number][] = []
  for (const index of indexes.toSorted((a, b) => a - b)) {
    const run = runs.at(-1)
    if (run !== undefined && run[1] === index - 1) run[1] = index
    else runs.push([index, index])
  }
  return runs
}
