import { expect, test } from 'vitest'
import { formatReport, REPORT_FORMATS } from './formats.ts'
import { FINDINGS, reportOf } from './sample.ts'

const report = reportOf(FINDINGS)

test('text groups by file and shows the lines, but none of a file with a Secret', () => {
  expect(formatReport('text', report)).toBe(`  info 2 functions are not built in and were not run

base/a namespace.yaml
  4:9 error SET003 nothing gives the setter cluster-name; did you mean cluster-nmae? (Namespace apps metadata.name)
      3 | metadata:
      4 |   name: apps # kpt-set: \${cluster-name}
        |         ^^^^
      see base/Kptfile:9:7: it is given here
      fix rename it to cluster-name

base/secret.yaml
  5:3 warning SEC001 the Secret holds its value in clear text (Secret db stringData)

1 error, 1 warning, 1 info in 2 files
`)
})

test('github gives one command per finding, errors first, with the region of the value', () => {
  expect(formatReport('github', report)).toBe(
    '::error file=base/a namespace.yaml,line=4,endLine=4,col=9,endColumn=13,title=SET003 A setter with almost the same name is given::nothing gives the setter cluster-name; did you mean cluster-nmae?\n' +
      '::warning file=base/secret.yaml,line=5,endLine=5,col=3,endColumn=11,title=SEC001 Secret in clear text::the Secret holds its value in clear text\n' +
      '::notice::2 functions are not built in and were not run\n',
  )
})

test('gitlab needs a path and a line of everything', () => {
  const issues: unknown = JSON.parse(formatReport('gitlab', report))
  expect(issues).toMatchObject([
    { check_name: 'SET003', severity: 'major', location: { path: 'base/a namespace.yaml', lines: { begin: 4 } } },
    { check_name: 'SEC001', severity: 'minor', location: { path: 'base/secret.yaml', lines: { begin: 5 } } },
    { check_name: 'krm-fleet', severity: 'info', location: { path: '.', lines: { begin: 1 } } },
  ])
})

test('json and yaml hold the same, with places, fixes and fingerprints', () => {
  const document: unknown = JSON.parse(formatReport('json', report))
  expect(document).toMatchObject({
    kind: 'FindingList',
    summary: { errors: 1, warnings: 1, infos: 1 },
    findings: [
      { code: 'SET003', file: 'base/a namespace.yaml', start: { line: 4, column: 9 }, end: { line: 4, column: 13 }, fix: { edits: [{ text: 'cluster-name' }] }, related: [{ start: { line: 9, column: 7 } }] },
      { code: 'SEC001' },
      { severity: 'info' },
    ],
  })
  expect(formatReport('yaml', report)).toContain('- code: SET003\n  severity: error\n  message: nothing gives the setter cluster-name; did you mean cluster-nmae?\n  file: base/a namespace.yaml\n')
})

test('junit fails errors and warnings', () => {
  expect(formatReport('junit', report)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="krm-fleet" tests="3" failures="2">
  <testsuite name="krm-fleet" tests="1" failures="0">
    <testcase name="info: 2 functions are not built in and were not run" classname="krm-fleet">
      <system-out>info: 2 functions are not built in and were not run</system-out>
    </testcase>
  </testsuite>
  <testsuite name="base/a namespace.yaml" tests="1" failures="1">
    <testcase name="SET003 (line 4): nothing gives the setter cluster-name; did you mean cluster-nmae?" classname="base/a namespace.yaml">
      <failure type="error" message="nothing gives the setter cluster-name; did you mean cluster-nmae?">base/a namespace.yaml:4:9: error: nothing gives the setter cluster-name; did you mean cluster-nmae?</failure>
    </testcase>
  </testsuite>
  <testsuite name="base/secret.yaml" tests="1" failures="1">
    <testcase name="SEC001 (line 5): the Secret holds its value in clear text" classname="base/secret.yaml">
      <failure type="warning" message="the Secret holds its value in clear text">base/secret.yaml:5:3: warning: the Secret holds its value in clear text</failure>
    </testcase>
  </testsuite>
</testsuites>
`)
})

test('markdown has one table per file, the worst first', () => {
  expect(formatReport('markdown', report)).toBe(`## ❌ krm-fleet: 1 error, 1 warning, 1 info

### \`base/a namespace.yaml\`

| | line | rule | finding |
|---|--:|---|---|
| ❌ | 4 | SET003 | nothing gives the setter cluster-name; did you mean cluster-nmae?<br>fix: rename it to cluster-name |

### \`base/secret.yaml\`

| | line | rule | finding |
|---|--:|---|---|
| ⚠️ | 5 | SEC001 | the Secret holds its value in clear text |

### General

| | line | rule | finding |
|---|--:|---|---|
| ℹ️ |  |  | 2 functions are not built in and were not run |
`)
})

test('no output holds the value of a Secret', () => {
  for (const format of REPORT_FORMATS) expect(formatReport(format, report), format).not.toContain('hunter2')
})

test('without findings', () => {
  const written = Object.fromEntries(REPORT_FORMATS.map((format) => [format, formatReport(format, reportOf([]))]))
  expect(written).toMatchObject({ text: 'no findings\n', github: '', gitlab: '[]\n', markdown: '## ✅ krm-fleet: no findings\n', yaml: expect.stringMatching(/\nfindings: \[\]\n$/) as unknown })
  expect(written['junit']).toContain('tests="1" failures="0"')
})
