/**
 * Every case of every function three times: as a program in the pipeline of the real kpt, in `krm-fleet render`, and in
 * `krm-fleet check`. Each says the same: code, severity, message, object, field and file. A function that kpt runs sees no
 * file, so that it names no line; which other differences the check has, test/agree/cases.ts tells.
 */

import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { functions } from '#functions/index.ts'
import type { KrmFunction } from '#krm/function.ts'
import { checkedPackages, expectedOf, renderedHere, saysMore, sorted } from '../agree/cases.ts'
import { COMMAND, layCases } from '../agree/defects.ts'
import { saidByCalls, type Said } from '../agree/finding.ts'
import { describeWith, kptVersion, needs } from '../oracles/oracles.ts'
import { casesOf, CONFIG, lay, type FunctionCase } from '../render/case-renders.ts'
import { NOT_FOR_KPT, OTHER_RESULTS } from '../render/kpt-exceptions.ts'
import { inTurns, kptEach, kptTogether, type KptCall } from '../render/kpt-together.ts'

/** Without the places that only a reader of files knows, in messages too. */
function withoutLines(said: Said): Said {
  return { ...said, message: said.message.replaceAll(/(\.ya?ml|\.json|Kptfile):\d+:\d+/g, '$1'), line: undefined, column: undefined }
}

/** A released kpt hands a validator its config without the annotations that tell its file: what has an object has a file. */
function withConfigFile(said: Said): Said {
  return said.file === undefined && said.object !== undefined ? { ...said, file: CONFIG } : said
}

/** What `krm-fleet render` says of packages, by name: the passing ones in one run, as in kpt. */
async function renderedByCommand(dir: string, pass: readonly string[], others: readonly string[]): Promise<Map<string, Said[]>> {
  writeFileSync(join(dir, 'passing/Kptfile'), 'apiVersion: kpt.dev/v1\nkind: Kptfile\nmetadata:\n  name: together\n')
  const together = pass.length === 0 ? [] : await callsOf(join(dir, 'passing'))
  expect(together.length).toBe(pass.length)
  const alone = await inTurns(others, (name) => callsOf(join(dir, 'failing', name)))
  // Packages are rendered in the order of their paths.
  return new Map([...pass.toSorted().map((name, index) => [name, saidByCalls([together[index]!])] as const), ...others.map((name, index) => [name, saidByCalls(alone[index]!)] as const)])
}

async function callsOf(dir: string): Promise<readonly KptCall[]> {
  const results = `${dir}.results`
  await new Promise((done) => spawn('node', [COMMAND, 'render', '--results-dir', results], { cwd: dir, stdio: 'ignore' }).on('close', done))
  const file = join(results, 'results.yaml')
  return existsSync(file) ? ((parse(readFileSync(file, 'utf8')) as { items?: KptCall[] }).items ?? []) : []
}

describeWith(`functions in kpt ${kptVersion() ?? ''}, in krm-fleet render and in krm-fleet check`, needs.kpt(), () => {
  let work = ''
  beforeAll(() => {
    work = mkdtempSync(join(tmpdir(), 'agree-'))
  })
  afterAll(() => rmSync(work, { recursive: true, force: true }))

  describe.each(functions.map((fn) => [fn.name, fn] as const))('%s', (_, fn) => {
    const cases = casesOf(fn).filter(({ name, runsOthers }) => !runsOthers && NOT_FOR_KPT[name] === undefined)
    let kpt = new Map<string, Said[]>()
    let command = new Map<string, Said[]>()
    let checked = new Map<string, Said[]>()
    beforeAll(async () => {
      const dir = join(work, fn.name)
      layCases(join(dir, 'check'), fn, cases)
      checked = checkedPackages(join(dir, 'check'))
      const verdicts = await inTurns(cases, async ({ name }) => (await renderedHere(fn, join(dir, 'check', name))).exitCode)
      const pass = cases.filter((_, index) => verdicts[index] === 0)
      const others = cases.filter((each) => !pass.includes(each))
      kpt = await inKpt(join(dir, 'kpt'), fn, pass, others)
      for (const [each, folder] of [...pass.map((each) => [each, 'passing'] as const), ...others.map((each) => [each, 'failing'] as const)]) lay(join(dir, 'render', folder, each.name), each, `image: ghcr.io/krm-fleet/${fn.name}:v0.1.0`)
      command = await renderedByCommand(join(dir, 'render'), pass.map(({ name }) => name), others.map(({ name }) => name))
    }, 600_000)

    it.each(cases.map(({ name }) => name))('%s', (name) => {
      const ofKpt = kpt.get(name)!
      const codes = new Set([...kpt.values()].flatMap((all) => all.map(({ code }) => code)))
      if (OTHER_RESULTS[name] === undefined) expect(sorted(command.get(name)!.map(withoutLines)), 'render').toEqual(sorted(ofKpt))
      const expected = expectedOf(fn, join(work, fn.name, 'check', name), ofKpt, new Set()).map(withoutLines)
      const said = (checked.get(name) ?? []).filter(({ code }) => codes.has(code))
      const beyond = saysMore(fn, name, said, expected)
      if (OTHER_RESULTS[name] === undefined) expect(sorted(said.filter((one) => !beyond.includes(one)).map(withoutLines)), 'check').toEqual(sorted(expected))
    })

    it('was compared in what it can say', () => {
      const codes = new Set([...kpt.values()].flatMap((all) => all.map(({ code }) => code)))
      process.stderr.write(`${fn.name}: ${cases.length} cases, ${codes.size} rules: ${[...codes].toSorted().join(' ')}\n`)
      expect(codes.size).toBeGreaterThan(10)
    })
  })
})

async function inKpt(dir: string, fn: KrmFunction, pass: readonly FunctionCase[], others: readonly FunctionCase[]): Promise<Map<string, Said[]>> {
  const line = `exec: node ${COMMAND} fn ${fn.name}`
  for (const each of pass) lay(join(dir, 'passing', each.name), each, line)
  for (const each of others) lay(join(dir, 'failing', each.name), each, line)
  const left = [
    ...(await kptTogether(join(dir, 'passing'), pass.map(({ name }) => name), ['--allow-exec'])),
    ...(await kptEach(join(dir, 'failing'), others.map(({ name }) => name), ['--allow-exec'])),
  ]
  return new Map(left.map(([name, { calls }]) => [name, saidByCalls(calls).map((said) => withoutLines(fn.type === 'validator' ? withConfigFile(said) : said))]))
}
