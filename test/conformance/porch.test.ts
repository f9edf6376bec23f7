/**
 * Our functions behind Porch's own servers: the wrapper-server of a function's pod and the function-runner's exec evaluator,
 * called by gRPC as Porch calls them, one process per call. `test/porch/evaluator.test.ts` takes the same steps without them.
 */

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { functions } from '#functions/index.ts'
import { runOnWire } from '#krm/run-on-wire.ts'
import { casesOf, wireText } from '../contract/wire-lists.ts'
import { describeWith, DROP_IN_TAG, goFunction, needs, PINNED_PORCH } from '../oracles/oracles.ts'
import { entryPoints } from '../porch/entry-points.ts'
import { execVerdict, imageOf, wrapperVerdict, type Evaluator } from '../porch/evaluator.ts'
import { evaluatorContract } from '../porch/evaluator-contract.ts'
import { onThisMachine } from '../porch/on-this-machine.ts'
import { sevenSteps } from '../porch/seven-steps.ts'
import { API_TIMEOUT, latencyLine, medians } from './porch/latency.ts'
import { Porch } from './porch/servers.ts'

const images = entryPoints(readFileSync('Dockerfile', 'utf8'))
const argvs = new Map(functions.map(({ name }) => [name, onThisMachine(images.get(name)!.byPorch)]))

describeWith(`Porch ${PINNED_PORCH}`, needs.porch(), () => {
  let work: string
  let porch: Porch
  let wrapper: Evaluator
  let exec: Evaluator
  beforeAll(async () => {
    work = mkdtempSync(join(tmpdir(), 'krm-fleet-porch-'))
    porch = new Porch(work)
    wrapper = await porch.wrapperServers(argvs)
    exec = await porch.functionRunner(argvs)
  })
  afterAll(() => {
    porch?.stop()
    rmSync(work, { recursive: true, force: true })
  })

  evaluatorContract('wrapper-server', () => wrapper, wrapperVerdict)
  evaluatorContract('function-runner', () => exec, execVerdict)

  sevenSteps('wrapper-server', () => wrapper)
  sevenSteps('function-runner', () => exec)

  it.each(functions.map((fn) => [fn.name, fn] as const))('every case of %s gives the bytes and the verdict of the run in process', async (name, fn) => {
    const lists = [...casesOf(name)].map(([file, one]) => ({ file, list: wireText(one) }))
    const answered = await inTurns(lists, ({ list }) => wrapper.evaluate(name, list))
    const expected = lists.map(({ file, list }) => {
      const answer = runOnWire(fn, list)
      const message = wrapperVerdict(imageOf(name), answer)
      return message === undefined ? { file, list: answer.stdout, message: '' } : { file, list: '', message }
    })
    expect(answered.map(({ list, message }, index) => ({ file: lists[index]!.file, list, message }))).toEqual(expected)
  })

  it('answers soon enough for a package of ten functions', { timeout: 300_000 }, async () => {
    const setters = goFunction('apply-setters', DROP_IN_TAG)
    const measured = new Map(argvs)
    if (setters !== undefined) measured.set('the apply-setters in Go', [setters])
    const found = await medians(await porch.wrapperServers(measured), measured.keys())
    process.stderr.write(latencyLine('through the wrapper-server', found))
    for (const [name, median] of found) expect(median * 10, name).toBeLessThan(API_TIMEOUT)
  })

  it('no call leaves a file behind', () => expect(readdirSync(work).toSorted()).toEqual(['config.yaml', 'functions']))
})

/** Two calls at a time, as many as a small machine has cores for. */
async function inTurns<T, R>(all: readonly T[], call: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (let at = 0; at < all.length; at += 2) results.push(...(await Promise.all(all.slice(at, at + 2).map(call))))
  return results
}
