/** What a plain scalar means to Kubernetes and to kpt, compared with the Go parsers that they use. */

import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readPlain, readTagged } from '#krm/scalar-value.ts'
import type { ScalarSchema, ScalarValue } from '#krm/scalar-value.ts'
import { describeWith } from '../../oracles/oracles.ts'
import { PLAIN_TEXTS, isPlain, plainText } from './corpus.ts'
import { goOracle } from './oracle.ts'
import type { Reading } from './oracle.ts'

const COUNT = process.env['KRM_FLEET_PROVE'] === '1' ? 300_000 : 10_000

const go = goOracle()

/** The one item of a list as a parser read it: `undefined` for what JSON cannot hold. */
function itemOf(reading: Reading): string | undefined {
  if (reading.error.includes('unsupported value')) return undefined
  expect(reading.error).toBe('')
  return reading.json.slice(1, -1)
}

/** Our value in the shape of Go's JSON: numbers compare as numbers, exactly when they are integers of 64 bits. */
function agrees(value: ScalarValue, item: string | undefined): boolean {
  if (item === undefined) return typeof value === 'number' && !Number.isFinite(value)
  if (typeof value === 'bigint') return item === String(value)
  if (typeof value !== 'number') return JSON.stringify(value) === item || value === JSON.parse(item)
  if (Object.is(value, -0)) return item === '-0'
  return /^[-0-9]/.test(item) && Number(item) === value && (!Number.isSafeInteger(value) || item === String(value))
}

function differences(texts: readonly string[], readings: readonly Reading[], schema: ScalarSchema): string[] {
  const found: string[] = []
  for (const [i, text] of texts.entries()) {
    const item = itemOf(readings[i]!)
    const value = readPlain(text, schema)
    const isDate = readings[i]!.kind === 'time.Time'
    if (isDate ? value !== text : !agrees(value, item)) found.push(`${text}: ours ${String(value)}, theirs ${item}`)
  }
  return found
}

const TAGGED: readonly (readonly [tag: string, text: string])[] = [
  ['!!str', '5'],
  ['!!str', ''],
  ['!!int', '5'],
  ['!!int', '017'],
  ['!!int', '1_0'],
  ['!!int', '"5"'],
  ['!<tag:yaml.org,2002:int>', '5'],
  ['!!float', '1'],
  ['!!float', '1.5'],
  ['!!bool', 'true'],
  ['!!bool', '"false"'],
  ['!!null', '""'],
  ['!!null', '~'],
  ['!!binary', 'aGk='],
  ['!!binary', '4oKs/w=='],
  ['!!timestamp', '2001-01-01'],
  ['!foo', '12'],
  ['!', '12'],
]

describeWith('the Go parsers of kubectl and kpt', go, () => {
  test('plain scalars read as kubectl and kpt read them', { timeout: 600_000 }, () => {
    const random = fc.sample(plainText, { numRuns: COUNT, seed: 1 })
    const texts = [...new Set([...PLAIN_TEXTS.filter(isPlain), ...random])]
    const answer = go.ask({ documents: texts.map((text) => `- ${text}\n`) })
    expect(differences(texts, answer.kubernetes, 'kubernetes')).toEqual([])
    expect(differences(texts, answer.kyaml, 'kyaml')).toEqual([])
    expect(texts.length).toBeGreaterThan(COUNT / 2)
    console.info(`${texts.length} plain scalars compared with sigs.k8s.io/yaml and go-yaml v3`)
  })


  test('tagged scalars read as kubectl and kpt read them', () => {
    const answer = go.ask({ documents: TAGGED.map(([tag, text]) => `- ${tag} ${text}\n`) })
    for (const [i, [tag, text]] of TAGGED.entries()) {
      const bare = text.replaceAll('"', '')
      for (const schema of ['kubernetes', 'kyaml'] as const) {
        const reading = answer[schema][i]!
        const value = readTagged(tag, bare, schema)
        const isDate = reading.kind === 'time.Time'
        expect(isDate ? value === bare : agrees(value, itemOf(reading)), `${tag} ${text} as ${schema}: ${String(value)}`).toBe(true)
      }
    }
  })
})
