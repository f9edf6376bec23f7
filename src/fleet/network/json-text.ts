/** JSON with positions: what CNI configurations are written in. RFC 8259, strictly, as Go's encoding/json reads it. */

/** A value and where it stands, as offsets into the text that was parsed. */
export type JsonNode =
  | { readonly kind: 'null'; readonly start: number }
  | { readonly kind: 'boolean'; readonly start: number; readonly value: boolean }
  | { readonly kind: 'number'; readonly start: number; readonly value: number; readonly text: string }
  | { readonly kind: 'string'; readonly start: number; readonly value: string }
  | { readonly kind: 'list'; readonly start: number; readonly items: readonly JsonNode[] }
  | { readonly kind: 'map'; readonly start: number; readonly entries: ReadonlyMap<string, JsonNode> }

/** What a text is, or the first thing that is wrong with it and where. */
export type ParsedJson = { readonly root: JsonNode } | { readonly message: string; readonly offset: number }

/** Deepest nesting that is read: configurations have five levels, a text with thousands is an attack. */
const MAX_DEPTH = 100

/** Parses `text` from `from` to before `to` as one JSON value. Of equal keys the last counts, as in Go. */
export function parseJson(text: string, from = 0, to = text.length): ParsedJson {
  const reader = new Reader(text, from, to)
  try {
    return { root: reader.document() }
  } catch (problem) {
    if (problem instanceof Stop) return { message: problem.message, offset: problem.offset }
    throw problem
  }
}

/** Ends the parse; never leaves this file. */
class Stop extends Error {
  readonly offset: number

  constructor(message: string, offset: number) {
    super(message)
    this.offset = offset
  }
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y
const ESCAPES = new Map([['"', '"'], ['\\', '\\'], ['/', '/'], ['b', '\b'], ['f', '\f'], ['n', '\n'], ['r', '\r'], ['t', '\t']])

class Reader {
  readonly #text: string
  readonly #to: number
  #at: number
  #depth = 0

  constructor(text: string, from: number, to: number) {
    this.#text = text
    this.#at = from
    this.#to = to
  }

  document(): JsonNode {
    this.#blanks()
    const root = this.#value()
    this.#blanks()
    if (this.#at < this.#to) this.#stop(`${this.#here()} follows after the end of the JSON value`)
    return root
  }

  #value(): JsonNode {
    const start = this.#at
    switch (this.#peek()) {
      case '{':
        return this.#nested(() => this.#map(start))
      case '[':
        return this.#nested(() => this.#list(start))
      case '"':
        return { kind: 'string', start, value: this.#string() }
      case 't':
        return this.#word('true', { kind: 'boolean', start, value: true })
      case 'f':
        return this.#word('false', { kind: 'boolean', start, value: false })
      case 'n':
        return this.#word('null', { kind: 'null', start })
      default:
        return this.#number(start)
    }
  }

  #nested(read: () => JsonNode): JsonNode {
    if (++this.#depth > MAX_DEPTH) this.#stop(`more than ${MAX_DEPTH} levels`)
    this.#at++
    const node = read()
    this.#depth--
    return node
  }

  #map(start: number): JsonNode {
    const entries = new Map<string, JsonNode>()
    this.#blanks()
    while (this.#peek() !== '}') {
      if (this.#peek() !== '"') this.#stop(`${this.#here()} stands where a key in double quotes belongs`)
      const key = this.#string()
      this.#blanks()
      if (this.#peek() !== ':') this.#stop(`a colon is missing after the key "${key}"`)
      this.#at++
      this.#blanks()
      entries.set(key, this.#value())
      this.#next('}')
    }
    this.#at++
    return { kind: 'map', start, entries }
  }

  #list(start: number): JsonNode {
    const items: JsonNode[] = []
    this.#blanks()
    while (this.#peek() !== ']') {
      items.push(this.#value())
      this.#next(']')
    }
    this.#at++
    return { kind: 'list', start, items }
  }

  /** Goes on to the next entry or to the closing bracket. */
  #next(closing: string): void {
    const behind = this.#at
    this.#blanks()
    if (this.#peek() === closing) return
    if (this.#peek() !== ',') this.#stop(this.#at >= this.#to ? `the text ends before the closing ${closing}` : `a comma or ${closing} is missing`, behind)
    const comma = this.#at++
    this.#blanks()
    if (this.#peek() === closing) this.#stop(`a comma stands before the closing ${closing}`, comma)
  }

  #string(): string {
    let value = ''
    let from = ++this.#at
    for (;;) {
      const c = this.#text.charCodeAt(this.#at)
      if (this.#at >= this.#to || c === 0x0a || c === 0x0d) this.#stop('a string is not closed on its line', from - 1)
      if (c === 0x22) break
      if (c < 0x20) this.#stop('a control character stands raw in a string')
      if (c === 0x5c) {
        value += this.#text.slice(from, this.#at) + this.#escape()
        from = this.#at
      } else this.#at++
    }
    value += this.#text.slice(from, this.#at++)
    return value
  }

  #escape(): string {
    const letter = this.#text.charAt(this.#at + 1)
    const short = ESCAPES.get(letter)
    if (short !== undefined) {
      this.#at += 2
      return short
    }
    const digits = /^[0-9a-fA-F]{4}$/.exec(this.#text.slice(this.#at + 2, Math.min(this.#at + 6, this.#to)))?.[0]
    if (letter !== 'u' || digits === undefined) this.#stop(`\\${letter} is no escape that JSON knows`)
    this.#at += 6
    return String.fromCharCode(Number.parseInt(digits, 16))
  }

  #word(word: string, node: JsonNode): JsonNode {
    if (!this.#text.startsWith(word, this.#at) || this.#at + word.length > this.#to) this.#stop(`${this.#here()} is no JSON value`)
    this.#at += word.length
    return node
  }

  #number(start: number): JsonNode {
    NUMBER.lastIndex = start
    const text = NUMBER.exec(this.#text)?.[0]
    if (text === undefined || start + text.length > this.#to) this.#stop(start >= this.#to ? 'the text ends where a value belongs' : `${this.#here()} is no JSON value`)
    this.#at += text.length
    return { kind: 'number', start, value: Number(text), text }
  }

  #blanks(): void {
    let c = 0
    for (; this.#at < this.#to; this.#at++) {
      c = this.#text.charCodeAt(this.#at)
      if (c !== 0x20 && c !== 0x0a && c !== 0x0d && c !== 0x09) break
    }
    if (this.#at < this.#to && (c === 0x2f || c === 0x23)) this.#stop('JSON has no comments')
  }

  #peek(): string {
    return this.#at < this.#to ? this.#text.charAt(this.#at) : ''
  }

  /** What stands at the place, for a message: a word or a character. */
  #here(): string {
    if (this.#at >= this.#to) return 'the end of the text'
    const word = /^(?:\$\{[^}\n]{0,30}\}|[\w.-]{1,30}|'[^'\n]{0,30}'?|[\s\S])/u.exec(this.#text.slice(this.#at, this.#to))![0]
    return word.startsWith("'") ? `${word} (in single quotes)` : `"${word}"`
  }

  #stop(message: string, offset = this.#at): never {
    throw new Stop(message, offset)
  }
}
