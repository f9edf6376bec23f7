import { type Segment, GLOBSTAR, type Steps, matchSegment, parseSegments } from './glob.ts'

interface Rule {
  /** Where it stands, from 1. */
  readonly line: number
  readonly negated: boolean
  readonly directoriesOnly: boolean
  /** undefined: matches nothing (git gives up on a malformed pattern). */
  readonly segments: readonly (Segment | typeof GLOBSTAR)[] | undefined
}

/**
 * The rules of one `.krmignore`: gitignore syntax and precedence (the last matching rule decides), which is what kpt
 * documents. kpt beta.56 itself differs in corners: it has no `**` before or between segments, no `[!a]`, `[[:alpha:]]`,
 * `\\!` or `\\ `, keeps a BOM, lets a negation win from any line, and matches `y/a.yaml` below other directories too.
 */
export class KrmIgnore {
  readonly #rules: readonly Rule[]
  readonly #steps: Steps

  /**
   * `steps` is the work that all matching may still do; it counts down and never recovers, so that no package can buy
   * hours of matching with a few lines. Matching is linear in pattern times path: no regular expression is built.
   */
  constructor(text: string, steps: Steps) {
    const lines = text.replace(/^\ufeff/, '').split('\n')
    this.#rules = lines.flatMap((line, index) => parseRule(line.replace(/\r$/, ''), index + 1) ?? [])
    this.#steps = steps
  }

  /** Is this entry itself ignored? `path` is relative to the file's package; parents are the walker's business. */
  ignores(path: string, isDirectory: boolean): boolean {
    return this.lineFor(path, isDirectory) !== undefined
  }

  /** The line that makes this entry ignored. */
  lineFor(path: string, isDirectory: boolean): number | undefined {
    const segments = path.split('/')
    for (let index = this.#rules.length - 1; index >= 0; index--) {
      const rule = this.#rules[index]!
      if (rule.directoriesOnly && !isDirectory) continue
      if (rule.segments !== undefined && matchPath(rule.segments, segments, this.#steps)) return rule.negated ? undefined : rule.line
    }
    return undefined
  }
}

function parseRule(text: string, line: number): Rule | undefined {
  if (text.startsWith('#')) return undefined
  let pattern = trimTrailingSpaces(text)
  const negated = pattern.startsWith('!')
  if (negated) pattern = pattern.slice(1)
  const directoriesOnly = pattern.endsWith('/')
  if (directoriesOnly) pattern = pattern.slice(0, -1)
  if (pattern === '') return undefined
  // Without an inner slash the pattern holds at every depth of the package.
  const anchored = pattern.includes('/')
  const segments = parseSegments(pattern.startsWith('/') ? pattern.slice(1) : pattern)
  if (segments === undefined || anchored) return { line, negated, directoriesOnly, segments }
  const [only] = segments
  // A lone `**` is an ordinary star here: it must take one name, not none.
  return { line, negated, directoriesOnly, segments: only === GLOBSTAR ? [GLOBSTAR] : [GLOBSTAR, ...segments] }
}

// A blank at the end counts only when a backslash stands before it.
function trimTrailingSpaces(line: string): string {
  let end = line.length
  while (end > 0 && line[end - 1] === ' ' && !isEscaped(line, end - 1)) end--
  return line.slice(0, end)
}

function isEscaped(line: string, index: number): boolean {
  let backslashes = 0
  while (line[index - 1 - backslashes] === '\\') backslashes++
  return backslashes % 2 === 1
}

// `**` takes any number of segments, at least one when it comes last. Only the latest `**` ever needs another try.
function matchPath(pattern: readonly (Segment | typeof GLOBSTAR)[], path: readonly string[], steps: Steps): boolean {
  let at = 0
  let retryPattern = -1
  let retryPath = 0
  let next = 0
  while (next < path.length) {
    const part = pattern[at]
    if (part === GLOBSTAR) {
      if (at === pattern.length - 1) return true
      retryPattern = ++at
      retryPath = next
    } else if (part !== undefined && matchSegment(part, path[next]!, steps)) {
      at++
      next++
    } else if (retryPattern >= 0) {
      at = retryPattern
      next = ++retryPath
    } else {
      return false
    }
  }
  return at === pattern.length
}
