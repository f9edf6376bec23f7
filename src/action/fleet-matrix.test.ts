import { expect, test } from 'vitest'
import { diffFleet, type PackageState } from '#check/fleet-diff/diff-fleet.ts'
import type { FleetPackage } from './check-fleet.ts'
import { fleetMatrix } from './fleet-matrix.ts'

const cluster = (index: number): string => `c${String(index).padStart(3, '0')}`
const made = (name: string, isMade = true, packages = ['base']): FleetPackage[] => packages.map((each) => ({ cluster: name, repository: `dep-${name}`, package: each, isMade }))
const state = (name: string, value: string): PackageState => ({ repository: `dep-${name}`, package: 'base', cluster: name, files: new Map([['a.yaml', `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {k: ${value}}\n`]]) })
const changes = (before: PackageState[], after: PackageState[]): { diff: ReturnType<typeof diffFleet>; notCompared: Map<string, string[]> } => ({ diff: diffFleet(before, after), notCompared: new Map() })

test('each sign, and a package that only some clusters have', () => {
  const before = ['kept', 'changed', 'gone'].map((name) => state(name, 'v'))
  const after = [state('kept', 'v'), state('changed', 'w'), state('new', 'v')]
  const fleet = [...made('kept', true, ['base', 'addons|x']), ...made('changed'), ...made('new'), ...made('broken', false), ...made('mended')]
  expect(fleetMatrix({ made: fleet, changes: { ...changes(before, after), notCompared: new Map([['was not made before', ['dep-mended/base']]]) } })).toBe(`| cluster | addons\\|x | base |
|---|:-:|:-:|
| broken |  | ❌ |
| changed |  | ✏️ 1 |
| gone |  | 🗑️ |
| kept | ✅ | ✅ |
| mended |  | ❔ |
| new |  | 🆕 |

✅ as before · ✏️ objects that change · 🆕 new · 🗑️ goes away · ❔ could not be made before · ❌ is not made, see the findings
`)
})

test('of a large fleet the clusters that something happens to; the others are counted', () => {
  const names = Array.from({ length: 100 }, (_, index) => cluster(index))
  const at = (changed: number): string => fleetMatrix({
    made: names.flatMap((name) => made(name)),
    changes: changes(names.map((name) => state(name, 'v')), names.map((name, index) => state(name, index < changed ? 'w' : 'v'))),
  })
  expect(at(2)).toContain('| c000 | ✏️ 1 |\n| c001 | ✏️ 1 |\n\n98 clusters more, all as before. ✏️ objects that change\n')
  expect(at(0)).toBe('100 clusters, all as before.\n')
  expect(at(90)).toContain('| c039 | ✏️ 1 |\n\n10 clusters more, all as before. 50 clusters more with changes. ')
})

test('too many packages for a page are counted; none is no table', () => {
  const packages = Array.from({ length: 30 }, (_, index) => `p${String(index).padStart(2, '0')}`)
  const text = fleetMatrix({ made: made('a', true, packages), changes: undefined })
  expect(text).toContain('| p11 |\n')
  expect(text).toContain('\n\n18 packages more. ✅ rendered\n')
  expect(fleetMatrix({ made: [], changes: undefined })).toBe('')
})
