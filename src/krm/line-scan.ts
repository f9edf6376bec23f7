/**
 * Tier 1: reads block-style YAML line by line, without building anything. It recognises one strict regular form (plain
 * keys, one-line scalars, block scalars, `{}` and `[]`) and proves it by keeping the maps and lists that are open; on
 * anything else it stops and answers false, and the caller takes the syntax tree. It never guesses.
 */

import {
  blockHeaderEnd, indentationIndicator, isBlankOrEnd, isOrdinaryLine, keyEnd, LONGEST_KEY, NO_KEY, plainEnd, quotedEnd, skipIndentation, skipSpaces,
  usualLineEnd,
} from './line-lexer.ts'
import { OpenCollections } from './open-collections.ts'
import type { ScannedValue } from './scanned-value.ts'

/** Characters; an expression that takes a longer line apart might need more memory than it may have. */
const LONGEST_LINE = 500_000

/** One for all texts; a scan must end before the next one begins. */
export class LineScanner extends OpenCollections {
  readonly value: ScannedValue = {
    keyStart: 0, keyEnd: 0, start: 0, end: 0, style: 'none', commentStart: -1, commentEnd: -1, depth: 0, from: 0,
  }

  /** Where the scanner stopped: the end of the text, or the line that is not of the regular form. */
  stoppedAt = 0
  /** Where the lines of the last block scalar begin and end; blank lines right behind it are counted in. */
  blockStart = 0
  blockEnd = 0

  /** Whether the next content may begin with the dash of the item that the text is. */
  #mayBeDash = false
  /** In a block scalar: the column of the collection that holds it, and the column of its lines (-1: none seen). */
  #blockParent = NO_BLOCK
  #blockIndent = -1

  /**
   * Scans `[from, to)`, which begins at a line start and holds one map. `isItem`: the first line begins with the dash of
   * a list item, which counts as a blank. `visit` is called at every key and every scalar item that is no deeper than
   * `deepest` or has a comment.
   */
  scan(text: string, from: number, to: number, isItem: boolean, visit: (scanner: LineScanner) => void, deepest = Number.MAX_SAFE_INTEGER): boolean {
    this.begin(text)
    this.#blockParent = NO_BLOCK
    this.#mayBeDash = isItem
    const hasShortLines = to - from <= LONGEST_LINE
    for (let at = from; at < to; ) {
      let end = hasShortLines && this.#blockParent === NO_BLOCK ? usualLineEnd(text, at) : -1
      const isUsual = end !== -1 && end <= to
      if (!isUsual) end = lineEnd(text, at, to)
      const found = isUsual ? this.#usualLine(at, end) : this.#anyLine(at, end)
      if (found === IRREGULAR) return this.#stop(at)
      if (found === VALUE) {
        if (this.value.depth <= deepest || this.value.commentStart !== -1) visit(this)
        if (this.value.style === 'block') this.#openBlock(end)
      }
      at = end + 1
    }
    this.stoppedAt = to
    return this.depth > 0
  }

  /** The line `[at, end)`, whatever stands on it. */
  #anyLine(at: number, end: number): Found {
    const text = this.text
    if (end - at > LONGEST_LINE) return IRREGULAR
    const stop = end > at && text.charCodeAt(end - 1) === 0x0d && text.charCodeAt(end) === 0x0a ? end - 1 : end
    let content = skipSpaces(text, at, stop)
    if (this.#mayBeDash && content < stop) {
      if (text.charCodeAt(content) === 0x2d) {
        if (content + 1 < stop && text.charCodeAt(content + 1) !== 0x20) return IRREGULAR
        content = skipSpaces(text, content + 1, stop)
      }
      this.#mayBeDash = false
    }
    if (content === stop) return this.#blankLine(at, stop, end) ? NO_VALUE : IRREGULAR
    if (this.#blockLine(content, stop, at, end) || text.charCodeAt(content) === 0x23) return isOrdinaryLine(text, content, stop) ? NO_VALUE : IRREGULAR
    return this.#line(content, stop, at) ? VALUE : IRREGULAR
  }

