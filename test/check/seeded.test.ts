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
import { casesOf } from '../render/case-renders.ts'
import { SEEDS, STRICT_SEEDS, type Files } from './seeds.ts'

const KPTFILE = 'apiVersion: kpt.dev/v1\nkind: Kptfile\nmetadata:\n  name: p\n'

async function check(given: Files, strict = false): Promise<readonly Result[]> {
  const files = Object.entries({ Kptfile: KPTFILE, ...given }).map(([path, text]) => ({ path, text })).toSorted((a, b) => (a.path < b.path ? -1 : 1))
  const kptfileDirs = files.flatMap(({ path }) => (/(?:^|\/)Kptfile$/.test(path) ? [path.replace(/\/?Kptfile$/, '')] : []))
  const host = { runnerFor: builtinRunner({}), schemas: bundledSchemas(), network: NO_POLICY, functions: functions.map(({ name }) => name), fromVariants: new Set<string>(), strict }
  const findings = await checkPackage({ name: 'p', files, kptfileDirs }, host)
  return suppress(findings, new Map(files.map(({ path, text }) => [path, text])), (code) => RULES.has(code)).findings
}

test.each(SEEDS)('$code at $at', async ({ code, at, bad, good }) => {
  const found = (await check(bad)).filter((result) => result.code === code)
  expect(found.map(({ place }) => formatPlace(place))).toEqual([at])
  const twin = await check(good)
  expect(twin.filter((result) => result.code === code || result.severity === 'error').map(({ code, message }) => `${code} ${message}`)).toEqual([])
})

test.each(STRICT_SEEDS)('$code at $at, with strict alone', async ({ code, at, bad, good }) => {
  expect((await check(bad)).map((result) => result.code)).not.toContain(code)
  expect((await check(bad, true)).map(({ code, severity, place }) => `${severity} ${code} ${formatPlace(place)}`)).toEqual([`error ${code} ${at}`])
  expect(await check(good, true)).toEqual([])
  const context = 'apiVersion: infra.nephio.org/v1alpha1\nkind: ClusterContext\nmetadata: {name: c}\nspec: {clusterName: c}\n'
  expect((await check({ 'c.yaml': context }, true)).filter(({ severity }) => severity === 'error'), 'what has a reader of its own').toEqual([])
})

/** Seeds of what was passed over: another severity is all that strict makes of their findings. */
test.each(['KPT304', 'KRM105'])('%s is an error with strict', async (code) => {
  const { bad } = SEEDS.find((seed) => seed.code === code)!
  const told = (results: readonly Result[]): unknown[] => results.map((result) => ({ ...result, severity: undefined }))
  const [mild, strict] = [await check(bad), await check(bad, true)]
  expect(strict.find((result) => result.code === code)?.severity).toBe('error')
  expect(told(strict)).toEqual(told(mild))
})

test('strict changes nothing where everything was looked at', async () => {
  const passedOver = new Set(['KPT304', 'KRM105', 'KRM107'])
  const looked = (results: readonly Result[]): readonly Result[] => results.filter(({ code = '' }) => !passedOver.has(code))
  for (const { bad, at, code } of SEEDS) expect(looked(await check(bad, true)), `${code} ${at}`).toEqual(looked(await check(bad)))
})

test('the twins give the same findings when they are checked again', async () => {
  for (const { bad } of SEEDS.slice(0, 5)) expect(await check(bad)).toEqual(await check(bad))
})

/** Why a rule is not planted here: by the reason. */
const ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  'a matter of files on disk, in test/cli/check.test.ts': ['KPT308', 'KPT310'],
  'of functions written for the npm SDK, which a check does not start': ['KPT020', 'KPT021', 'KPT022'],
  'of the answers of programs and containers, which a check does not start': ['KPT130', 'KPT131', 'KPT132', 'KPT133', 'KPT134', 'KPT135', 'KPT136', 'KPT137', 'KPT138', 'KPT139', 'KPT140', 'KPT141', 'KPT142', 'KPT143', 'KPT144', 'KPT145', 'KPT150'],
  'of krm-fleet render --non-krm keep': ['KPT121'],
  'of renders that choose between a function of this process and its container': ['KPT151', 'KPT152'],
  'of krm-fleet bootstrap bundle': ['SEC004'],
  'what a mutator says of its work, which is no finding': ['SET009', 'SET013', 'SET019', 'SET020'],
}

/** Rules that the cases of functions have; the check says them too, as test/agree/functions.test.ts shows. Infos of mutators are none. */
function inCases(): Set<string> {
  return new Set(functions.flatMap((fn) => casesOf(fn).flatMap(({ given: { results } }) => {
    const said = [...results.matchAll(/(?:^|: )(error|warning|info): ([A-Z]{3}\d{3}) /gm)]
    return said.flatMap(([, severity, code]) => (severity === 'info' && fn.type === 'mutator' ? [] : [code!]))
  })))
}

test('every rule that the check can raise is planted, or a case of a function', () => {
  const known = new Set([...[...SEEDS, ...STRICT_SEEDS].map(({ code }) => code), ...inCases()])
  const missing = [...RULES.keys()].filter((code) => /^(?:CHK|KPT|KRM|SEC|SET|YML)/.test(code) && !known.has(code))
  expect(missing.toSorted()).toEqual(Object.values(ELSEWHERE).flat().toSorted())
})
