/** From a line of a package that Porch's steps have written back to the line of the blueprint that a person wrote. */

/** How far a line is looked for before it counts as new: more than what one step inserts at one place. */
const WINDOW = 60

/**
 * The line (from 1) of `source` that line `line` of `made` was; undefined when the steps wrote it. Lines are paired in
 * order: equal ones, those that differ behind a key or in a comment only, else whichever side finds its line again sooner.
 */
export function sourceLine(source: readonly string[], made: readonly string[], line: number): number | undefined {
  let from = 0
  for (let at = 0; at < made.length && at < line; at++) {
    const isLast = at === line - 1
    if (from < source.length && isSame(source[from]!, made[at]!)) {
      if (isLast) return from + 1
      from++
      continue
    }
    const added = ahead(made, at, source[from])
    const removed = ahead(source, from, made[at])
    if (removed !== undefined && (added === undefined || removed < added)) {
      from += removed
      if (isLast) return from + 1
      from++
    } else if (added === undefined && from < source.length) {
      if (isLast) return from + 1
      from++
    } else if (isLast) return undefined
  }
  return undefined
}

function ahead(lines: readonly string[], from: number, wanted: string | undefined): number | undefined {
  if (wanted === undefined) return undefined
  for (let step = 1; step <= WINDOW && from + step < lines.length; step++) if (lines[from + step] === wanted) return step
  return undefined
}

function isSame(a: string, b: string): boolean {
  return a === b || keyOf(a) === keyOf(b)
}

/** What stands before a value: indentation, dashes and key; the whole line when it has no key. */
function keyOf(line: string): string {
  return /^[\s-]*[^\s#][^:#]*:(?=\s|$)/.exec(line)?.[0] ?? line.trimEnd()
}
