/** YAML texts as people and tools write them, and as nobody should: every layout that an edit has to leave alone. */

import type { Rng } from './rng.ts'

const WORDS = ['name', 'image', 'nginx', 'spec', 'upf', 'default', '10.0.0.0/8', 'internet', 'a b c', 'x:y', 'it#s', "don't", 'é漢', '😀', '-dash', 'ev{il']
const KEYS = ['name', 'spec', 'data', 'args', 'kpt.dev/x', 'n', 'on', 'k8s.io/very-long_key', 'a b', '__proto__', 'constructor', 'é', '1', 'true', '-x', '0x1f']
const TYPED = ['8080', 'true', 'no', '~', 'null', '017', '0o17', '1.50', '-3', '1e3', '2020-01-01', '12:30', '0x1F', '1_000']
const COMMENTS = ['# about this', '#tight', '# kpt-set: ${name}', '# a: b', '# - item', '#', "# it's \"quoted\" {", '# é😀', '## 2  ']

/** A map as a document's text. */
export function generateText(rng: Rng): string {
  const text = new TextMaker(rng).document()
  const closed = rng.once(6) ? text.replace(/\n+$/, '') : text
  return rng.once(8) ? closed.replaceAll('\n', '\r\n') : closed
}

class TextMaker {
  readonly #rng: Rng
  readonly #anchors: string[] = []
  /** Most texts keep one style, as people do. */
  readonly #isTidy: boolean
  readonly #isWide: boolean
  #size: number

  constructor(rng: Rng) {
    this.#rng = rng
    this.#isTidy = !rng.once(3)
    this.#isWide = rng.once(3)
    this.#size = rng.between(4, 30)
  }

  document(): string {
    const rng = this.#rng
    const lead = rng.once(4) ? `# licence\n${rng.once(2) ? '\n' : ''}` : ''
    const tail = rng.once(5) ? rng.pick(['\n', '# the end\n', '\n# the end\n', '  # deeper end\n', '\n\n', '# 1\n\n# 2\n']) : ''
    return lead + this.#map(rng.once(12) ? 2 : 0, 0, false) + tail
  }

