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

test('of a large fleet clusters that get the same are one line, exceptions first', () => {
  const names = Array.from({ length: 100 }, (_, index) => cluster(index))
  const at = (values: (index: number) => string): string[] => fleetMatrix({
    made: names.flatMap((name, index) => made(name, index !== 77)),
    changes: changes(names.map((name) => state(name, 'v')), names.flatMap((name, index) => (values(index) === '' ? [] : [state(name, values(index))]))),
  }).split('\n').slice(2)
  expect(at((index) => (index < 2 ? 'w' : 'v'))).toEqual(['| c077 | ❌ |', '| c000, c001 | ✏️ 1 |', '| c002, c003 and 95 more | ✅ |', '', '✅ as before · ✏️ objects that change · ❌ is not made, see the findings', ''])
  expect(at((index) => (index === 5 ? '' : index < 90 ? 'w' : 'v')).slice(0, 4)).toEqual(['| c005 | 🗑️ |', '| c000, c001 and 87 more | ✏️ 1 |', '| c090, c091 and 8 more | ✅ |', ''])
})

test('too many kinds of line are counted', () => {
  const names = Array.from({ length: 50 }, (_, index) => cluster(index))
  const text = fleetMatrix({ made: names.flatMap((name) => made(name, true, [`only-${name}`])), changes: undefined })
  expect(text.split('\n').filter((line) => line.startsWith('| c0'))).toHaveLength(40)
  expect(text).toContain('\n\n10 clusters more. 38 packages more. ✅ rendered\n')
})

test('too many packages for a page are counted; none is no table', () => {
  const packages = Array.from({ length: 30 }, (_, index) => `p${String(index).padStart(2, '0')}`)
  const text = fleetMatrix({ made: made('a', true, packages), changes: undefined })
  expect(text).toContain('| p11 |\n')
  expect(text).toContain('\n\n18 packages more. ✅ rendered\n')
  expect(fleetMatrix({ made: [], changes: undefined })).toBe('')
})
