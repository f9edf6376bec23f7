/**
 * Tier 1: reads block-style YAML line by line, without building anything. It recognises one strict regular form (plain
 * keys, one-line scalars, block scalars, `{}` and `[]`) and proves it by keeping the stack of open maps and lists; on
 * anything else it stops and answers false, and the caller takes the syntax tree. It never guesses.
 */

import type { Path, PathStep } from './tree.ts'

/** One value that the scanner passed. Offsets are into the scanned text. */
export interface ScannedValue {
  /** The key, without quotes; empty range for a list item. */
  keyStart: number
  keyEnd: number
  /** The value with its quotes; for a block scalar its header; an empty range behind the colon when a value is missing or follows below. */
  start: number
  end: number
  /** `none`: nothing on this line (empty value, or a map or list below). `flow`: `{}` or `[]`. */
  style: 'plain' | 'single' | 'double' | 'block' | 'none' | 'flow'
  /** The comment on the same line, from its `#`; -1 when there is none. */
  commentStart: number
  commentEnd: number
  /** How many maps and lists are open around the value; 1 for a key of the root map. */
  depth: number
}

const MAP = 0
const SEQ = 1

/** Deepest nesting that the scanner follows; deeper text goes to the parser, which refuses it by name. */
const MAX_OPEN = 100

export class LineScanner {
  readonly value: ScannedValue = {
    keyStart: 0, keyEnd: 0, start: 0, end: 0, style: 'none', commentStart: -1, commentEnd: -1, depth: 0,
  }

  /** Where the scanner stopped: the end of the text, or the line that is not of the regular form. */
  stoppedAt = 0

  #text = ''
  #depth = 0
  readonly #kind = new Int8Array(MAX_OPEN)
  readonly #column = new Int32Array(MAX_OPEN)
  readonly #keyStart = new Int32Array(MAX_OPEN)
  readonly #keyEnd = new Int32Array(MAX_OPEN)
  readonly #index = new Int32Array(MAX_OPEN)
  /** Keys seen in the open map of each level: offsets of start and end in turn. */
  readonly #seen: number[][] = []
  /** Whether the innermost entry still has no value: only then may a deeper line follow. */
  #open = false

