/** A setter on a scalar of one line, as a line scan came by it. */

import { decodeSingleQuoted } from './quoted.ts'
import type { SetterHit } from './setter-hit.ts'
import { resolvePattern, type SetterPattern } from './setter-pattern.ts'
import type { ScannedSetters } from './setter-scan.ts'
import type { Path } from './tree.ts'

/** A hit that looks its path up when it is asked for: that costs a scan, and hardly any is. */
export class ScannedHit implements SetterHit {
  readonly pattern: SetterPattern
  readonly comment: number
  readonly style: 'plain' | 'single' | 'double'
  readonly outcome: SetterHit['outcome']
  readonly before: string
  declare readonly value?: string
  declare readonly missing?: readonly string[]
  readonly #setters: ScannedSetters

  /** The scalar is `[start, end)` of the text, with its quotes. */
  constructor(setters: ScannedSetters, start: number, end: number, comment: number, pattern: SetterPattern, supplied: ReadonlyMap<string, string>) {
    const { text } = setters
    const quote = text.charCodeAt(start)
    this.#setters = setters
    this.pattern = pattern
    this.comment = comment
    this.style = quote === 0x22 ? 'double' : quote === 0x27 ? 'single' : 'plain'
    this.before = this.style === 'plain' ? text.slice(start, end) : this.style === 'double' ? text.slice(start + 1, end - 1) : decodedSingle(text.slice(start + 1, end - 1))
    const { outcome, value, missing } = resolvePattern(pattern, supplied, this.before)
    this.outcome = outcome
    if (value !== undefined) this.value = value
    if (missing !== undefined) this.missing = missing
  }

  get path(): Path {
    return this.#setters.pathTo(this.comment)
  }
}

function decodedSingle(raw: string): string {
  if (!raw.includes("'")) return raw
  const decoded = decodeSingleQuoted(raw)
  return 'value' in decoded ? decoded.value : raw
}
