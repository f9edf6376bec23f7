// Broken values in every place that is read: findings, never exceptions, and the same findings twice.

import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { functions } from '#functions/index.ts'
import { readKrmFile } from '#krm/krm-file.ts'
import type { Resource } from '#krm/resource.ts'
import { formatResult } from '#krm/result.ts'
import { parseCase } from '../cases/case-file.ts'
import { check, context, resourcesOf } from './resources.ts'

const fn = functions.find(({ name }) => name === 'validate-network-contexts')!
const folder = fileURLToPath(new URL('../../functions/validate-network-contexts/cases/', import.meta.url))
const files = readdirSync(folder).flatMap((file) => parseCase(readFileSync(folder + file, 'utf8')).files)

const VALUES = ['', '~', '0', '-1', '4096', '1e99', 'true', '[]', '{}', '[[]]', '{a: {b: c}}', '0.0.0.0/0', '::/0', '10.0.0.0/33', '10.0.0.0/-1', '010.0.0.0/8', '10.0.0.0 /8']
  .concat(['::ffff:10.0.0.0/104', 'fe80::1%eth0/64', '10.0.0.9-10.0.0.1', '10.0.0.1-', '-10.0.0.1', '10.0.0.1-10.0.0.9/24', '"\\u0000"', '"a\\nb"', '99999999999999999999', '"é😀"', '*x'])

/** A resource's text with the scalar of one line replaced. */
function mutate(text: string, line: number, value: string): string {
  const lines = text.split('\n')
  const at = line % lines.length
  lines[at] = lines[at]!.replace(/(:|^ *-) +[^|>{[#]*$/, `$1 ${value}`).replace(/"[^"]*"(?=[\],}]|$)/, value === '' ? '""' : JSON.stringify(value))
  return lines.join('\n')
}

function read(path: string, text: string): Resource[] {
  const { resources, problems } = readKrmFile(path, text)
  return problems.length > 0 ? [] : [...resources]
}

describe('broken values', () => {
  it('never throw', () => {
    const mutation = fc.record({ file: fc.nat(files.length - 1), line: fc.nat(40), value: fc.constantFrom(...VALUES) })
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 12 }), (mutations) => {
        const items = mutations.flatMap(({ file, line, value }, index) => read(`p${index % 3}/${index}.yaml`, mutate(files[file]!.text, line, value)))
        const lines = (): string[] => fn.invoke(items, undefined).results.map((result) => formatResult(result))
        expect(lines()).toEqual(lines())
      }),
      { numRuns: 1500 },
    )
  })
})

describe('size', () => {
  it('gives one finding per further cluster when thousands coincide', () => {
    const all = Array.from({ length: 2000 }, (_, index) => context(`c${index}`, ['name: n2, ipRange: 10.1.0.0/24, vlan: 100'], '  masterInterface: eth1\n'))
    const results = check(resourcesOf(Object.fromEntries(all.map((text, index) => [`c${index}/context.yaml`, text]))))
    expect(results.length).toBe(1999)
  })

  it('reads a definition with tens of thousands of excludes in one pass', () => {
    const excludes = Array.from({ length: 30_000 }, (_, index) => `\n"10.${index >> 8}.${index & 255}.0/32"`).join(',')
    const text = `apiVersion: k8s.cni.cncf.io/v1\nkind: NetworkAttachmentDefinition\nmetadata:\n  name: n2\nspec:\n  config: '{"cniVersion": "0.3.1", "type": "macvlan", "master": "eth1", "ipam": {"type": "whereabouts", "range": "10.0.0.0/16", "exclude": [${excludes.replaceAll('\n', '\n    ')}]}}'\n`
    const results = check(resourcesOf({ 'nad.yaml': text }))
    expect(results.filter(({ code }) => code === 'NET014').length).toBe(30_000 - 256)
    expect(results[0]!.place?.position?.line).toBeGreaterThan(6)
  })

  it('reads 100,000 networks in one context', () => {
    const networks = Array.from({ length: 100_000 }, (_, index) => `name: n${index}, ipRange: 10.${index >> 9}.${(index >> 1) & 255}.${(index & 1) * 128}/25, vlan: ${1 + (index % 4000)}`)
    expect(check(resourcesOf({ 'context.yaml': context('c', networks, '  masterInterface: eth1\n') })).filter(({ severity }) => severity === 'error')).toEqual([])
  }, 300_000)
})
