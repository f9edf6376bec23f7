import { describe, expect, it } from 'vitest'
import { printResourceList, readResourceList, type ResourceList } from './resource-list.ts'

function read(text: string): ResourceList {
  const answer = readResourceList(text)
  if ('problems' in answer) throw new Error(answer.problems.map(({ message }) => message).join())
  return answer.list
}

const HEAD = 'apiVersion: config.kubernetes.io/v1\nkind: ResourceList\n'

describe('the text of a list', () => {
  const cases: [string, string][] = [
    ['comments above the dashes', `${HEAD}items:\n# about a\n# more\n- kind: A\n  # in a\n# about b\n- kind: B # x\n`],
    ['comments behind the dashes, as kpt writes them', `${HEAD}items:\n- # about a\n  kind: A\n  # foot of a\n- kind: B\n`],
    ['functionConfig and results', `${HEAD}items:\n- kind: A\nfunctionConfig:\n  kind: C # c\nresults:\n- message: m\n  severity: info\n`],
    ['no items', `${HEAD}items: []\n`],
  ]
  it.each(cases)('comes out as it went in: %s', (_, text) => {
    expect(printResourceList(read(text))).toBe(text)
  })

  it('loses the comment of a removed item with it, and no other', () => {
    const list = read(`${HEAD}items:\n# about a\n- kind: A\n# about b\n- kind: B\n# about c\n- kind: C\n`)
    const items = list.items.filter(({ kind }) => kind !== 'B')
    expect(printResourceList({ ...list, items })).toBe(`${HEAD}items:\n# about a\n- kind: A\n# about c\n- kind: C\n`)
  })
})

describe('a list in another form', () => {
  it('keeps what stands in and above its items', () => {
    const text = `${HEAD}items:\n  # about a\n  - kind: A # a\n    spec:\n      x: 1\n      # last of a\n  # about b\n  - {kind: B}\n  - kind: C\n    # last of c\nfunctionConfig: {kind: F}\n`
    expect(printResourceList(read(text))).toBe(
      `${HEAD}items:\n# about a\n- kind: A # a\n  spec:\n    x: 1\n    # last of a\n# about b\n- {kind: B}\n- kind: C\n  # last of c\nfunctionConfig: {kind: F}\n`,
    )
  })

  it('may be JSON', () => {
    const list = read('{"apiVersion": "config.kubernetes.io/v1beta1", "kind": "ResourceList", "items": [{"kind": "A"}]}')
    expect(list.items.map(({ kind }) => kind)).toEqual(['A'])
    expect(list.apiVersion).toBe('config.kubernetes.io/v1beta1')
  })
})

describe('refused', () => {
  it.each([
    ['', 'KRM002'],
    ['\n  \n', 'KRM002'],
    ['kind: Deployment\nitems:\n- a: b\n', 'KRM002'],
    ['apiVersion: config.kubernetes.io/v2\nkind: ResourceList\nitems: []\n', 'KRM002'],
    [HEAD, 'KRM003'],
    [`${HEAD}items:\n`, 'KRM003'],
    [`${HEAD}items:\n- kind: A\n  metadata:\n    na`, 'KRM003'],
  ])('%j', (text, code) => {
    const answer = readResourceList(text)
    expect('problems' in answer && answer.problems.map((problem) => problem.code)).toEqual([code])
  })
})
