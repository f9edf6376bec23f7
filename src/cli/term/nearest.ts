/** The candidate that differs by at most two typing errors and by the fewest; the first of several, or none. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined
  let least = MOST_ERRORS + 1
  for (const candidate of candidates) {
    const errors = distance(word, candidate)
    // A candidate that would have to be typed anew is no likely meaning.
    if (errors < least && errors < candidate.length) [best, least] = [candidate, errors]
  }
  return best
}

const MOST_ERRORS = 2

/** Levenshtein distance with neighbours swapped as one error; more than `MOST_ERRORS` need not be exact. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > MOST_ERRORS) return MOST_ERRORS + 1
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const replaced = at(last, j - 1) + (same ? 0 : 1)
      row.push(Math.min(at(last, j) + 1, at(row, j - 1) + 1, replaced, swapped ? at(before, j - 2) + 1 : Infinity))
    }
    before = last
    last = row
  }
  return at(last, b.length)
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Infinity
}
