/** A report as JUnit XML: one suite per file, one case per finding. */

import { printable } from '#krm/printable.ts'
import type { Result } from '#krm/result.ts'
import { formatPlace } from '#krm/result.ts'
import { byFile, countBySeverity, severityOf, type Report } from './report.ts'

/** Errors and warnings are failures; an info passes with a note. A report without findings is one case that passes. */
export function junitReport({ findings, tool }: Report): string {
  const { error, warning } = countBySeverity(findings)
  const suites = [...byFile(findings)].map(([file, group]) => suiteOf(file === '' ? tool.name : file, group))
  if (suites.length === 0) suites.push(`  <testsuite name="${xml(tool.name)}" tests="1" failures="0">\n    <testcase name="no findings" classname="${xml(tool.name)}"/>\n  </testsuite>`)
  const tests = Math.max(1, findings.length)
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${xml(tool.name)}" tests="${tests}" failures="${error + warning}">\n${suites.join('\n')}\n</testsuites>\n`
}

function suiteOf(name: string, group: readonly Result[]): string {
  const { error, warning } = countBySeverity(group)
  const cases = group.map((finding) => caseOf(name, finding)).join('\n')
  return `  <testsuite name="${xml(name)}" tests="${group.length}" failures="${error + warning}">\n${cases}\n  </testsuite>`
}

function caseOf(classname: string, finding: Result): string {
  const { code, message, place } = finding
  const severity = severityOf(finding)
  const line = place?.position === undefined ? '' : ` (line ${place.position.line})`
  const head = `    <testcase name="${xml(`${code ?? severity}${line}: ${message}`)}" classname="${xml(classname)}"`
  const where = formatPlace(place)
  const body = xml(`${where === '' ? '' : `${where}: `}${severity}: ${message}`)
  if (severity === 'info') return `${head}>\n      <system-out>${body}</system-out>\n    </testcase>`
  return `${head}>\n      <failure type="${severity}" message="${xml(message)}">${body}</failure>\n    </testcase>`
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text for XML 1.0, where most control characters may not even be escaped. */
function xml(text: string): string {
  return printable(text).replaceAll(/[\ufffe\uffff]/g, '\ufffd').replaceAll(/[&<>"]/g, (character) => ENTITIES[character]!)
}
