import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { defineFunction } from './function.ts'
import type { ItemList } from './item-list.ts'
import type { Resource } from './resource.ts'
import { runLateOnWire, runOnWire } from './run-on-wire.ts'

const HEAD = 'apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n'

function fn(run: (items: ItemList) => void) {
  return defineFunction({ name: 'try-it', type: 'mutator', summary: 'Tries.', config: z.strictObject({}), run: ({ items }) => run(items) })
}

describe('a list on the wire', () => {
  it('comes back as it was from a function that does nothing', () => {
    const text = `${HEAD}- kind: A # a\n  # foot\nfunctionConfig:\n  apiVersion: fn.krm-fleet.dev/v1alpha1\n  kind: TryIt\n`
    expect(runOnWire(fn(() => {}), text)).toEqual({ stdout: text, stderr: '', exitCode: 0 })
  })

  it('tells kpt where a new object belongs', () => {
    const add = fn((items) => {
      items.add({ kind: 'B', metadata: { name: 'b' } }, 'dir/b.yaml')
      items.add({ kind: 'C', metadata: { name: 'c', annotations: { 'config.kubernetes.io/path': 'own.yaml' } } }, 'other.yaml')
      items.add({ kind: 'D', metadata: { name: 'd' } })
    })
    expect(runOnWire(add, `${HEAD}- kind: A\n`).stdout).toBe(
      `${HEAD}- kind: A\n- kind: B\n  metadata:\n    name: b\n    annotations:\n      internal.config.kubernetes.io/path: dir/b.yaml\n      internal.config.kubernetes.io/index: "0"\n` +
        `- kind: C\n  metadata:\n    name: c\n    annotations:\n      config.kubernetes.io/path: own.yaml\n- kind: D\n  metadata:\n    name: d\n`,
    )
  })

  it('is answered with nothing when an item is no YAML, and with itself when one is not accepted', () => {
    const ran: string[] = []
    const seeing = fn((items) => ran.push(...[...items].map(({ kind }) => kind)))
    const broken = runOnWire(seeing, `${HEAD}- kind: A\n- kind: "B\n`)
    expect(broken).toMatchObject({ stdout: '', exitCode: 2 })
    expect(broken.stderr).toMatch(/^try-it: error: YML001 standard input:[56]:\d+: /)
    const twice = runOnWire(seeing, `${HEAD}- kind: A\n- kind: B\n  kind: C\n`)
    expect(twice.stdout.startsWith(`${HEAD}- kind: A\n- kind: B\n  kind: C\nresults:\n`)).toBe(true)
    expect(twice.stderr).toMatch(/^try-it: error: YML002 item 1 of the ResourceList, line 2, column 3 of it: /)
    expect(twice.exitCode).toBe(1)
    expect(ran).toEqual([])
  })

  it('may be answered later', async () => {
    const late = { name: 'late', invoke: (items: readonly Resource[]) => Promise.resolve({ items, results: [], ok: true }) }
    expect(await runLateOnWire(late, `${HEAD}- kind: A\n`)).toEqual({ stdout: `${HEAD}- kind: A\n`, stderr: '', exitCode: 0 })
    expect((await runLateOnWire(late, '')).exitCode).toBe(2)
  })
})
