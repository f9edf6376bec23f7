// Each rule once: a package with one mistake, and its twin, which differs in that mistake alone and has no finding of the
// rule. Rules that other tests plant (networks, ClusterResourceSets, sync objects, variants) have theirs beside them.
import { expect, test } from 'vitest'
import { builtinRunner } from '#cli/run/builtin-runner.ts'
import { checkPackage } from '#check/check-package.ts'
import { bundledSchemas } from '#check/schema/bundled.ts'
import { suppress } from '#check/suppressions.ts'
import { RULES } from '#check/rules/registry.ts'
import { NO_POLICY } from '#fleet/network/check.ts'
import { functions } from '#functions/index.ts'
import { formatPlace, type Result } from '#krm/result.ts'
import { SEEDS, type Files } from './seeds.ts'

const KPTFILE = 'apiVersion: kpt.dev/v1\nkind: Kptfile\nmetadata:\n  name: p\n'

async function check(given: Files): Promise<readonly Result[]> {
  const files = Object.entries({ Kptfile: KPTFILE, ...given }).map(([path, text]) => ({ path, text })).toSorted((a, b) => (a.path < b.path ? -1 : 1))
  const kptfileDirs = files.flatMap(({ path }) => (/(?:^|\/)Kptfile$/.test(path) ? [path.replace(/\/?Kptfile$/, '')] : []))
  const host = { runnerFor: builtinRunner({}), schemas: bundledSchemas(), network: NO_POLICY, functions: functions.map(({ name }) => name), fromVariants: new Set<string>() }
  const findings = await checkPackage({ name: 'p', files, kptfileDirs }, host)
  return suppress(findings, new Map(files.map(({ path, text }) => [path, text])), (code) => RULES.has(code)).findings
}

test.each(SEEDS)('$code at $at', async ({ code, at, bad, good }) => {
  const found = (await check(bad)).filter((result) => result.code === code)
  expect(found.map(({ place }) => formatPlace(place))).toEqual([at])
  const twin = await check(good)
  expect(twin.filter((result) => result.code === code || result.severity === 'error').map(({ code, message }) => `${code} ${message}`)).toEqual([])
})

test('the twins give the same findings when they are checked again', async () => {
  for (const { bad } of SEEDS.slice(0, 5)) expect(await check(bad)).toEqual(await check(bad))
})

test('every rule of the check itself is planted', () => {
  const planted = new Set(SEEDS.map(({ code }) => code))
  // Read from disk (KPT308), or a matter of two renders of a function that is not ours (KPT307): in test/cli and below.
  const elsewhere = new Set(['KPT307', 'KPT308', 'KRM001', 'KRM002', 'KRM003'])
  const own = [...RULES.keys()].filter((code) => /^(?:KPT30|KPT214|KRM|SET03|SEC01|CHK)/.test(code) && !elsewhere.has(code))
  expect(own.filter((code) => !planted.has(code))).toEqual([])
})
