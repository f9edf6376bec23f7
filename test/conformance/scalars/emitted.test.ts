/** What we write, read back by the Go parsers and by PyYAML. */

import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { describeWith } from '../../oracles/oracles.ts'
import { PLAIN_TEXTS, anyString } from './corpus.ts'
import { asJson, everywhere, everywhereValue } from './emitted.ts'
import { goOracle, pythonOracle } from './oracle.ts'

const COUNT = process.env['KRM_FLEET_PROVE'] === '1' ? 100_000 : 10_000

const go = goOracle()
const python = pythonOracle()

const STRINGS = [...new Set([...PLAIN_TEXTS, ...fc.sample(anyString, { numRuns: COUNT, seed: 4 })])]

describeWith('what we write and the Go parsers', go, () => {
  test('kubectl and kpt read every string that we write', { timeout: 600_000 }, () => {
    const answer = go.ask({ documents: STRINGS.flatMap((s) => [everywhere(s), asJson(s)]) })
    for (const schema of ['kubernetes', 'kyaml'] as const) {
      for (const [i, s] of STRINGS.entries()) {
        const [yaml, json] = [answer[schema][2 * i]!, answer[schema][2 * i + 1]!]
        expect([yaml.error, json.error], `${schema}: ${JSON.stringify(s)} in\n${everywhere(s)}`).toEqual(['', ''])
        expect(JSON.parse(yaml.json), schema).toEqual(everywhereValue(s))
        expect(JSON.parse(json.json), schema).toEqual([s, Object.fromEntries([[s, s]])])
      }
    }
    console.info(`${STRINGS.length} strings written and read by sigs.k8s.io/yaml and go-yaml v3`)
  })
})

describeWith('what we write and PyYAML', python, () => {
  test('PyYAML reads every string that we write', { timeout: 600_000 }, () => {
    const strings = STRINGS.slice(0, COUNT / 4)
    const answers = python.ask(strings.map(everywhere))
    for (const [i, s] of strings.entries()) {
      expect(answers[i], JSON.stringify(s)).not.toMatch(/^error/)
      expect(JSON.parse(answers[i]!)).toEqual(everywhereValue(s))
    }
    console.info(`${strings.length} strings written and read by PyYAML`)
  })
})
