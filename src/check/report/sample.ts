// A small report for the tests of all formats: one finding of each severity, a second place, a fix, a file with a Secret.
import type { Result } from '#krm/result.ts'
import type { Rule } from '#krm/rule.ts'
import type { Report } from './report.ts'

export const KPTFILE = `apiVersion: kpt.dev/v1
kind: Kptfile
metadata:
  name: baseline
pipeline:
  mutators:
  - image: ghcr.io/kptdev/krm-functions-catalog/apply-setters:v0.2.0
    configMap:
      cluster-nmae: my-ran
`

const NAMESPACE = `apiVersion: v1
kind: Namespace
metadata:
  name: apps # kpt-set: \${cluster-name}
`

const SECRET = `apiVersion: v1
kind: Secret
metadata: {name: db}
stringData:
  password: hunter2
`

const SOURCES = new Map([['base/Kptfile', KPTFILE], ['base/a namespace.yaml', NAMESPACE], ['base/secret.yaml', SECRET]])

const RULES: readonly Rule[] = [
  {
    code: 'SET003',
    title: 'A setter with almost the same name is given',
    severity: 'error',
    why: 'A comment names a setter that nothing gives, and one with almost the same name is given.',
    fix: 'Correct the name at one of the two places.',
    bad: 'name: apps # kpt-set: ${cluster-nmae}',
    good: 'name: apps # kpt-set: ${cluster-name}',
  },
  { code: 'SEC001', title: 'Secret in clear text', severity: 'warning', why: 'A Secret stands in git.', fix: 'Encrypt it.' },
]

export const FINDINGS: readonly Result[] = [
  {
    code: 'SEC001',
    severity: 'warning',
    message: 'the Secret holds its value in clear text',
    place: { file: 'base/secret.yaml', index: 0, position: { line: 5, column: 3 }, resource: { apiVersion: 'v1', kind: 'Secret', name: 'db', namespace: '' }, field: 'stringData' },
  },
  {
    code: 'SET003',
    severity: 'error',
    message: 'nothing gives the setter cluster-name; did you mean cluster-nmae?',
    place: { file: 'base/a namespace.yaml', index: 0, position: { line: 4, column: 9 }, resource: { apiVersion: 'v1', kind: 'Namespace', name: 'apps', namespace: '' }, field: 'metadata.name' },
    related: [{ message: 'it is given here', place: { file: 'base/Kptfile', position: { line: 9, column: 7 } } }],
    fix: { describe: 'rename it to cluster-name', edits: [{ file: 'base/Kptfile', start: { line: 9, column: 7 }, end: { line: 9, column: 19 }, from: 'cluster-nmae', text: 'cluster-name' }] },
  },
  { severity: 'info', message: '2 functions are not built in and were not run' },
]

export function reportOf(findings: readonly Result[]): Report {
  return { findings, rules: new Map(RULES.map((rule) => [rule.code, rule])), source: (file) => SOURCES.get(file), tool: { name: 'krm-fleet', version: '0.0.0' } }
}