  /** The place of the value that was just reported. */
  path(): Path {
    const path: PathStep[] = []
    for (let level = 0; level < this.#depth; level++) {
      if (this.#kind[level] === SEQ) path.push(this.#index[level]!)
      else path.push(this.#text.slice(this.#keyStart[level]!, this.#keyEnd[level]!))
    }
    return path
  }

  /**
   * Whether the step at a level of the current path is the key `key`, without building the path.
   */
  keyIs(level: number, key: string): boolean {
    const start = this.#keyStart[level]!
    return this.#kind[level] === MAP && this.#keyEnd[level]! - start === key.length && this.#text.startsWith(key, start)
  }

  /**
   * Scans `[from, to)`, which begins at a line start and holds one map. `isItem`: the first line begins with the dash of
   * a list item, which counts as a blank. `visit` is called at every key and every scalar item.
   */
  scan(text: string, from: number, to: number, isItem: boolean, visit: (scanner: LineScanner) => void): boolean {
    this.#text = text
    this.#depth = 0
    this.#open = true
    let at = from
    /** In a block scalar: the column of the collection that holds it, and the column of its first line (-1: not seen). */
    let blockParent = -2
    let blockIndent = -1
    let first = isItem
    while (at < to) {
      let end = text.indexOf('\n', at)
      if (end === -1 || end > to) end = to
      const next = end + 1
      let content = at
      while (text.charCodeAt(content) === 0x20 && content < end) content++
      if (first && text.charCodeAt(content) === 0x2d) {
        content++
        while (text.charCodeAt(content) === 0x20 && content < end) content++
      }
      let stop = end
      if (stop > content && text.charCodeAt(stop - 1) === 0x0d) stop--
      if (content === stop) {
        // A blank line that is deeper than the block scalar's first line would be an error of the author's.
        if (blockParent !== -2 && blockIndent === -1 && stop - at > blockParent + 1) return this.#stop(at)
        at = next
        continue
      }
      const column = content - at
      if (blockParent !== -2) {
        if (column > blockParent && (blockIndent === -1 || column >= blockIndent)) {
          if (blockIndent === -1) {
            if (text.charCodeAt(content) === 0x09) return this.#stop(at)
            blockIndent = column
          }
          at = next
          continue
        }
        blockParent = -2
        blockIndent = -1
      }
      const code = text.charCodeAt(content)
      if (code === 0x23) {
        first = false
        at = next
        continue
      }
      first = false
      if (!this.#line(content, stop, column, at)) return this.#stop(at)
      visit(this)
      if (this.value.style === 'block') {
        blockParent = this.#column[this.#depth - 1]!
        const digit = /[1-9]/.exec(text.slice(this.value.start, this.value.end))
        blockIndent = digit === null ? -1 : Math.max(blockParent, 0) + Number(digit[0])
      }
      at = next
    }
    this.stoppedAt = to
    return this.#depth > 0
  }

  #stop(at: number): false {
    this.stoppedAt = at
    return false
  }

  /** One line with content: dashes, then a key with its value or a scalar item. */
  #line(start: number, stop: number, startColumn: number, lineStart: number): boolean {
    const text = this.#text
    let at = start
    let column = startColumn
    let afterDash = false
    while (text.charCodeAt(at) === 0x2d) {
      const following = at + 1 === stop ? 0x20 : text.charCodeAt(at + 1)
      if (following !== 0x20) break
      if (!this.#dash(column)) return false
      afterDash = true
      at++
      while (at < stop && text.charCodeAt(at) === 0x20) at++
      column = at - lineStart
      if (at === stop || text.charCodeAt(at) === 0x23) return this.#report(at, at, at, at, 'none', at, stop)
    }
    const keyEnd = this.#key(at, stop)
    if (keyEnd === -2) return false
    if (keyEnd === -1) {
      // A scalar: only straight behind a dash. One on a line of its own may continue the scalar before it.
      return afterDash && this.#value(at, at, at, stop)
    }
    const quoted = text.charCodeAt(at) === 0x22 || text.charCodeAt(at) === 0x27
    const keyStart = quoted ? at + 1 : at
    const nameEnd = quoted ? keyEnd - 1 : keyEnd
    if (!this.#enterKey(column, keyStart, nameEnd)) return false
    return this.#value(keyStart, nameEnd, keyEnd + 1, stop)
  }

  #dash(column: number): boolean {
    while (this.#depth > 0 && this.#column[this.#depth - 1]! > column) {
      this.#depth--
      this.#open = false
    }
    const top = this.#depth - 1
    if (top >= 0 && this.#kind[top] === SEQ && this.#column[top] === column) {
      this.#index[top] = this.#index[top]! + 1
      this.#open = true
      return true
    }
    if (!this.#open || top < 0) return false
    if (this.#kind[top] === SEQ ? this.#column[top]! >= column : this.#column[top]! > column) return false
    if (this.#depth === MAX_OPEN) return false
    this.#kind[this.#depth] = SEQ
    this.#column[this.#depth] = column
    this.#index[this.#depth] = 0
    this.#keyStart[this.#depth] = this.#keyEnd[this.#depth] = 0
    this.#depth++
    this.#open = true
    return true
  }

  #enterKey(column: number, keyStart: number, keyEnd: number): boolean {
    while (this.#depth > 0) {
      const top = this.#depth - 1
      const above = this.#column[top]! > column || (this.#column[top] === column && this.#kind[top] === SEQ)
      if (!above) break
      this.#depth--
      this.#open = false
    }
    const top = this.#depth - 1
    if (top >= 0 && this.#kind[top] === MAP && this.#column[top] === column) {
      this.#keyStart[top] = keyStart
      this.#keyEnd[top] = keyEnd
      return this.#isNewKey(top, keyStart, keyEnd)
    }
    if (!this.#open || this.#depth === MAX_OPEN) return false
    if (top >= 0 && this.#column[top]! >= column) return false
    this.#kind[this.#depth] = MAP
    this.#column[this.#depth] = column
    this.#keyStart[this.#depth] = keyStart
    this.#keyEnd[this.#depth] = keyEnd
    const seen = this.#seen[this.#depth]
    if (seen === undefined) this.#seen[this.#depth] = [keyStart, keyEnd]
    else {
      seen.length = 2
      seen[0] = keyStart
      seen[1] = keyEnd
    }
    this.#depth++
    return true
  }

  /** A repeated key, or a map so large that looking would cost more than a parse, goes to the parser. */
  #isNewKey(level: number, keyStart: number, keyEnd: number): boolean {
    const seen = this.#seen[level]!
    const length = keyEnd - keyStart
    if (seen.length > 512) return false
    for (let i = 0; i < seen.length; i += 2) {
      const start = seen[i]!
      if (seen[i + 1]! - start === length && this.#sameText(start, keyStart, length)) return false
    }
    seen.push(keyStart, keyEnd)
    return true
  }

  #sameText(a: number, b: number, length: number): boolean {
    for (let i = 0; i < length; i++) {
      if (this.#text.charCodeAt(a + i) !== this.#text.charCodeAt(b + i)) return false
    }
    return true
  }

  /** The end of the key that begins at `at` (its closing quote included); -1: no key here; -2: not of the regular form. */
  #key(at: number, stop: number): number {
    const text = this.#text
    const code = text.charCodeAt(at)
    if (code === 0x22 || code === 0x27) {
      const close = text.indexOf(code === 0x22 ? '"' : "'", at + 1)
      if (close === -1 || close >= stop) return -2
      if (text.charCodeAt(close + 1) === code) return -1
      const isKey = close + 1 < stop && text.charCodeAt(close + 1) === 0x3a && (close + 2 === stop || text.charCodeAt(close + 2) === 0x20)
      if (!isKey) return -1
      for (let i = at + 1; i < close; i++) if (!isWordCode(text.charCodeAt(i))) return -2
      return close + 1
    }
    for (let i = at; i < stop; i++) {
      const c = text.charCodeAt(i)
      if (isWordCode(c)) continue
      if (c === 0x3a) {
        if (i + 1 !== stop && text.charCodeAt(i + 1) !== 0x20) continue
        return i === at ? -2 : i
      }
      // Any other character: this may still be a scalar item, whose own rules are checked with its value.
      return text.slice(i, stop).includes(': ') || text.charCodeAt(stop - 1) === 0x3a ? -2 : -1
    }
    return -1
  }

  #value(keyStart: number, keyEnd: number, from: number, stop: number): boolean {
    const text = this.#text
    let at = from
    while (at < stop && text.charCodeAt(at) === 0x20) at++
    if (at === stop) return this.#report(keyStart, keyEnd, from, from, 'none', stop, stop)
    const code = text.charCodeAt(at)
    if (code === 0x23) return at > from && this.#report(keyStart, keyEnd, from, from, 'none', at, stop)
    if (code === 0x22) return this.#quoted(keyStart, keyEnd, at, stop, 0x22, 'double')
    if (code === 0x27) return this.#quoted(keyStart, keyEnd, at, stop, 0x27, 'single')
    if (code === 0x7c || code === 0x3e) return this.#blockHeader(keyStart, keyEnd, at, stop)
    if (code === 0x7b || code === 0x5b) {
      if (text.charCodeAt(at + 1) !== code + 2) return false
      return this.#afterValue(keyStart, keyEnd, at, at + 2, stop, 'flow')
    }
    if (!mayBeginPlain(code, at + 1 < stop ? text.charCodeAt(at + 1) : 0x20)) return false
    return this.#plain(keyStart, keyEnd, at, stop)
  }

  #plain(keyStart: number, keyEnd: number, start: number, stop: number): boolean {
    const text = this.#text
    let end = start
    for (let at = start; at < stop; at++) {
      const code = text.charCodeAt(at)
      if (code === 0x20) continue
      if (code === 0x3a && (at + 1 === stop || text.charCodeAt(at + 1) === 0x20)) return false
      if (code === 0x23 && text.charCodeAt(at - 1) === 0x20) {
        return this.#report(keyStart, keyEnd, start, end, 'plain', at, stop)
      }
      if (!isOrdinary(code)) return false
      end = at + 1
    }
    return this.#report(keyStart, keyEnd, start, end, 'plain', stop, stop)
  }

  #quoted(keyStart: number, keyEnd: number, start: number, stop: number, quote: number, style: 'single' | 'double'): boolean {
    const text = this.#text
    for (let at = start + 1; at < stop; at++) {
      const code = text.charCodeAt(at)
      if (code === quote) {
        if (quote === 0x27 && text.charCodeAt(at + 1) === 0x27) at++
        else return this.#afterValue(keyStart, keyEnd, start, at + 1, stop, style)
      } else if ((code === 0x5c && quote === 0x22) || !(isOrdinary(code) || code === 0x20)) return false
    }
    return false
  }

  #blockHeader(keyStart: number, keyEnd: number, start: number, stop: number): boolean {
    let at = start + 1
    while (at < stop && at < start + 3 && isHeaderCode(this.#text.charCodeAt(at))) at++
    return this.#afterValue(keyStart, keyEnd, start, at, stop, 'block')
  }

  /** Behind a value that has an end of its own, only a comment may follow. */
  #afterValue(keyStart: number, keyEnd: number, start: number, end: number, stop: number, style: ScannedValue['style']): boolean {
    let at = end
    while (at < stop && this.#text.charCodeAt(at) === 0x20) at++
    if (at < stop && (this.#text.charCodeAt(at) !== 0x23 || at === end)) return false
    return this.#report(keyStart, keyEnd, start, end, style, at, stop)
  }

  #report(keyStart: number, keyEnd: number, start: number, end: number, style: ScannedValue['style'], comment: number, stop: number): true {
    const value = this.value
    value.keyStart = keyStart
    value.keyEnd = keyEnd
    value.start = start
    value.end = end
    value.style = style
    value.commentStart = comment < stop ? comment : -1
    value.commentEnd = comment < stop ? stop : -1
    value.depth = this.#depth
    this.#open = style === 'none'
    return true
  }
}

/** Letters, digits and `-_./` : what almost every key is made of. */
function isWordCode(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x2d && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || code === 0x5f
}

/** A printable character that means nothing to YAML inside a one-line scalar. */
function isOrdinary(code: number): boolean {
  if (code < 0x7f) return code >= 0x20
  return code >= 0xa0 && code !== 0xfeff && code !== 0x2028 && code !== 0x2029 && !(code >= 0xd800 && code <= 0xdfff) && code < 0xfffe
}

function isHeaderCode(code: number): boolean {
  return code === 0x2b || code === 0x2d || (code >= 0x31 && code <= 0x39)
}

/** YAML 1.2.2, rule ns-plain-first: indicators begin no plain scalar, `-?:` only before a non-blank. */
function mayBeginPlain(code: number, next: number): boolean {
  switch (code) {
    case 0x2d:
    case 0x3f:
    case 0x3a:
      return next !== 0x20
    case 0x2c: case 0x5b: case 0x5d: case 0x7b: case 0x7d: case 0x23: case 0x26: case 0x2a: case 0x21:
    case 0x7c: case 0x3e: case 0x27: case 0x22: case 0x25: case 0x40: case 0x60:
      return false
    default:
      return isOrdinary(code)
  }
}
