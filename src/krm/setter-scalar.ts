/** Setting one scalar: what its pattern comes to, and how that is written in its place. */

import { writeScalar, type ScalarStyle, type WrittenScalar } from './scalar-style.ts'
import type { SetterHit } from './setter-hit.ts'
import { resolvePattern, type SetterPattern } from './setter-pattern.ts'
import { lineEnd, withNewlinesOf } from './text-lines.ts'
import type { Path } from './tree.ts'
import type { Splice } from './yaml-text.ts'

/** The hit on a scalar whose text is `before`. */
export function hitOnScalar(path: Path, pattern: SetterPattern, comment: number, style: SetterHit['style'], supplied: ReadonlyMap<string, string>, before: string): SetterHit {
  return { path, pattern, comment, style, before, ...resolvePattern(pattern, supplied, before) }
}

/** How a scalar of each style was written; the tag keeps a plain one plain wherever the syntax allows, so `3` can become `5`. */
const WRITTEN: Readonly<Record<ScalarStyle, WrittenScalar>> = {
  plain: { style: 'plain', tag: '!!str' },
  single: { style: 'single', tag: '!!str' },
  double: { style: 'double', tag: '!!str' },
  literal: { style: 'literal', tag: '!!str' },
  folded: { style: 'folded', tag: '!!str' },
  empty: { style: 'empty', tag: '!!str' },
}
const ON_ONE_LINE = { flow: false, key: false, json: false, indent: 0 }

/**
 * Adds the splices by which the text goes in as apply-setters writes it: the quote style stays, empty text becomes "".
 * `column`: that of the map or dash that holds the scalar; asked for where the value has several lines.
 */
export function addScalarSplices(splices: Splice[], text: string, start: number, end: number, value: string, style: ScalarStyle, column: (text: string, start: number) => number): void {
  if (!value.includes('\n')) {
    splices.push({ start, end, text: writeScalar(value, WRITTEN[style], ON_ONE_LINE) })
    return
  }
  const written = writeScalar(value, WRITTEN[style], { ...ON_ONE_LINE, indent: column(text, start) + 2 })
  const [first, ...rest] = written.split('\n')
  splices.push({ start, end, text: first! })
  if (rest.length === 0) return
  const below = lineEnd(text, end)
  splices.push({ start: below, end: below, text: withNewlinesOf(text, `\n${rest.join('\n')}`) })
}
