/** Setting one scalar: what its pattern comes to, and how that is written in its place. */

import { writeScalar, type ScalarStyle } from './scalar-style.ts'
import type { SetterHit } from './setter-hit.ts'
import { resolvePattern, type SetterPattern } from './setter-pattern.ts'
import { lineEnd, withNewlinesOf } from './text-lines.ts'
import type { Path } from './tree.ts'
import type { Splice } from './yaml-text.ts'

/** The hit on a scalar whose text is `before`. */
export function resolve(
  place: { readonly path: Path },
  pattern: SetterPattern,
  comment: number,
  style: SetterHit['style'],
  supplied: ReadonlyMap<string, string>,
  before: string,
): SetterHit {
  const resolution = resolvePattern(pattern, supplied, before)
  if (resolution === undefined) return new ScalarHit(place, pattern, comment, style, 'untouched', before)
  if ('missing' in resolution) return new ScalarHit(place, pattern, comment, style, 'missing', before, undefined, resolution.missing)
  return new ScalarHit(place, pattern, comment, style, 'set', before, resolution.text)
}

/** Asks for its path only when it is asked itself: of a scanned setter that costs a scan. */
class ScalarHit implements SetterHit {
  readonly pattern: SetterPattern
  readonly comment: number
  readonly style: SetterHit['style']
  readonly outcome: SetterHit['outcome']
  readonly before: string
  declare readonly value?: string
  declare readonly missing?: readonly string[]
  readonly #place: { readonly path: Path }

  constructor(
    place: { readonly path: Path },
    pattern: SetterPattern,
    comment: number,
    style: SetterHit['style'],
    outcome: SetterHit['outcome'],
    before: string,
    value?: string,
    missing?: readonly string[],
  ) {
    this.#place = place
    this.pattern = pattern
    this.comment = comment
    this.style = style
    this.outcome = outcome
    this.before = before
    if (value !== undefined) this.value = value
    if (missing !== undefined) this.missing = missing
  }

  get path(): Path {
    return this.#place.path
  }
}

/**
 * The text goes in as apply-setters writes it: the quote style stays, a plain scalar stays plain wherever the syntax
 * allows (so `3` can become `5`), empty text becomes "".
 */
export function scalarSplices(text: string, start: number, end: number, value: string, style: ScalarStyle, column: () => number): Splice[] {
  const indent = value.includes('\n') ? column() + 2 : 0
  const written = writeScalar(value, { style, tag: '!!str' }, { flow: false, key: false, json: false, indent })
  if (indent === 0 || !written.includes('\n')) return [{ start, end, text: written }]
  const [first, ...rest] = written.split('\n')
  const below = lineEnd(text, end)
  return [{ start, end, text: first! }, { start: below, end: below, text: withNewlinesOf(text, `\n${rest.join('\n')}`) }]
}
