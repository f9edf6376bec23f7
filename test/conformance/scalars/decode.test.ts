/** Quoted and block scalars, decoded by us and by the Go parsers. */

import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeBlockScalar } from '#krm/block-scalar.ts'
import { decodeDoubleQuoted, decodeSingleQuoted } from '#krm/quoted.ts'
import { describeWith } from '../../oracles/oracles.ts'
import { blockScalar, rawQuoted } from './corpus.ts'
import { goOracle } from './oracle.ts'
import type { Reading } from './oracle.ts'

const COUNT = process.env['KRM_FLEET_PROVE'] === '1' ? 300_000 : 10_000

const go = goOracle()

/** The string at the path that the documents below use, or undefined for a refusal. */
function stringOf(reading: Reading): string | undefined {
  if (reading.error !== '') return undefined
  const value: unknown = JSON.parse(reading.json)
  return (value as { p: [{ a: string }] }).p[0].a
}

function compare(documents: readonly string[], ours: readonly (string | undefined)[], isOurs: (i: number) => boolean): number {
  const answer = go.ask({ documents })
  let read = 0
  for (const [i, document] of documents.entries()) {
    if (isOurs(i)) continue
    const kubernetes = stringOf(answer.kubernetes[i]!)
    expect(stringOf(answer.kyaml[i]!), JSON.stringify(document)).toBe(kubernetes)
    expect(ours[i], JSON.stringify(document)).toBe(kubernetes)
    if (kubernetes !== undefined) read++
  }
  return read
}

describeWith('quoted and block scalars of the Go parsers', go, () => {
  test('quoted scalars decode as kubectl and kpt decode them', { timeout: 600_000 }, () => {
    const raws = [...new Set(fc.sample(rawQuoted, { numRuns: COUNT, seed: 6 }))].filter((raw) => !/\n(?:---|\.\.\.)/.test(raw))
    // Continuation lines must be indented deeper than the key; the blanks are dropped by folding.
    const inside = raws.map((raw) => raw.replaceAll('\n', '\n       '))
    for (const [quote, decode] of [['"', decodeDoubleQuoted], ["'", decodeSingleQuoted]] as const) {
      const decoded = inside.map((raw) => decode(raw))
      const ours = decoded.map((result) => ('value' in result ? result.value : undefined))
      // To Go `\/` is JSON only. What follows a stray quote may be a comment to Go; we are handed no such text.
      const isOurs = (i: number): boolean => {
        const result = decoded[i]!
        return (quote === '"' && inside[i]!.includes('\\/')) || ('error' in result && result.error.includes('quote inside'))
      }
      const read = compare(inside.map((raw) => `p:\n- a: ${quote}${raw}${quote}\n`), ours, isOurs)
      expect(read).toBeGreaterThan(COUNT / 20)
      console.info(`${inside.length} texts in ${quote}, ${read} of them right, compared with sigs.k8s.io/yaml and go-yaml v3`)
    }
  })

  test('block scalars decode as kubectl and kpt decode them', { timeout: 600_000 }, () => {
    const scalars = fc.sample(blockScalar, { numRuns: COUNT, seed: 7 })
    const ours = scalars.map(({ header, body }) => {
      const decoded = decodeBlockScalar(header, body.replace(/^(?=.)/gm, '  '), 2)
      return 'value' in decoded ? decoded.value : undefined
    })
    const documents = scalars.map(({ header, body }) => `p:\n- a: ${header}\n${body.replace(/^(?=.)/gm, '  ')}`)
    // A comment may end the scalar early; Go refuses some tabs after it, which are not the scalar's.
    const read = compare(documents, ours, (i) => /^ *#[^]*^ *\t/m.test(scalars[i]!.body))
    expect(read).toBeGreaterThan(COUNT / 20)
    console.info(`${scalars.length} block scalars, ${read} of them right, compared with sigs.k8s.io/yaml and go-yaml v3`)
  })
})