  #stop(at: number): false {
    this.stoppedAt = at
    return false
  }

  #openBlock(headerEnd: number): void {
    const { start, end } = this.value
    this.#blockParent = this.columnAt(this.depth - 1)
    const digit = indentationIndicator(this.text, start, end)
    this.#blockIndent = digit === 0 ? -1 : this.#blockParent + digit
    this.blockStart = this.blockEnd = Math.min(headerEnd + 1, this.text.length)
  }

  /** A blank line; before the first line of a block scalar it may be no deeper than that. */
  #blankLine(at: number, stop: number, end: number): boolean {
    if (this.#blockParent === NO_BLOCK) return true
    if (this.#blockIndent === -1 && stop - at > this.#blockParent + 1) return false
    // Blanks that end the text inside a block scalar: parsers differ.
    if (end === this.text.length) return stop === at
    this.blockEnd = end + 1
    return true
  }

  /** Whether a line with content belongs to the open block scalar; if not, that has ended. */
  #blockLine(content: number, stop: number, at: number, end: number): boolean {
    if (this.#blockParent === NO_BLOCK) return false
    const column = content - at
    const isFirst = this.#blockIndent === -1
    // A tab is no indentation; what it would mean here differs between parsers.
    const isLine = isFirst ? column > this.#blockParent && this.text.charCodeAt(content) !== 0x09 : column >= this.#blockIndent
    if (isLine && content < stop) {
      if (isFirst) this.#blockIndent = column
      this.blockEnd = Math.min(end + 1, this.text.length)
      return true
    }
    this.#blockParent = NO_BLOCK
    return false
  }

  /** One line with content: dashes, then a key with its value or a scalar item. */
  #line(start: number, stop: number, lineStart: number): boolean {
    const text = this.text
    this.from = -1
    let at = start
    let afterDash = false
    while (text.charCodeAt(at) === 0x2d && (at + 1 === stop || text.charCodeAt(at + 1) === 0x20)) {
      if (!this.enterItem(at - lineStart, at)) return false
      afterDash = true
      const behind = at + 1
      at = skipSpaces(text, behind, stop)
      if (at === stop) return this.#report(at, at, behind, behind, 'none', stop, stop)
      if (text.charCodeAt(at) === 0x23) return this.#afterValue(at, at, behind, behind, stop, 'none')
    }
    const end = keyEnd(text, at, stop)
    if (end === -1) return false
    // A scalar: only straight behind a dash. One on a line of its own may continue the scalar before it.
    if (end === NO_KEY) return afterDash && this.#value(at, at, at, stop)
    const quoted = text.charCodeAt(end - 1) === 0x22 || text.charCodeAt(end - 1) === 0x27 ? 1 : 0
    if (!this.enterKey(at - lineStart, at, at + quoted, end - quoted)) return false
    return this.#value(at + quoted, end - quoted, end + 1, stop)
  }

  /** A line of a usual form: what it consists of is found without a look at each character. */
  #usualLine(lineStart: number, stop: number): Found {
    const text = this.text
    const isFirst = this.#mayBeDash
    let at = skipIndentation(text, lineStart)
    this.from = -1
    this.#mayBeDash = false
    const first = text.charCodeAt(at)
    if (first === 0x23) return NO_VALUE
    const isDash = first === 0x2d && text.charCodeAt(at + 1) === 0x20
    if (isDash) {
      if (!isFirst && !this.enterItem(at - lineStart, at)) return IRREGULAR
      at += 2
    } else if (isFirst && first === 0x2d) return IRREGULAR
    const colon = text.indexOf(':', at)
    if (isDash && !isKeyAt(text, at, colon, stop)) return isFirst ? IRREGULAR : this.#usualValue(at, at, at, stop)
    if (colon - at > LONGEST_KEY || !this.enterKey(at - lineStart, at, at, colon)) return IRREGULAR
    if (colon + 1 < stop) return this.#usualValue(at, colon, colon + 2, stop)
    this.#report(at, colon, stop, stop, 'none', stop, stop)
    return VALUE
  }

  #usualValue(keyStart: number, keyEnd: number, start: number, stop: number): Found {
    const text = this.text
    let style: ScannedValue['style'] = 'plain'
    let end: number
    const first = text.charCodeAt(start)
    if (first === 0x22) {
      style = 'double'
      end = text.indexOf('"', start + 1) + 1
    } else if (first === 0x27) {
      style = 'single'
      end = text.indexOf("'", start + 1) + 1
    } else {
      if (first === 0x7c || first === 0x3e) style = 'block'
      end = text.indexOf(' ', start)
      if (end === -1 || end > stop) end = stop
    }
    this.#report(keyStart, keyEnd, start, end, style, end === stop ? stop : end + 1, stop)
    return VALUE
  }

  #value(keyStart: number, keyEnd: number, from: number, stop: number): boolean {
    const text = this.text
    const at = skipSpaces(text, from, stop)
    if (at === stop) return this.#report(keyStart, keyEnd, from, from, 'none', stop, stop)
    switch (text.charCodeAt(at)) {
      case 0x23:
        return this.#afterValue(keyStart, keyEnd, from, from, stop, 'none')
      case 0x22:
        return this.#afterValue(keyStart, keyEnd, at, quotedEnd(text, at, 0x22), stop, 'double')
      case 0x27:
        return this.#afterValue(keyStart, keyEnd, at, quotedEnd(text, at, 0x27), stop, 'single')
      case 0x7c:
      case 0x3e:
        return this.#afterValue(keyStart, keyEnd, at, blockHeaderEnd(text, at, stop), stop, 'block')
      case 0x7b:
      case 0x5b:
        if (at + 1 === stop || text.charCodeAt(at + 1) !== text.charCodeAt(at) + 2) return false
        return this.#afterValue(keyStart, keyEnd, at, at + 2, stop, 'flow')
      default:
        return this.#afterValue(keyStart, keyEnd, at, plainEnd(text, at), stop, 'plain')
    }
  }

  /** Behind a value only a comment may follow, a blank between them. */
  #afterValue(keyStart: number, keyEnd: number, start: number, end: number, stop: number, style: ScannedValue['style']): boolean {
    if (end === -1) return false
    const at = skipSpaces(this.text, end, stop)
    if (at < stop && (this.text.charCodeAt(at) !== 0x23 || at === end || !isOrdinaryLine(this.text, at, stop))) return false
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
    value.depth = this.depth
    value.from = this.from
    this.isOpen = style === 'none'
    return true
  }
}

/** Whether `[at, colon)`, behind a dash, is a key: its colon ends a word, and no quotes are open before it. */
function isKeyAt(text: string, at: number, colon: number, stop: number): boolean {
  const first = text.charCodeAt(at)
  return colon !== -1 && colon < stop && first !== 0x22 && first !== 0x27 && isBlankOrEnd(text, colon + 1, stop)
}

function lineEnd(text: string, at: number, to: number): number {
  const end = text.indexOf('\n', at)
  return end === -1 || end > to ? to : end
}

/** What a line turned out to be. */
type Found = typeof IRREGULAR | typeof NO_VALUE | typeof VALUE
const IRREGULAR = 0
const NO_VALUE = 1
const VALUE = 2

/** No column: no block scalar is open. */
const NO_BLOCK = -2
