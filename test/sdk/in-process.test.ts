import type { Configs, KptFunc, KubernetesObject } from 'kpt-functions'
import { describe, expect, it } from 'vitest'
import { Resource } from '#krm/resource.ts'
import { fromKptFunc } from '#sdk/from-kpt-func.ts'

function kptFunc(run: (configs: Configs) => void): KptFunc {
  return Object.assign(async (configs: Configs) => run(configs), { usage: 'Says\nmore.' })
}

function item(name: string, path: string, index = 0, more = ''): Resource {
  return new Resource(`apiVersion: v1\nkind: A\nmetadata:\n  name: ${name} # n\n${more}`, 'document', { path, index })
}

async function run(items: readonly Resource[], core: (configs: Configs) => void, type?: 'validator') {
  const fn = fromKptFunc({ name: 'test', ...(type && { type }) }, kptFunc(core))
  const outcome = await fn.invoke(items, undefined)
  return { ...outcome, texts: outcome.items.map(({ text }) => text), places: outcome.items.map(({ origin }) => `${origin.path}:${origin.index}`) }
}

describe('resources that were read from files', () => {
  it('tell the function their place, and their text does not change for it', async () => {
    const seen: unknown[] = []
    const { items, texts } = await run([item('b', 'dir/b.yaml', 2)], (configs) => {
      seen.push({ ...configs.getAll()[0]!.metadata.annotations })
    })
    expect(seen[0]).toMatchObject({ 'internal.config.kubernetes.io/path': 'dir/b.yaml', 'config.kubernetes.io/index': '2' })
    expect(items[0]!.changed).toBe(false)
    expect(texts).toEqual(['apiVersion: v1\nkind: A\nmetadata:\n  name: b # n\n'])
  })

  it('are moved by the annotation, in either spelling', async () => {
    for (const key of ['internal.config.kubernetes.io/path', 'config.kubernetes.io/path']) {
      const { items, places } = await run([item('b', 'b.yaml')], (configs) => {
        configs.getAll()[0]!.metadata.annotations![key] = 'c.yaml'
      })
      expect(places).toEqual(['c.yaml:0'])
      expect(items[0]!.changed).toBe(false)
    }
  })

  it('stand beside new ones, whose place is no annotation of theirs either', async () => {
    const fresh: KubernetesObject = { apiVersion: 'v1', kind: 'B', metadata: { name: 'x', annotations: { 'config.kubernetes.io/path': 'x.yaml' } } }
    const { texts, places } = await run([item('b', 'b.yaml')], (configs) => configs.insert(fresh))
    expect(texts[1]).toBe('apiVersion: v1\nkind: B\nmetadata:\n  name: x\n')
    expect(places).toEqual(['b.yaml:0', 'x.yaml:0'])
  })
})

describe('what the package would lose', () => {
  const double = () => [item('a', 'a.yaml', 0, 'data: first\n'), item('z', 'z.yaml'), item('a', 'b.yaml', 0, 'data: second\n')]

  it('order and duplicates stay; the function sees the last of one key', async () => {
    const seen: unknown[] = []
    const { texts, places } = await run(double(), (configs) => {
      for (const object of configs.getAll() as (KubernetesObject & { data?: string })[]) {
        seen.push(object.data)
        if (object.data !== undefined) object.data = 'new'
      }
    })
    expect(seen).toEqual(['second', undefined])
    expect(places).toEqual(['a.yaml:0', 'z.yaml:0', 'b.yaml:0'])
    expect(texts[0]).toContain('data: first')
    expect(texts[2]).toContain('data: new')
  })

  it('deleting a key deletes all of its objects', async () => {
    const { places } = await run(double(), (configs) => configs.delete(configs.getAll()[0]!))
    expect(places).toEqual(['z.yaml:0'])
  })

  it('what is no object with metadata passes by', async () => {
    const odd = new Resource('apiVersion: v1\nkind: Odd\n', 'document', { path: 'odd.yaml', index: 0 })
    const { items } = await run([odd, item('a', 'a.yaml')], (configs) => configs.deleteAll())
    expect(items).toEqual([odd])
  })

  it('a copy under another name is the same object', async () => {
    const { texts } = await run([item('a', 'a.yaml')], (configs) => {
      const [object] = JSON.parse(JSON.stringify(configs.getAll())) as KubernetesObject[]
      object!.metadata.name = 'renamed'
      configs.deleteAll()
      configs.insert(object!)
    })
    expect(texts).toEqual(['apiVersion: v1\nkind: A\nmetadata:\n  name: renamed # n\n'])
  })
})

describe('limits', () => {
  it("a validator's changes are dropped, its results are not", async () => {
    const { items, results, ok } = await run(
      [item('a', 'a.yaml')],
      (configs) => {
        configs.getAll()[0]!.metadata.name = 'x'
        configs.addResults({ severity: 'error', message: 'bad' })
      },
      'validator',
    )
    expect(items[0]!.changed).toBe(false)
    expect({ results, ok }).toEqual({ results: [{ severity: 'error', message: 'bad' }], ok: false })
  })

  it('an object that holds itself is an error, not an endless loop', async () => {
    const { items, results } = await run([item('a', 'a.yaml')], (configs) => {
      const object = configs.getAll()[0]! as KubernetesObject & { self?: unknown }
      object.self = object
    })
    expect(results.map(({ code }) => code)).toEqual(['KPT021'])
    expect(items[0]!.changed).toBe(false)
  })

  it('a text that had to be written anew is reported', async () => {
    const { results } = await run([item('a', 'a.yaml', 0, 'x: &x {y: 1}\nz: *x\n')], (configs) => {
      const object = configs.getAll()[0]! as KubernetesObject & { x?: { y: number } }
      object.x = { y: 2 }
    })
    expect(results.map(({ code, severity }) => [code, severity])).toEqual([['KPT022', 'info']])
  })

  it('the summary is the first line of the usage', () => {
    expect(fromKptFunc({ name: 'test' }, kptFunc(() => {})).summary).toBe('Says')
  })
})
