/** Porch's evaluator rules, replayed: `test/conformance/porch.test.ts` takes the same steps through Porch's own servers. */

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { functions } from '#functions/index.ts'
import { entryPoints } from './entry-points.ts'
import { wrapperVerdict } from './evaluator.ts'
import { evaluatorContract } from './evaluator-contract.ts'
import { onThisMachine } from './on-this-machine.ts'
import { sevenSteps } from './seven-steps.ts'
import { wrapperReplay } from './wrapper-replay.ts'

const root = new URL('../../', import.meta.url).pathname
const images = entryPoints(readFileSync(`${root}Dockerfile`, 'utf8'))

const home = mkdtempSync(join(tmpdir(), 'krm-fleet-porch-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

describe('entry points', () => {
  it.each(functions.map(({ name }) => name))('Porch starts all of %s: nothing of it stands in CMD', (name) => {
    const { byDocker, byPorch } = images.get(name)!
    expect(byPorch).toEqual(byDocker)
    expect(byPorch.slice(1)).toEqual(['/app/krm-fleet.cjs', 'fn', name])
  })

  it('an argv split between ENTRYPOINT and CMD is seen', () => {
    const split = 'FROM base AS a\nENTRYPOINT ["node"]\nCMD ["fn.cjs"]\nFROM a AS b\nENTRYPOINT ["node", "fn.cjs"]\nFROM base AS c\nCMD ["fn"]\n'
    expect(Object.fromEntries(entryPoints(split))).toEqual({
      a: { byDocker: ['node', 'fn.cjs'], byPorch: ['node'] },
      b: { byDocker: ['node', 'fn.cjs'], byPorch: ['node', 'fn.cjs'] },
      c: { byDocker: ['fn'], byPorch: ['fn'] },
    })
    expect(() => entryPoints('FROM base AS a\nENTRYPOINT node fn.cjs\n')).toThrow('exec form')
  })
})

const env = { HOME: '/nonexistent', TMPDIR: home, OTEL_SERVICE_NAME: 'fn', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' }
const replay = wrapperReplay((fn) => onThisMachine(images.get(fn)!.byPorch), home, env)

evaluatorContract('replay', () => replay, wrapperVerdict)

it('no function leaves a file behind', () => expect(readdirSync(home)).toEqual([]))
sevenSteps('replay', () => replay)
