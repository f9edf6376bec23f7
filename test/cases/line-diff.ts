// The difference of two texts by lines, with one line around each change: as much as a case needs and no more.

/** `-` and `+` lines with one line of context; `...` parts hunks. Empty when the texts are the same. */
export function lineDiff(before: string, after: string): string {
  const old = visibleLines(before)
  const now = visibleLines(after)
  const rows = alignedRows(old, now)
  const lines: string[] = []
  let skipped = false
  for (const [index, row] of rows.entries()) {
    const isNear = [rows[index - 1], row, rows[index + 1]].some((near) => near !== undefined && near.sign !== ' ')
    if (!isNear) {
      skipped = true
      continue
    }
    if (skipped && lines.length > 0) lines.push('...')
    skipped = false
    lines.push(`${row.sign}${row.line}`.trimEnd())
  }
  return lines.join('\n')
}

/** Lines without their breaks; what no editor shows is made visible. */
function visibleLines(text: string): string[] {
  const lines = text.replaceAll('\r', '␍').split('\n')
  if (lines.at(-1) === '') lines.pop()
  else lines.push('(no line break at the end)')
  return lines
}

interface Row {
  readonly sign: ' ' | '-' | '+'
  readonly line: string
}

/** The longest common subsequence, removed lines before added ones. */
function alignedRows(old: readonly string[], now: readonly string[]): Row[] {
  const lengths = Array.from({ length: old.length + 1 }, () => Array.from({ length: now.length + 1 }, () => 0))
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      lengths[i]![j] = old[i] === now[j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!)
    }
  }
  const rows: Row[] = []
  let [i, j] = [0, 0]
  while (i < old.length || j < now.length) {
    if (i < old.length && old[i] === now[j]) {
      rows.push({ sign: ' ', line: old[i]! })
      i++
      j++
    } else if (i < old.length && (j === now.length || lengths[i + 1]![j]! >= lengths[i]![j + 1]!)) rows.push({ sign: '-', line: old[i++]! })
    else rows.push({ sign: '+', line: now[j++]! })
  }
  return rows
}
