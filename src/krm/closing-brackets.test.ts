import { describe, expect, it } from 'vitest'
import { readKrmFile } from './krm-file.ts'
import { printResourceList, readResourceList } from './resource-list.ts'
import { Resource } from './resource.ts'

/** What kpt v1.0.0-beta.60 sends for files whose flow collections hold comments. */
const WIRE = `apiVersion: config.kubernetes.io/v1
kind: ResourceList
items:
- {apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {a: b, # c
}}
- apiVersion: v1
  kind: ConfigMap
  metadata: {name: c, # foo
    labels: {a: b, # x
}, annotations: {config.kubernetes.io/index: '0'}}
  data: {a: b, # x
}
  x: [1, # y
    2, # z
  ]
  y: |
    }
    ]
- kind: Last
functionConfig:
  kind: C
  data: {a: b, # x
}
`

describe('brackets that close at the left margin', () => {
  const read = readResourceList(WIRE)
  if ('problems' in read) throw new Error(read.problems[0]!.message)
  const { items, functionConfig } = read.list
  const map = items[1]!

  it('are read, and cost nobody else his item', () => {
    expect(items.map(({ kind, name }) => [kind, name])).toEqual([['ConfigMap', 'a'], ['ConfigMap', 'c'], ['Last', '']])
    expect([...items, functionConfig!].flatMap((item) => item.problems())).toEqual([])
    expect(printResourceList(read.list)).toBe(WIRE)
    expect(map.field('x').value).toEqual([1, 2])
    expect(map.field('y').value).toBe('}\n]\n')
    expect(map.annotations.get('config.kubernetes.io/index')).toBe('0')
    expect(functionConfig!.field('data', 'a').string).toBe('b')
  })

  it('leave comments where they are and may be edited around', () => {
    expect([map.field('data', 'a').lineComment, map.field('x', 1).lineComment]).toEqual(['# x', '# z'])
    const edited = map.clone()
    edited.field('data', 'a').set('new')
    edited.field('metadata', 'labels', 'b').set('more')
    edited.field('x', 0).set(7)
    expect(edited.problems()).toEqual([])
    expect(edited.field('metadata', 'labels').value).toEqual(new Map([['a', 'b'], ['b', 'more']]))
    expect(edited.text).toContain('  data: {a: new, # x\n}\n')
    expect(edited.text).toContain('  x: [7, # y\n    2, # z\n  ]\n')
  })

  it('are read in files too, as kpt reads them', () => {
    const text = 'kind: A\nspec:\n  a: {\n    b: c # d\n}\n  e: [\n    1\n  ]\n'
    const file = readKrmFile('a.yaml', text)
    expect(file.problems).toEqual([])
    expect(file.resources[0]!.field('spec').value).toEqual(new Map<string, unknown>([['a', new Map([['b', 'c']])], ['e', [1]]]))
  })

  it.each(['kind: A\na: {b\nc: d\n', 'kind: A\n}\n', 'kind: A\na: {b: c\n]\n', 'kind: A\na: |\n  }\n b\n', '- x: |\n}"', 'kind: A\nb: |\n  x\n}\n'])('are refused where they close nothing: %j', (text) => {
    expect(new Resource(text, 'document').problems()).toHaveLength(1)
  })
})
