// What programs may answer, and what becomes of it in the author's text.
import { expect, it } from 'vitest'
import { configMap, kptfile, printing, program, renderText, shown, type WireItem, type WireList } from './package-text.ts'

const PACKAGE = `\
-- Kptfile --
${kptfile('p', 'mutators:\n- exec: fn')}\
-- a.yaml --
# licence

apiVersion: v1
kind: ConfigMap
metadata: {name: a}   # odd, but the author's
data:
    a:   x # why
---
# second
${configMap('b')}`

const at = (list: WireList, name: string): WireItem => list.items.find(({ metadata }) => metadata.name === name)!
const move = ({ metadata }: WireItem, path: string): void => {
  metadata.annotations['config.kubernetes.io/path'] = path
  metadata.annotations['internal.config.kubernetes.io/path'] = path
}

async function answering(body: (list: WireList) => void, text = PACKAGE): Promise<string> {
  return shown(await renderText(text, { fn: program(body) }))
}

it('changes the one value that a program changed, however it spells the rest', async () => {
  expect(await answering((list) => {
    at(list, 'a').data!['a'] = 'new'
  })).toBe(`ok
-- a.yaml --
# licence

apiVersion: v1
kind: ConfigMap
metadata: {name: a}   # odd, but the author's
data:
    a:   new # why
---
# second
${configMap('b')}`)
})

it('changes nothing for a program that only spells everything anew', async () => {
  expect(await answering(() => {})).toBe('ok\n')
})

it('takes a document out of its file, and a moved one along with its comments', async () => {
  expect(await answering((list) => {
    list.items = list.items.filter((item) => item.metadata.name !== 'a')
    move(at(list, 'b'), 'dir/b.yaml')
  })).toBe(`ok
-- a.yaml -- deleted
-- dir/b.yaml --
# second
${configMap('b')}`)
})

it('gives a new resource kpt\'s default path, with its namespace as a directory', async () => {
  expect(await answering((list) => {
    list.items.push({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'new', namespace: 'ns', annotations: {} }, data: { a: '1' } })
  })).toBe(`ok
-- ns/configmap_new.yaml --
apiVersion: v1
kind: ConfigMap
metadata:
  name: new
  namespace: ns
data:
  a: "1"
`)
})

it('keeps the text of an item whose ids were dropped: by place, or by identity when nothing else is left', async () => {
  const outcome = await answering((list) => {
    for (const { metadata } of list.items) for (const key of Object.keys(metadata.annotations)) if (key.endsWith('id')) delete metadata.annotations[key]
    for (const key of Object.keys(at(list, 'b').metadata.annotations)) delete at(list, 'b').metadata.annotations[key]
    at(list, 'a').data!['a'] = 'new'
  })
  expect(outcome).toContain("metadata: {name: a}   # odd, but the author's\ndata:\n    a:   new # why\n")
  expect(outcome).toContain(`-- configmap_b.yaml --\n# second\n${configMap('b')}`)
})

it('gives the first of two items with one id the text', async () => {
  const outcome = await answering((list) => {
    const copy = structuredClone(at(list, 'a'))
    copy.metadata.name = 'copy'
    move(copy, 'copy.yaml')
    list.items.push(copy)
  })
  expect(outcome).toContain('-- copy.yaml --\napiVersion: v1\nkind: ConfigMap\n')
  expect(outcome).not.toContain('-- a.yaml')
})

it('keeps annotations of the wire that an author wrote', async () => {
  const text = PACKAGE.replace('{name: a}', '{name: a, annotations: {config.kubernetes.io/path: own.yaml, x: y}}')
  expect(await answering((list) => {
    expect(at(list, 'a').metadata.annotations['config.kubernetes.io/path']).toBe('a.yaml')
    at(list, 'a').metadata.annotations['z'] = '1'
  }, text)).toContain('metadata: {name: a, annotations: {config.kubernetes.io/path: own.yaml, x: y, z: "1"}}')
})

it('knows what an alias to another item of the answer stands for', async () => {
  const outcome = await answering((list) => {
    at(list, 'a').data = { shared: 'x' }
    at(list, 'b').data = at(list, 'a').data!
  })
  expect(outcome.match(/shared: x/g)).toHaveLength(2)
})

it.each([
  ['nothing', '', 'KPT132'],
  ['something that is no ResourceList', 'apiVersion: v1\nkind: X\n', 'KPT132'],
  ['a log line first', 'starting\napiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems: []\n', 'KPT132'],
  ['a list that is cut off', 'apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n- apiVersion: v1\n  ki', 'KPT132'],
  ['no items', 'apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems: []\n', 'KPT133'],
  ['an item that cannot be read', 'apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n- apiVersion: v1\n  kind: "A\n', 'KPT1'],
  ['an item with a key twice', 'apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n- apiVersion: v1\n  kind: A\n  kind: B\n', 'KPT142'],
])('refuses %s, and changes nothing', async (_, stdout, code) => {
  const outcome = await renderText(PACKAGE, { fn: printing(stdout) })
  expect(shown(outcome)).toContain(`failed\nfn: ${code}`)
  expect(outcome.changes.size).toBe(0)
})

