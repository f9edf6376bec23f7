type Range = readonly [from: string, to: string]

/** A bracket expression such as `[a-z_]`, `[!0-9]` or `[[:alpha:]]`. */
export interface Bracket {
  readonly negated: boolean
  readonly ranges: readonly Range[]
  /** Index of the closing `]` in the pattern. */
  readonly end: number
}

/** Reads the bracket expression that opens at `start`; undefined when it never closes or names an unknown class. */
export function readBracket(chars: readonly string[], start: number): Bracket | undefined {
  const ranges: Range[] = []
  let index = start + 1
  const negated = chars[index] === '!' || chars[index] === '^'
  if (negated) index++
  // A `]` in first place is a member, as in fnmatch(3).
  for (let first = true; ; first = false) {
    const char = chars[index]
    if (char === undefined) return undefined
    if (char === ']' && !first) return { negated, ranges, end: index }
    const named = char === '[' && chars[index + 1] === ':' ? readClass(chars, index + 2) : undefined
    if (named === 'unknown') return undefined
    if (named !== undefined) {
      ranges.push(...named.ranges)
      index = named.next
      continue
    }
    const from = readMember(chars, index)
    if (from === undefined) return undefined
    index = from.next
    if (chars[index] !== '-' || chars[index + 1] === ']' || chars[index + 1] === undefined) {
      ranges.push([from.char, from.char])
      continue
    }
    const to = readMember(chars, index + 1)
    if (to === undefined) return undefined
    // git tests the lower bound by itself before it looks at the range, so a range the wrong way round keeps it.
    ranges.push([from.char, from.char], [from.char, to.char])
    index = to.next
  }
}

/** Is this code point one of the members (or, negated, none of them)? */
export function inBracket(bracket: Bracket, char: string): boolean {
  const point = char.codePointAt(0)!
  const found = bracket.ranges.some(([from, to]) => from.codePointAt(0)! <= point && point <= to.codePointAt(0)!)
  return found !== bracket.negated
}

function readMember(chars: readonly string[], index: number): { char: string; next: number } | undefined {
  const escaped = chars[index] === '\\'
  const char = chars[escaped ? index + 1 : index]
  return char === undefined ? undefined : { char, next: index + (escaped ? 2 : 1) }
}

type Class = { ranges: readonly Range[]; next: number }

// `[:name:]`; a `[:` that no `:]` closes before the next `]` is an ordinary member.
function readClass(chars: readonly string[], start: number): Class | 'unknown' | undefined {
  const close = chars.indexOf(']', start)
  if (close < 0) return 'unknown'
  if (close === start || chars[close - 1] !== ':') return undefined
  const ranges = CLASSES.get(chars.slice(start, close - 1).join(''))
  return ranges === undefined ? 'unknown' : { ranges, next: close + 1 }
}

const DIGIT: Range[] = [['0', '9']]
const UPPER: Range[] = [['A', 'Z']]
const LOWER: Range[] = [['a', 'z']]
const PUNCT: Range[] = [['!', '/'], [':', '@'], ['[', '`'], ['{', '~']]

// ASCII only, as in git's wildmatch.
const CLASSES = new Map<string, readonly Range[]>([
  ['alnum', [...DIGIT, ...UPPER, ...LOWER]],
  ['alpha', [...UPPER, ...LOWER]],
  ['blank', [[' ', ' '], ['\t', '\t']]],
  ['cntrl', [['\0', '\x1f'], ['\x7f', '\x7f']]],
  ['digit', DIGIT],
  ['graph', [['!', '~']]],
  ['lower', LOWER],
  ['print', [[' ', '~']]],
  ['punct', PUNCT],
  ['space', [[' ', ' '], ['\t', '\n'], ['\r', '\r']]],
  ['upper', UPPER],
  ['xdigit', [...DIGIT, ['A', 'F'], ['a', 'f']]],
])
