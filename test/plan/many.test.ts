// 10,000 variants of every awkward shape: each is planned or refused with one finding, and no step looks at all pairs (a test
// that did would run into its time limit).

import { describe, expect, test } from 'vitest'
import { readFleet } from '#fleet/model/read-fleet.ts'
import { planFleet } from '#porch/plan-fleet.ts'
import type { FleetPlan } from '#porch/planned-package.ts'

const COUNT = 10_000

function plan(documents: readonly string[]): FleetPlan {
  return planFleet(readFleet([{ files: [{ path: 'f.yaml', text: documents.join('---\n') }], packageDirs: [] }]))
}

const each = (make: (index: number) => string): string[] => Array.from({ length: COUNT }, (_, index) => make(index))
const variant = (name: string, upstream: string, downstream: string): string =>
  `apiVersion: config.porch.kpt.dev/v1alpha1\nkind: PackageVariant\nmetadata: {name: ${name}}\nspec:\n  upstream: {repo: r, package: ${upstream}, workspaceName: v1}\n  downstream: {repo: r, package: ${downstream}}\n`
const codes = ({ results }: FleetPlan): (string | undefined)[] => [...new Set(results.map(({ code }) => code))]

describe(`${COUNT} variants`, () => {
  test('beside each other', () => {
    const { packages, results } = plan(each((index) => variant(`v-${index}`, 'base', `p-${index}`)))
    expect([packages.length, results]).toEqual([COUNT, []])
  })

  test('in one chain, and in one circle', () => {
    const chain = (last: string): string[] => each((index) => variant(`v-${index}`, index === COUNT - 1 ? last : `p-${index + 1}`, `p-${index}`))
    const { packages, results } = plan(chain('base'))
    expect([packages.length, results]).toEqual([COUNT, []])
    expect(codes(plan(chain('p-0')))).toEqual(['FLT030'])
  })

  test('onto one package', () => {
    const { packages, results } = plan(each((index) => variant(`v-${index}`, 'base', 'one')))
    expect([packages.length, results.length, results[0]?.code]).toEqual([1, COUNT - 1, 'FLT028'])
  })

  test('inside each other, as deep as names may be', () => {
    const made = plan(each((index) => variant(`v-${index}`, 'base', index % 2 === 0 ? `p-${index}` : `p-${index - 1}/inner`)))
    expect([made.packages.length, codes(made), made.results.length]).toEqual([COUNT, ['FLT040'], COUNT / 2])
  })

  test('from one set, with expressions', () => {
    const contexts = each((index) => `apiVersion: infra.nephio.org/v1alpha1\nkind: ClusterContext\nmetadata: {name: c-${index}, labels: {on: "yes"}}\nspec: {siteCode: s-${index}}\n`)
    const set = "apiVersion: config.porch.kpt.dev/v1alpha2\nkind: PackageVariantSet\nmetadata: {name: s}\nspec:\n  upstream: {repo: r, package: base, workspaceName: v1}\n  targets:\n  - objectSelector: {apiVersion: infra.nephio.org/v1alpha1, kind: ClusterContext, matchLabels: {on: 'yes'}}\n    template:\n      downstream: {repo: d, packageExpr: \"target.name.matches('^c-[0-9]+$') ? target.name : 'other'\"}\n      injectors: [{kind: ClusterContext, nameExpr: target.name}]\n"
    const repositories = ['r', 'd'].map((name) => `apiVersion: config.porch.kpt.dev/v1alpha1\nkind: Repository\nmetadata: {name: ${name}}\nspec: {git: {repo: https://git.example.com/${name}.git}}\n`)
    const made = plan([set, ...repositories, ...contexts])
    expect([made.packages.length, codes(made)]).toEqual([COUNT, []])
  })

  test('all of them wrong', () => {
    const { packages, results } = plan(each((index) => `apiVersion: config.porch.kpt.dev/v1alpha1\nkind: PackageVariant\nmetadata: {name: v-${index}}\nspec: {}\n`))
    expect([packages.length, results.length]).toEqual([0, 4 * COUNT])
  })
})
