// The report of whole fleets, as the command writes it. `npm run golden` rewrites what is expected; look at the pages before
// you commit it.

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CLEAN, layOut } from '../fleet-check/clean-fleet.ts'
import { DEFECTS, withDefects } from '../fleet-check/defects.ts'
import { FleetDirectory } from '../fleet/fleet-directory.ts'
import { dataOf, expectLinksToLead, expectSoundPage } from './page-checks.ts'

const EXAMPLES = fileURLToPath(new URL('../../examples/fleet', import.meta.url))
const GOLDEN = fileURLToPath(new URL('golden/', import.meta.url))
const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url))

const fleets: FleetDirectory[] = []
function newFleet(): FleetDirectory {
  const fleet = new FleetDirectory()
  fleets.push(fleet)
  return fleet
}
afterAll(() => fleets.forEach(({ root }) => rmSync(root, { recursive: true, force: true })))

/** What the page says between navigation and data: style, script and version have tests of their own. */
function expectGolden(name: string, page: string): void {
  const main = `${/<header>[^]*<\/main>/.exec(page)![0].replace(/<nav[^]*<\/nav>\n/, '')}\n`
  if (process.env['KRM_FLEET_GOLDEN'] !== undefined) {
    mkdirSync(GOLDEN, { recursive: true })
    writeFileSync(GOLDEN + name, main)
  }
  expect(main, `${name}: npm run golden`).toBe(readFileSync(GOLDEN + name, 'utf8'))
}

function sectionsOf(page: string): string[] {
  return [...page.matchAll(/<section id="([a-z]+)" class="part"/g)].map(([, id]) => id!)
}

describe('the example', () => {
  const fleet = newFleet()
  const { status, stdout: page, stderr } = fleet.run('report', EXAMPLES)

  it('is a sound page with every section that has something to say', () => {
    expect({ status, stderr }).toEqual({ status: 0, stderr: '2 clusters, 10 packages: 1 info.\n' })
    expectSoundPage(page)
    expectLinksToLead(page)
    expect(sectionsOf(page)).toEqual(['clusters', 'findings', 'addresses', 'sync', 'parameters', 'functions', 'rules'])
    // Its files are named from the root here, and anchors are made of names.
    expectGolden('example.html', page.replaceAll(REPOSITORY, '').replaceAll(/\bf-[0-9a-f]{16}\b/g, 'f-0'))
  })

  it('is the same bytes again, whatever the environment is, on standard output and in a file', () => {
    const before = { ...process.env }
    Object.assign(process.env, { TZ: 'Asia/Tokyo', LANG: 'tr_TR.UTF-8', COLUMNS: '40' })
    expect(fleet.run('report', EXAMPLES, '-o', 'out/fleet.html').stderr).toBe('2 clusters, 10 packages: 1 info. Wrote out/fleet.html.\n')
    process.env = before
    expect(fleet.read('out/fleet.html')).toBe(page)
    for (const run of ['keeps', 'takes']) expect(fleet.run('report', EXAMPLES, '--cache', 'kept').stdout, run).toBe(page)
  })

  it('says that a cache is no directory, and what leaves nothing out', () => {
    writeFileSync(join(fleet.root, 'file'), '')
    for (const command of ['report', 'check']) expect(fleet.run(command, EXAMPLES, '--cache', 'file'), command).toMatchObject({ status: 2, stderr: expect.stringContaining('--cache is "file", which is no directory') as unknown })
    expect(fleet.run('report', EXAMPLES, '--ignore', 'NET012 # gone').stderr).toContain('ignore NET012 leaves nothing out: remove it\n')
  })
})

describe('a fleet with every defect, and what that changes', () => {
  const fleet = newFleet()
  let page = ''
  beforeAll(() => {
    layOut(fleet.root, CLEAN)
    fleet.repository('.', 'https://git.example.com/all.git')
    layOut(fleet.root, withDefects(DEFECTS))
    const ran = fleet.run('report', 'fleet', '--repo', 'blueprints=blueprints', '--working-tree', '--base', 'HEAD')
    expect(ran.status).toBe(1)
    page = ran.stdout
  })

  it('is a sound page', () => {
    expectSoundPage(page)
    expectLinksToLead(page)
    expect(sectionsOf(page)).toEqual(['clusters', 'changes', 'findings', 'addresses', 'sync', 'parameters', 'functions', 'rules'])
    expectGolden('defects.html', page)
  })

  it('says of a package what is wrong with just that one', () => {
    const data = dataOf(page) as { packages: { cluster: string; package: string; isMade: boolean; findings: number }[]; findings: unknown[] }
    const of = (cluster: string, name: string) => data.packages.find((each) => each.cluster === cluster && each.package === name)!
    expect(of('core-b', 'no-package')).toMatchObject({ isMade: false, findings: 1 })
    expect(of('core-b', 'misnamed')).toMatchObject({ isMade: true, findings: 1 })
    expect(page).toMatch(/<a class="cell none" href="#p-\d+" title="no-package of core-b: not made"/)
  })

  it('says of every package of a repository that is not here why it was not made', () => {
    const { stdout } = fleet.run('report', 'fleet')
    const { packages } = dataOf(stdout) as { packages: { package: string; isMade: boolean; findings: number }[] }
    expect(stdout.match(/there is no local copy of repository blueprints/g)?.length, 'once in text, once as data').toBe(2)
    expect(packages.length).toBe(8)
    for (const each of packages) expect(each, each.package).toMatchObject({ isMade: false, findings: expect.not.closeTo(0) as unknown })
  })

  it('finds setters without effect', () => {
    const data = dataOf(page) as { parameters: { blueprint: string; setters: { name: string; values: { value: string; source: string; unused: boolean; shadowed?: { value: string } }[] }[] }[] }
    const wrong = data.parameters.flatMap(({ setters }) => setters.flatMap(({ name, values }) => values.flatMap(({ value, source, unused, shadowed }) => (unused || shadowed !== undefined ? [`${name} is ${value} by ${source}${unused ? ', unused' : `, not ${shadowed?.value}`}`] : []))))
    expect(wrong).toMatchInlineSnapshot(`
      [
        "quota is few by package, unused",
        "enable-metrics is true by variant, unused",
        "name-space is x by variant, unused",
        "quota is 10 by package, not 50",
        "storage-class is fast by variant, unused",
      ]
    `)
  })
})

