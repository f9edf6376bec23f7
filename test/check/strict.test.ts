// What counts with strict is what docs/action.md lists, no more and no less; and a fleet is held to it as packages are.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { RULES } from '#check/rules/registry.ts'
import { strictly } from '#check/strict.ts'
import { COMMAND } from '../agree/defects.ts'
import { fleetFiles, kptfile } from '../action/packages.ts'

test('the table of the documentation', () => {
  const section = /## What could not be looked at\n([^]*?)\n## /.exec(readFileSync(new URL('../../docs/action.md', import.meta.url), 'utf8'))![1]!
  const rows = new Map([...section.matchAll(/\| \[([A-Z]{3}\d{3})\]\(rules\/\1\.md\) \| (\w+)/g)].map(([, code, otherwise]) => [code!, otherwise!]))
  const raised = [...RULES.values()].filter(({ code, severity }) => strictly({ code, severity: 'info', message: '' }).severity === 'error' && severity !== 'error')
  expect(Object.fromEntries(raised.map(({ code, severity }) => [code, severity]))).toEqual(Object.fromEntries([...rows].filter(([, otherwise]) => otherwise !== 'silent')))
  expect([...rows].filter(([, otherwise]) => otherwise === 'silent').map(([code]) => code)).toEqual(['KRM107', 'KPT310'])
})

const root = mkdtempSync(join(tmpdir(), 'strict-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

test('a fleet: a blueprint without its revision, objects inside of a package, a link, a kind that nothing describes', () => {
  const { 'mgmt/krm-fleet.yaml': _, ...fleet } = fleetFiles()
  const files = { ...fleet, 'mgmt/pkg/Kptfile': kptfile('pkg'), 'mgmt/pkg/c.yaml': fleet['mgmt/clusters/east.yaml']!.replaceAll('east', 'north'), 'mgmt/w.yaml': 'apiVersion: acme.example.com/v1\nkind: Widget\nmetadata:\n  name: w\n' }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  symlinkSync('blueprints.yaml', join(root, 'mgmt/link.yaml'))
  const found = (...flags: string[]): string[] => {
    const { stdout } = spawnSync('node', [COMMAND, 'fleet', 'check', 'mgmt', '--repo', 'blueprints=.', '-o', 'json', ...flags], { cwd: root, encoding: 'utf8' })
    return (JSON.parse(stdout) as { findings: { code: string; severity: string; file: string }[] }).findings.map(({ code, severity, file }) => `${severity} ${code} ${file}`)
  }
  const strict = found('--strict')
  expect(strict.filter((finding) => !found().includes(finding))).toEqual(['error FLT010 mgmt/pkg/c.yaml', 'error FLT209 mgmt/variants/east.yaml', 'error KPT310 mgmt/link.yaml', 'error KRM107 mgmt/w.yaml'].toSorted((a, b) => strict.indexOf(a) - strict.indexOf(b)))
})
