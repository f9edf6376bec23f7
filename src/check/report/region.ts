/** Where a finding stands in its file, from its first character to behind its last. */

import type { Place } from '#krm/result.ts'
import type { LineColumn } from '#krm/yaml-text.ts'

/** `end` is not included. Lines and columns count from 1, columns in UTF-16 code units. */
export interface Region {
  readonly start: LineColumn
  readonly end: LineColumn
}

/** The text that was cut last: the findings of a file come one after the other, and there may be 100,000 of them. */
let last: { readonly text: string; readonly lines: readonly string[] } | undefined

/** The lines of a text, without their line ends. */
export function linesOf(text: string): readonly string[] {
  if (last?.text !== text) last = { text, lines: text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line)) }
  return last.lines
}

/**
 * The region of a place, never empty and never beyond its line: what the place says, else the key or value that begins
 * at its position. Undefined where the place has no position.
 */
export function regionOf({ position, end }: Place, lines: readonly string[] | undefined): Region | undefined {
  if (position === undefined) return undefined
  const line = lines?.[position.line - 1]
  if (end !== undefined && (end.line > position.line || end.column > position.column)) return { start: position, end: withinText(end, lines) }
  const length = line === undefined ? 1 : wordLength(line.slice(position.column - 1))
  return { start: position, end: { line: position.line, column: position.column + Math.max(1, length) } }
}

/** The end of a block stands at the start of a line: it is moved behind the last text before it. */
function withinText(end: LineColumn, lines: readonly string[] | undefined): LineColumn {
  if (end.column > 1 || lines === undefined) return end
  for (let line = end.line - 1; line > 0; line--) {
    const text = lines[line - 1]?.trimEnd() ?? ''
    if (text !== '') return { line, column: text.length + 1 }
  }
  return end
}

/** A quoted text, a comment, a key, or a plain value up to its comment. */
const WORD = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|#.*|[^\s:#][^:#]*?(?=:(?:\s|$)|\s+#|\s*$)|\S+)/

function wordLength(rest: string): number {
  return WORD.exec(rest.slice(0, MOST_LOOKED_AT))?.[0].length ?? 1
}

/** A line may have 100 KB; nobody underlines that much. */
const MOST_LOOKED_AT = 400
