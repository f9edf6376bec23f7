/** Adding to `[]` and `{}`, and taking away: commas, comments and the lines that the author gave each entry. */

import { lineEnd, lineStart, newlineOf, nextLine, skipBlanks } from './text-lines.ts'
import type { MapNode, SeqNode } from './tree.ts'
import type { Splice } from './yaml-text.ts'

interface Range {
  readonly start: number
  readonly end: number
}

function rangesOf(node: MapNode | SeqNode): Range[] {
  if (node.kind === 'seq') return node.items.map((item) => ({ start: item.node.outerStart, end: item.node.end }))
  return node.entries.map(({ start, key, colon, value }) => ({ start, end: Math.max(key.end, colon, value.end) }))
}

/** `[a: b]` holds a map without braces; it needs them before it can change its size. */
function braces(text: string, node: MapNode | SeqNode): { open: Splice[]; close: string; isBare: boolean } {
  const isBare = node.kind === 'map' && text.charCodeAt(node.start) !== 0x7b
  return isBare ? { open: [{ start: node.start, end: node.start, text: '{' }], close: '}', isBare } : { open: [], close: '', isBare }
}

/** Adds entries behind the last one: on a line of its own where that stands on one, else behind it. */
export function insertIntoFlow(text: string, node: MapNode | SeqNode, entries: readonly string[]): Splice[] {
  const last = rangesOf(node).at(-1)
  if (last === undefined) return [{ ...insideOf(text, node), text: entries.join(', ') }]
  const { open, close, isBare } = braces(text, node)
  // `{b:, x` would have a key `b:` to go-yaml.
  const space = text.charCodeAt(last.end - 1) === 0x3a ? ' ' : ''
  const behind = isBare ? undefined : behindComma(text, last.end, node.end)
  const line = lineStart(text, last.start)
  const margin = text.slice(line, last.start)
  const hasOwnLine = !isBare && margin.trim() === '' && line > node.start && lineEnd(text, last.end) < node.end
  if (!hasOwnLine) {
    if (behind !== undefined) return [{ start: behind, end: behind, text: ` ${entries.join(', ')}` }]
    return [...open, { start: last.end, end: last.end, text: `${space}, ${entries.join(', ')}${close}` }]
  }
  const newLine = newlineOf(text) + margin
  const below = lineEnd(text, behind ?? last.end)
  const lines = `${newLine}${entries.join(`,${newLine}`)}${behind === undefined ? '' : ','}`
  if (behind !== undefined) return [{ start: below, end: below, text: lines }]
  return [{ start: last.end, end: last.end, text: `${space},` }, { start: below, end: below, text: lines }]
}

/** Where the first entry goes: in place of blanks, before a comment and the blank that it needs. */
function insideOf(text: string, node: MapNode | SeqNode): Range {
  const inside = text.slice(node.start + 1, node.end - 1)
  return { start: node.start + 1, end: inside.trim() === '' ? node.end - 1 : node.start + 1 }
}

/** Behind the comma that follows an entry, if one does; comments and line breaks may stand before it. */
function behindComma(text: string, from: number, to: number): number | undefined {
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x2c) return at + 1
    if (code === 0x23) at = lineEnd(text, at)
    else if (code !== 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d) return undefined
  }
  return undefined
}

/** Adds items before the one at `index`. */
export function insertItemIntoFlow(text: string, seq: SeqNode, index: number, items: readonly string[]): Splice[] {
  const { start } = rangesOf(seq)[index]!
  const line = lineStart(text, start)
  const margin = text.slice(line, start)
  const parting = margin.trim() === '' && line > seq.start ? `,${newlineOf(text)}${margin}` : ', '
  return [{ start, end: start, text: items.map((item) => item + parting).join('') }]
}

/**
 * Takes the entries `[first, last]` out. Entries on lines of their own go with their lines; comments of others stay. As a
 * JSON text has no comma behind its last entry, neither has what is left.
 */
export function removeFromFlow(text: string, node: MapNode | SeqNode, first: number, last: number): Splice[] {
  const ranges = rangesOf(node)
  const { open, close, isBare } = braces(text, node)
  const { start } = ranges[first]!
  const { end } = ranges[last]!
  const next = ranges[last + 1]
  const previous = ranges[first - 1]
  if (next === undefined && previous === undefined) {
    return isBare ? [{ start: node.start, end: node.end, text: '{}' }] : [{ start: node.start + 1, end: node.end - 1, text: '' }]
  }
  if (isBare) return [...open, { start, end: next?.start ?? end, text: '' }, { start: node.end, end: node.end, text: close }]
  const comma = behindComma(text, end, node.end)
  const line = lineStart(text, start)
  const below = nextLine(text, comma ?? end)
  const hasOwnLines = line > node.start && skipBlanks(text, line) === start && below <= node.end && restIsComment(text, comma ?? end)
  const before: Splice[] = comma === undefined && hasOwnLines ? [commaBehind(text, previous!.end)] : []
  if (hasOwnLines) return [...before, { start: line, end: below, text: '' }]
  if (next !== undefined) return [{ start, end: text.slice(end, next.start).includes('#') ? skipBlanks(text, comma!) : next.start, text: '' }]
  if (!text.slice(previous!.end, start).includes('#')) return [{ start: previous!.end, end, text: '' }]
  return [commaBehind(text, previous!.end), { start, end, text: '' }]
}

function commaBehind(text: string, from: number): Splice {
  const end = behindComma(text, from, text.length)!
  return { start: end - 1, end, text: '' }
}

function restIsComment(text: string, from: number): boolean {
  const at = skipBlanks(text, from)
  return at === lineEnd(text, from) || (at > from && text.charCodeAt(at) === 0x23)
}

/** Puts other entries in the place of `[first, last]`, between the commas and before the comments that are there. */
export function replaceInFlow(node: MapNode | SeqNode, first: number, last: number, entries: readonly string[]): Splice {
  const ranges = rangesOf(node)
  return { start: ranges[first]!.start, end: ranges[last]!.end, text: entries.join(', ') }
}