it.each([
  ['an item that is no KRM', (list: WireList) => { list.items.push({ kind: 'B' } as WireItem) }, 'KPT138'],
  ['two spellings of the path that differ', (list: WireList) => {
    at(list, 'a').metadata.annotations['config.kubernetes.io/path'] = 'x.yaml'
    at(list, 'a').metadata.annotations['internal.config.kubernetes.io/path'] = 'y.yaml'
  }, 'KPT137'],
  ['an index that is no number', (list: WireList) => {
    for (const key of ['', 'internal.']) at(list, 'a').metadata.annotations[`${key}config.kubernetes.io/index`] = 'x'
  }, 'KPT143'],
  ['a package outside', (list: WireList) => { at(list, 'a').metadata.annotations['internal.config.kubernetes.io/package-path'] = '/pp' }, 'KPT140'],
  ['two at one place', (list: WireList) => {
    for (const key of ['', 'internal.']) at(list, 'b').metadata.annotations[`${key}config.kubernetes.io/index`] = '0'
  }, 'KPT136'],
  ['a value of another kind', (list: WireList) => { (at(list, 'a') as { data: unknown }).data = 'x' }, 'KPT144'],
  ['a result without shape', (list: WireList) => { list.results = ['x'] }, 'KPT141'],
  ['results of severity error', (list: WireList) => { list.results = [{ message: 'm', severity: 'error' }] }, 'KPT131'],
])('refuses %s, and changes nothing', async (_, body, code) => {
  const outcome = await renderText(PACKAGE, { fn: program((list) => {
    at(list, 'b').data!['a'] = 'lost'
    body(list)
  }) })
  expect(shown(outcome)).toContain(`failed\nfn: ${code}`)
  expect(outcome.changes.size).toBe(0)
})

it('says all that is wrong with an answer', async () => {
  expect(await answering((list) => {
    delete (at(list, 'b').metadata as { name?: string }).name
    move(at(list, 'a'), '../a.yaml')
    list.items = list.items.filter((item) => item.kind !== 'Kptfile')
  })).toBe(`failed
fn: KPT139 it left out Kptfile; functions never delete a Kptfile; ConfigMap a may not go to "../a.yaml": it leaves the package; it returned something that is no KRM resource: it has no metadata.name (a.yaml)
`)
})

it('keeps the exit code of a program that fails, and what it printed', async () => {
  const outcome = await renderText(PACKAGE, { fn: printing('not yaml: [', 3, 'why\n') })
  expect(outcome.functions).toMatchObject([{ exitCode: 3, stderr: 'why\n', results: [] }])
  expect(outcome.events.findLast(({ type }) => type === 'failed')).toMatchObject({ exitCode: 3, stderr: 'why\n' })
})

it('lets kpt\'s verdict stand where that is asked for: the exit code alone', async () => {
  const fn = program((list) => {
    list.results = [{ message: 'm', severity: 'error' }]
  })
  expect((await renderText(PACKAGE, { fn }, { verdict: 'exit-code' })).ok).toBe(true)
})

it('sends a list in kpt\'s form, in LF, with values that end where the file ended', async () => {
  let sent = ''
  const text = `-- Kptfile --\n${kptfile('p', 'mutators:\n- exec: fn\n  configMap:\n    b: yes\n    a: "1"')}-- a.yaml --\n\r\n# head\r\nkind: A\r\napiVersion: v1\r\nmetadata:\r\n  name: a\r\ntext: |\r\n  no line break`
  await renderText(text, { fn: ({ input }) => {
    sent = input
    return { stdout: input, stderr: '', exitCode: 0 }
  } })
  expect(sent.slice(sent.indexOf('\n-\n') + 1)).toBe(`-

  # head
  kind: A
  apiVersion: v1
  metadata:
    name: a
    annotations:
      config.kubernetes.io/index: '0'
      config.kubernetes.io/path: 'a.yaml'
      internal.config.kubernetes.io/index: '0'
      internal.config.kubernetes.io/package-path: '/p'
      internal.config.kubernetes.io/path: 'a.yaml'
      internal.config.kubernetes.io/seqindent: 'compact'
      internal.config.kubernetes.io/annotations-migration-resource-id: '1'
      internal.config.kubernetes.io/id: '2'
      config.k8s.io/id: '2'
  text: |-
    no line break
functionConfig:
  apiVersion: v1
  kind: ConfigMap
  metadata:
    name: function-input
  data:
    b: "yes"
    a: "1"
`)
})
