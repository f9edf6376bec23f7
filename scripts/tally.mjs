// Adds up vitest's JSON reports: names what was skipped, then a last line `N passed, N failed`. Exit 1 if anything failed.
//   node scripts/tally.mjs report.json=EXIT… [--failed "a step that failed"]…
// EXIT is the exit status of the command that should have written the report. Each of these counts as one failure: a file
// that failed before its tests began, a report that is missing, a command that failed without a failed test, a failed step.
import { existsSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'

const { values, positionals } = parseArgs({ allowPositionals: true, options: { failed: { type: 'string', multiple: true } } })
const total = { passed: 0, failed: 0 }
const skipped = []
const broken = []

for (const step of values.failed ?? []) {
  console.log(`FAILED step: ${step}`)
  total.failed++
}
for (const argument of positionals) {
  const [file, status] = argument.split('=')
  if (!existsSync(file)) {
    console.log(`FAILED: no report ${file}`)
    total.failed++
    continue
  }
  const report = JSON.parse(readFileSync(file, 'utf8'))
  const unloaded = report.testResults.filter(
    (suite) => suite.status === 'failed' && !suite.assertionResults.some((test) => test.status === 'failed'),
  )
  for (const suite of unloaded) console.log(`FAILED to load: ${suite.name}: ${suite.message.split('\n')[0]}`)
  const failed = report.numFailedTests + unloaded.length
  if (failed === 0 && status !== '0') console.log(`FAILED: the command of ${file} ended with ${status}`)
  total.passed += report.numPassedTests
  total.failed += failed === 0 && status !== '0' ? 1 : failed
  const tests = report.testResults.flatMap((suite) => suite.assertionResults)
  for (const { status, fullName } of tests) if (status !== 'passed' && status !== 'failed') skipped.push(fullName)
  for (const { status, fullName, failureMessages } of tests) if (status === 'failed') broken.push(`${fullName}\n${failureMessages.join('\n').slice(0, 600)}`)
}
for (const name of skipped) console.log(`SKIPPED: ${name}`)
console.log(`${skipped.length} skipped`)
// Near the end and with the reason: of a long log people see the end.
for (const story of broken) console.log(`FAILED: ${story}`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed > 0 ? 1 : 0)