describe('what must not be in it', () => {
  it('values of Secrets, of setters that fill them or are called so, of fields that change', () => {
    const fleet = newFleet()
    const canaries = ['canary-one', 'canary-two', 'canary-three', 'canary-four', 'canary-five', 'canary-six', 'canary-seven']
    const setters = (text: string): string => `  - image: ghcr.io/kptdev/krm-functions-catalog/apply-setters:v0.2.0\n    configMap:\n${text}`
    fleet.blueprint('app', 'x', setters('      own: x\n      db: canary-one\n      api-token: canary-two\n      env: canary-six\n'))
    const secret = (value: string): string => `apiVersion: v1\nkind: Secret\nmetadata:\n  name: s\nstringData:\n  db: old # kpt-set: \${db}\n  other: ${value}\n---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: env\ndata:\n  token: x # kpt-set: \${api-token}\n  password: x # kpt-set: \${env}\n  url: https://u:canary-four@example.com/\n`
    fleet.write('blueprints/app/secret.yaml', secret('canary-three'))
    fleet.cluster('ran')
    fleet.variant('ran', 'app', 'main', '        api-token: canary-seven\n')
    fleet.write('mgmt/clusters/more.yaml', 'apiVersion: config.porch.kpt.dev/v1alpha1\nkind: Repository\nmetadata:\n  name: blueprints\nspec:\n  type: git\n  git:\n    repo: https://git.example.com/blueprints.git\n')
    fleet.repository('.', 'https://git.example.com/all.git')
    fleet.write('blueprints/app/secret.yaml', secret('canary-five'))
    const { stdout: page } = fleet.run('report', 'mgmt', '--repo', 'blueprints=blueprints', '--working-tree', '--base', 'HEAD')
    expectSoundPage(page)
    expect(page).toContain('stringData.other')
    expect(page).toContain('api-token')
    expect(page).toContain('class="badge error" href=')
    expect(canaries.filter((canary) => page.includes(canary))).toEqual([])
  })

  it('a fleet without anything has no section', () => {
    const fleet = newFleet()
    fleet.write('mgmt/a.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n')
    const { status, stdout: page } = fleet.run('report', 'mgmt')
    expect({ status, sections: sectionsOf(page) }).toEqual({ status: 0, sections: [] })
    expectSoundPage(page)
  })
})

it('a hundred clusters are one file of less than two megabytes, with a row for each of them', async () => {
  const { writeManagement } = (await import(new URL('../../bench/fleet/generate.mjs', import.meta.url).href)) as { writeManagement: (folder: string, clusters: number, blueprints: string) => void }
  const fleet = newFleet()
  writeManagement(join(fleet.root, 'mgmt'), 100, join(REPOSITORY, 'blueprints'))
  const { stdout: page } = fleet.run('report', 'mgmt')
  expect(page.length).toBeLessThan(2_000_000)
  expect(page.match(/<th scope="row">edge-\d{5}/g)).toHaveLength(100 + 300 + 100)
  expectLinksToLead(page)
  expectSoundPage(page)
})

it('says what deployment repositories do not have yet, and compares with one state only', () => {
  const fleet = newFleet()
  expect(fleet.run('render', EXAMPLES, '-o', 'trees').status).toBe(0)
  const changesIn = (page: string): unknown => (dataOf(page) as { changes: { objects: number; groups: { object: { kind: string } }[] } }).changes
  expect(changesIn(fleet.run('report', EXAMPLES, '--against', 'trees').stdout)).toMatchObject({ objects: 0, groups: [], notCompared: {} })
  const path = fleet.files('trees/nephio-my-ran/cluster-baseline').find((each) => fleet.read(`trees/nephio-my-ran/cluster-baseline/${each}`).includes('kind: ResourceQuota'))!
  const stale = `trees/nephio-my-ran/cluster-baseline/${path}`
  fleet.write(stale, fleet.read(stale).replace(/limits\.cpu: .*/, 'limits.cpu: "1"'))
  const page = fleet.run('report', EXAMPLES, '--against', 'trees').stdout
  expect(changesIn(page)).toMatchObject({ objects: 1, groups: [{ object: { kind: 'ResourceQuota' } }] })
  expect(page).toMatch(/<a class="cell good" [^>]*title="cluster-baseline of my-ran: nothing found, 1 object of it changes"/)
  expect(fleet.run('report', EXAMPLES, '--against', 'trees', '--base', 'HEAD')).toMatchObject({ status: 2, stdout: '' })
})
