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

/** Why a rule is not planted here: by the reason. */
const ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  'a matter of files on disk, in test/cli/check.test.ts': ['KPT308'],
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
  const known = new Set([...SEEDS.map(({ code }) => code), ...inCases()])
  const missing = [...RULES.keys()].filter((code) => /^(?:CHK|KPT|KRM|SEC|SET|YML)/.test(code) && !known.has(code))
  expect(missing.toSorted()).toEqual(Object.values(ELSEWHERE).flat().toSorted())
})
