// Adds up vitest's JSON reports and prints one line: `N passed, N failed, N skipped`. Exit 1 if anything failed.
//   node scripts/tally.mjs report.json… [--failed "a step that failed"]…
// A file that failed before its tests began, a report that is missing and a step that failed each count as one failure.
import { existsSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'

const { values, positionals } = parseArgs({ allowPositionals: true, options: { failed: { type: 'string', multiple: true } } })
const total = { passed: 0, failed: 0, skipped: 0 }

for (const step of values.failed ?? []) {
  console.log(`FAILED step: ${step}`)
  total.failed++
}
for (const file of positionals) {
  if (!existsSync(file)) {
    console.log(`FAILED: no report ${file}`)
    total.failed++
    continue
  }
  const report = JSON.parse(readFileSync(file, 'utf8'))
  total.passed += report.numPassedTests
  total.failed += report.numFailedTests
  total.skipped += report.numPendingTests + report.numTodoTests
  for (const suite of report.testResults) {
    if (suite.status === 'failed' && !suite.assertionResults.some((test) => test.status === 'failed')) {
      console.log(`FAILED to load: ${suite.name}: ${suite.message.split('\n')[0]}`)
      total.failed++
    }
  }
}
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exit(total.failed > 0 ? 1 : 0)
