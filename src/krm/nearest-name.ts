/** The known name that somebody probably meant: at most two typing errors away. */

const MOST_ERRORS = 2

/** The nearest of `known` within two edits (a swap of neighbours is one), the first by bytes among equals. */
export function nearestName(name: string, known: Iterable<string>): string | undefined {
  let best: string | undefined
  let least = MOST_ERRORS + 1
  for (const candidate of known) {
    const edits = editsBetween(name, candidate)
    // A name that would have to be typed anew is no likely meaning.
    if (edits >= candidate.length || edits >= name.length) continue
    if (edits < least || (edits === least && best !== undefined && candidate < best)) [best, least] = [candidate, edits]
  }
  return best
}

/** Edits between two names; more than two need not be exact. */
function editsBetween(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > MOST_ERRORS) return MOST_ERRORS + 1
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? before[j - 2]! + 1 : Infinity
      row.push(Math.min(last[j]! + 1, row[j - 1]! + 1, replaced, swapped))
    }
    before = last
    last = row
  }
  return last[b.length]!
}
