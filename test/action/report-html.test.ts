// The page that the input report-html asks for: of the fleet with what the change does, else of the packages.

import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dataOf, expectLinksToLead, expectSoundPage } from '../html-report/page-checks.ts'
import { configMap, fleetFiles, kptfile } from './packages.ts'
import { Repository } from './repository.ts'

describe('report-html', () => {
  const repository = new Repository()
  let [base, head] = ['', '']
  beforeAll(() => {
    repository.write(fleetFiles('east'))
    base = repository.commit('base')
    repository.write({ ...fleetFiles(), 'blueprints/base/b.yaml': 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\nstringData:\n  password: hunter2\n', 'blueprints/other/Kptfile': kptfile('other', { replicas: '3' }), 'blueprints/other/a.yaml': configMap('b', '  a: b\n') })
    head = repository.commit('head')
  })
  afterAll(() => repository.remove())

  test.each([
    ['of the fleet', { fleet: 'mgmt' }, 'FleetReport', ['clusters', 'changes', 'findings', 'sync', 'parameters', 'functions', 'rules']],
    ['of the packages', {}, 'CheckReport', ['changes', 'findings', 'rules']],
    ['without a comparison', { mode: 'check' }, 'CheckReport', ['findings', 'rules']],
  ])('%s', async (_, inputs, kind, sections) => {
    const step = await repository.pullRequest(base, head, { inputs: { ...inputs, 'report-html': 'out/report.html' } })
    expect(step.outputs.get('report-html')).toBe('out/report.html')
    const page = readFileSync(`${repository.root}/out/report.html`, 'utf8')
    expectSoundPage(page)
    expectLinksToLead(page)
    expect([...page.matchAll(/<section id="([a-z]+)" class="part"/g)].map(([, id]) => id)).toEqual(sections)
    expect(dataOf(page)).toMatchObject({ kind, summary: { errors: Number(step.outputs.get('errors')) } })
    expect(page).not.toContain('hunter2')
  })

  test('a mode that looks for less says so', async () => {
    const step = await repository.pullRequest(base, head, { inputs: { mode: 'diff', fleet: 'mgmt', 'report-html': 'out/report.html' } })
    expect(step.outputs.get('report-html')).toBe('out/report.html')
    expect(readFileSync(`${repository.root}/out/report.html`, 'utf8')).toContain('<li>Mode diff: of findings only those are here that keep packages from being compared.</li>')
  })
})
