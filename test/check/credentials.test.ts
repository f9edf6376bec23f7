// Findings quote values; those of credentials are not quoted, whichever rule speaks of them.

import { expect, test } from 'vitest'
import { builtinRunner } from '#cli/run/builtin-runner.ts'
import { checkPackage } from '#check/check-package.ts'
import { bundledSchemas } from '#check/schema/bundled.ts'
import { NO_POLICY } from '#fleet/network/check.ts'
import { functions } from '#functions/index.ts'

const IMAGE = 'ghcr.io/kptdev/krm-functions-catalog/apply-setters:v0.2.0'
const step = (values: string): string => `  - image: ${IMAGE}\n    configMap:\n      ${values}\n`
const kptfile = (...steps: string[]): string => `apiVersion: kpt.dev/v1\nkind: Kptfile\nmetadata:\n  name: p\npipeline:\n  mutators:\n${steps.map(step).join('')}`
const map = (kind: string, data: string): string => `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: a\n${kind === 'Secret' ? 'stringData' : 'data'}:\n  ${data}\n`

/** `canary` is a value that nobody may see; every package has the finding that would quote it. */
test.each([
  ['a setter that a later function sets again', 'SET004', kptfile('api-token: canary1', 'api-token: canary2'), map('ConfigMap', 'a: x # kpt-set: ${api-token}')],
  ['an address with a password', 'SET004', kptfile('url: https://u:canary1@example.com', 'url: https://u:canary2@example.com'), map('ConfigMap', 'a: x # kpt-set: ${url}')],
  ['text of a Secret that becomes a number', 'SET010', kptfile('pin: "1234567890"'), map('Secret', 'pin: canary # kpt-set: ${pin}')],
  ['text of a Secret that does not reveal a setter', 'SET011', kptfile('a: x'), map('Secret', 'both: canary # kpt-set: ${a}/${b}')],
])('%s', async (_, code, given, resource) => {
  const host = { runnerFor: builtinRunner({}), schemas: bundledSchemas(), network: NO_POLICY, functions: functions.map(({ name }) => name), fromVariants: new Set<string>() }
  const files = [{ path: 'Kptfile', text: given }, { path: 'a.yaml', text: resource }]
  const found = await checkPackage({ name: 'p', files, kptfileDirs: [''] }, host)
  expect(found.map((result) => result.code)).toContain(code)
  expect(JSON.stringify(found)).not.toMatch(/canary|1234567890/)
})
