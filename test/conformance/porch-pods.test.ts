/** Our images as Porch runs them in its pods: its own wrapper-server in the container, before the ENTRYPOINT of the image. */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { functions } from '#functions/index.ts'
import { describeWith, functionImage, holdsThisBuild, needs, PINNED_PORCH } from '../oracles/oracles.ts'
import { wrapperVerdict, type Evaluator } from '../porch/evaluator.ts'
import { evaluatorContract } from '../porch/evaluator-contract.ts'
import { API_TIMEOUT, latencyLine, medians } from './porch/latency.ts'
import { Porch } from './porch/servers.ts'

const names = functions.map(({ name }) => name)

describeWith(`pods of Porch ${PINNED_PORCH}`, [needs.porch(), needs.containers(), ...names.map((name) => needs.image(functionImage(name)))], () => {
  let work: string
  let porch: Porch
  let pods: Evaluator
  beforeAll(async () => {
    work = mkdtempSync(join(tmpdir(), 'krm-fleet-pods-'))
    porch = new Porch(work)
    pods = await porch.pods(names)
  })
  afterAll(() => {
    porch?.stop()
    rmSync(work, { recursive: true, force: true })
  })

  it('the images hold this build', () => expect(names.filter((name) => !holdsThisBuild(functionImage(name)))).toEqual([]))

  it('answers soon enough for a package of ten functions', async () => {
    const found = await medians(pods, names)
    process.stderr.write(latencyLine('in a pod', found))
    for (const [name, median] of found) expect(median * 10, name).toBeLessThan(API_TIMEOUT)
  })

  evaluatorContract('pod', () => pods, wrapperVerdict)
})
