import { CliError } from '../cli-error.ts'
import { type Bracket, inBracket, readBracket } from './glob-bracket.ts'

/** The segment `**`. */
export const GLOBSTAR = Symbol('**')
const STAR = Symbol('*')
const ANY = Symbol('?')

type Token = string | Bracket | typeof STAR | typeof ANY

/** One path segment of a pattern: literal code points, `?`, `*` and bracket expressions. */
export type Segment = readonly Token[]

/** Comparisons that may still be made. */
export interface Steps { left: number }

/** The segments of a gitignore pattern; undefined when it is malformed (open bracket, lone backslash at the end). */
export function parseSegments(pattern: string): (Segment | typeof GLOBSTAR)[] | undefined {
  const chars = [...pattern]
  const segments: (Segment | typeof GLOBSTAR)[] = []
  let tokens: Token[] = []
  let stars = 0
  const close = (): void => {
    segments.push(tokens.length === 1 && stars > 1 ? GLOBSTAR : tokens)
    tokens = []
    stars = 0
  }
  for (let index = 0; index < chars.length; index++) {
    const char = chars[index]!
    if (char === '/') {
      close()
    } else if (char === '*') {
      if (tokens.at(-1) !== STAR) tokens.push(STAR)
      stars++
    } else if (char === '?') {
      tokens.push(ANY)
    } else if (char === '\\') {
      const escaped = chars[++index]
      if (escaped === undefined) return undefined
      tokens.push(escaped)
    } else if (char === '[') {
      const bracket = readBracket(chars, index)
      if (bracket === undefined) return undefined
      tokens.push(bracket)
      index = bracket.end
    } else {
      tokens.push(char)
    }
  }
  close()
  return segments
}

/** Does a segment match a name, whole? Only the latest `*` ever needs another try, so the work is tokens times name. */
export function matchSegment(tokens: Segment, name: string, steps: Steps): boolean {
  const chars = [...name]
  let at = 0
  let retryToken = -1
  let retryChar = 0
  let next = 0
  while (next < chars.length) {
    if (--steps.left < 0) throw tooMuchWork()
    const token = tokens[at]
    if (token === STAR) {
      retryToken = ++at
      retryChar = next
    } else if (token !== undefined && fits(token, chars[next]!)) {
      at++
      next++
    } else if (retryToken >= 0) {
      at = retryToken
      next = ++retryChar
    } else {
      return false
    }
  }
  while (tokens[at] === STAR) at++
  return at === tokens.length
}

function fits(token: Token, char: string): boolean {
  if (typeof token === 'string') return token === char
  return typeof token === 'symbol' ? true : inBracket(token, char)
}

function tooMuchWork(): CliError {
  return new CliError(
    'IO004',
    'the patterns of .krmignore take too much work to match against this package; use fewer and simpler patterns',
    '.krmignore',
  )
}
