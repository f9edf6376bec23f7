// The one table of the benchmark.

/** Rows of `{ name, cpuMs, rssMiB, wallMs }`; the first is what the others are compared with. */
export function printTable(rows) {
  const [base] = rows
  const times = (a, b) => (a === b ? '' : `${(b / a >= 1 ? b / a : a / b).toFixed(1)}x ${b >= a ? 'less' : 'more'}`)
  const cells = rows.map(({ name, cpuMs, rssMiB, wallMs }) => [name, cpuMs.toFixed(0), times(cpuMs, base.cpuMs), rssMiB.toFixed(0), times(rssMiB, base.rssMiB), wallMs.toFixed(0)])
  const table = [['', 'CPU ms', '', 'peak MiB', '', 'passed ms'], ...cells]
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)))
  for (const row of table) console.log(`    ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join('  ')}`.trimEnd())
}

/** A target and whether it was reached. `ratio` is how many times less; `least` is what was promised. */
export function target(what, ratio, least) {
  return { text: `${what}: ${ratio.toFixed(1)}x, target at least ${least}x`, bad: ratio < least }
}