  /** Lines of a block map at a column; `isInline`: the first one stands behind a dash that is there already. */
  #map(column: number, depth: number, isInline: boolean): string {
    const rng = this.#rng
    const keys = new Set<string>()
    const count = rng.between(1, depth === 0 ? 6 : 4)
    for (let i = 0; i < count; i++) keys.add(rng.pick(KEYS))
    let out = ''
    for (const key of keys) {
      const margin = out === '' && isInline ? '' : this.#above(column) + ' '.repeat(column)
      out += `${margin}${this.#entry(key, column, depth)}`
    }
    return out + this.#foot(column)
  }

  #above(column: number): string {
    const rng = this.#rng
    let out = ''
    if (rng.once(12)) out += rng.once(4) && !this.#isTidy ? '   \n' : '\n'
    if (rng.once(8)) {
      const at = this.#isTidy || !rng.once(5) ? column : rng.between(0, column + 3)
      for (let i = rng.between(1, 2); i > 0; i--) out += `${' '.repeat(at)}${rng.pick(COMMENTS)}\n`
      if (rng.once(5)) out += '\n'
    }
    return out
  }

  #foot(column: number): string {
    const rng = this.#rng
    if (!rng.once(14)) return ''
    return `${rng.once(3) ? '\n' : ''}${' '.repeat(this.#isTidy ? column : rng.between(column, column + 2))}${rng.pick(COMMENTS)}\n${rng.once(2) ? '\n' : ''}`
  }

  #entry(key: string, column: number, depth: number): string {
    const rng = this.#rng
    const name = this.#key(key)
    const value = this.#value(column, depth, false)
    if (!this.#isTidy && rng.once(40)) return `? ${name}\n${' '.repeat(column)}:${value}`
    return `${name}${!this.#isTidy && rng.once(20) && value.startsWith(' ') ? ' ' : ''}:${value}`
  }

  #key(key: string): string {
    if (/^[\w./-]+$/.test(key) && !this.#rng.once(10)) return key
    return this.#rng.once(2) ? `"${key}"` : `'${key}'`
  }

  /** What follows a colon or dash, with its line break. */
  #value(column: number, depth: number, isItem: boolean): string {
    const rng = this.#rng
    this.#size--
    const canNest = depth < 5 && this.#size > 0
    const kind = rng.below(canNest ? 20 : 11)
    if (kind < 6) return ` ${this.#props(false)}${this.#scalar(column)}${this.#lineComment()}\n`
    if (kind === 6) return `${this.#lineComment()}\n`
    if (kind === 7) return ` ${this.#blockScalar(column)}`
    if (kind === 8) return ` ${this.#flow(column, 0)}${this.#lineComment()}\n`
    if (kind === 9) return ` ${rng.pick(['{}', '[]', '""', "''"])}${this.#lineComment()}\n`
    if (kind === 10) {
      if (this.#anchors.length > 0 && rng.once(2)) return ` *${rng.pick(this.#anchors)}\n`
      return this.#isTidy ? ` ${this.#scalar(column)}\n` : `${this.#lineComment()}\n${' '.repeat(column + rng.between(1, 3))}${this.#oneLine()}\n`
    }
    return kind < 16 ? this.#nestedMap(column, depth, isItem) : this.#nestedList(column, depth, isItem)
  }

  #nestedMap(column: number, depth: number, isItem: boolean): string {
    const rng = this.#rng
    const step = this.#isTidy ? 2 : rng.between(1, 4)
    if (isItem && !rng.once(6)) {
      const blanks = this.#isTidy ? 1 : rng.between(1, 3)
      return ' '.repeat(blanks) + this.#map(column + 1 + blanks, depth + 1, true)
    }
    return `${this.#onKey()}\n${this.#map(column + step, depth + 1, false)}`
  }

  #nestedList(column: number, depth: number, isItem: boolean): string {
    const rng = this.#rng
    if (isItem && rng.once(2)) return ` ${this.#list(column + 2, depth + 1, true)}`
    const isWide = this.#isTidy ? this.#isWide : rng.once(2)
    const at = isItem || isWide ? column + (this.#isTidy ? 2 : rng.between(1, 3)) : column
    return `${this.#onKey()}\n${this.#list(at, depth + 1, false)}`
  }

  #onKey(): string {
    const props = this.#props(true)
    return (props === '' ? '' : ` ${props.trimEnd()}`) + this.#lineComment()
  }

  #list(column: number, depth: number, isInline: boolean): string {
    const rng = this.#rng
    let out = ''
    for (let i = rng.between(1, 4); i > 0; i--) {
      const margin = out === '' && isInline ? '' : this.#above(column) + ' '.repeat(column)
      out += `${margin}-${this.#value(column, depth, true)}`
    }
    return out + this.#foot(column)
  }

  #props(isCollection: boolean): string {
    const rng = this.#rng
    if (!rng.once(30)) return ''
    if (rng.once(2)) {
      const name = `a${this.#anchors.length}`
      this.#anchors.push(name)
      return `&${name} `
    }
    return isCollection ? '' : '!!str '
  }

  #lineComment(): string {
    if (!this.#rng.once(7)) return ''
    return `${this.#isTidy ? ' ' : ' '.repeat(this.#rng.between(1, 3))}${this.#rng.pick(COMMENTS)}`
  }

  #oneLine(): string {
    const rng = this.#rng
    const word = rng.pick(WORDS)
    if (rng.once(3)) return rng.pick(TYPED)
    if (rng.once(4)) return `"${word}${rng.pick(['', '\\n', '\\u00e9', ' # no comment', '\\"', ': '])}"`
    if (rng.once(4)) return `'${word.replaceAll("'", "''")}${rng.pick(['', "''", ' # no', ': '])}'`
    return word
  }

  #scalar(column: number): string {
    const rng = this.#rng
    if (!rng.once(12)) return this.#oneLine()
    const margin = `\n${' '.repeat(column + rng.between(1, 4))}`
    const lines = [rng.pick(WORDS.slice(0, 6)), ...Array.from({ length: rng.between(1, 2) }, () => rng.pick(['more text', 'end.', 'x']))]
    const text = lines.join(rng.once(4) ? `\n${margin}` : margin)
    return rng.pick([text, `"${text}"`, `'${text}'`])
  }

  #blockScalar(column: number): string {
    const rng = this.#rng
    const step = this.#isTidy ? 2 : rng.between(1, 4)
    const indent = ' '.repeat(column + step)
    const needsDigit = rng.once(8)
    const header = `${rng.pick(['|', '|', '|', '>'])}${needsDigit ? step : ''}${rng.pick(['', '', '-', '+'])}${this.#lineComment()}\n`
    let body = ''
    for (let i = rng.between(1, 4); i > 0; i--) {
      body += rng.pick([`${indent}echo hi\n`, `${indent}# no comment\n`, `${indent}a: b\n`, `${indent}  deeper\n`, '\n', `${indent}- x\n`, `${indent}é😀\n`])
    }
    if (!needsDigit && !/^(?:\n)*[ ]*\S/.test(body.slice(0, column + step + 2))) body = `${indent}first\n${body}`
    if (!needsDigit && body.startsWith(`${indent}  `)) body = `${indent}first\n${body}`
    if (rng.once(6)) body += rng.pick(['\n', '\n\n', `${indent} \n`, '  \n'])
    return header + body
  }

  #flow(column: number, depth: number): string {
    const rng = this.#rng
    const isMap = rng.once(2)
    const isTall = depth === 0 && rng.once(5)
    const margin = ' '.repeat(column + rng.between(1, 4))
    const entries = Array.from({ length: rng.between(1, 3) }, (_, index) => {
      const value = depth < 2 && rng.once(4) ? this.#flow(column, depth + 1) : rng.pick(['x', '"y z"', "'q'", '5', 'true', 'nginx:1.2', '""'])
      return isMap ? `${rng.pick([`a${index}`, `b${index}`, `"c${index}"`])}: ${rng.once(12) ? '' : value}` : rng.once(20) ? `k: ${value}` : value
    })
    const [open, close] = isMap ? ['{', '}'] : ['[', ']']
    const comma = rng.once(6) ? ',' : ''
    if (!isTall) return `${open}${rng.once(4) ? ' ' : ''}${entries.join(rng.once(6) ? ' , ' : ', ')}${comma}${rng.once(4) ? ' ' : ''}${close}`
    const lines = entries.map((entry, index) => {
      const head = rng.once(6) ? `${margin}${rng.pick(COMMENTS)}\n` : ''
      return `${head}${margin}${entry}${index < entries.length - 1 ? ',' : comma}${rng.once(5) ? ` ${rng.pick(COMMENTS)}` : ''}\n`
    })
    return `${open}\n${lines.join('')}${' '.repeat(column + 1)}${close}`
  }
}
