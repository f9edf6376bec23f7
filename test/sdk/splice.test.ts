import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { printDocument, type PlainMap, type PlainValue } from '#krm/print.ts'
import { sameValue } from '#krm/plain-value.ts'
import type { ResourceForm } from '#krm/origin.ts'
import { Resource } from '#krm/resource.ts'
import { objectOf, plainOf } from '#sdk/object-of.ts'
import { spliceDifferences } from '#sdk/splice-differences.ts'

/** The text after a function has changed the object of type T that it stands for, and whether it was spliced. */
function edited<T>(text: string, change: (object: T) => void, form: ResourceForm = 'document'): { text: string; kept: boolean } {
  const resource = new Resource(text, form)
  const object = objectOf(resource)!
  const before = plainOf(object) as PlainMap
  change(object as T)
  const kept = spliceDifferences(resource, before, plainOf(object) as PlainMap)
  return { text: resource.text, kept }
}

describe('differences become splices', () => {
  it('in block and flow text', () => {
    const { text, kept } = edited('a: {b: 1, c: [x, y]} # c\n# d\nd:\n- 1 # one\n- 2 # two\n- 3 # three\n', (o: { a: { b: number; c: string[] }; d: number[] }) => {
      o.a.b = 2
      o.a.c.push('z')
      o.d.splice(1, 1)
      o.d.push(4)
    })
    expect({ text, kept }).toEqual({ text: 'a: {b: 2, c: [x, y, z]} # c\n# d\nd:\n- 1 # one\n- 3 # three\n- 4\n', kept: true })
  })

  it('even where Kubernetes would read no difference', () => {
    const change = (o: { a: unknown }) => {
      o.a = true
    }
    expect(edited('a: yes # was a string to js-yaml 3\n', change).text).toBe('a: true # was a string to js-yaml 3\n')
  })

  it('undefined, functions and class instances are what js-yaml 3 writes of them', () => {
    const { text } = edited('a: 1\nb: 2\n', (o: Record<string, unknown>) => {
      o['a'] = undefined
      o['f'] = () => 1
      o['c'] = new (class {
        x = 1
        y = undefined
      })()
      o['l'] = [1, undefined, 2]
    })
    expect(text).toBe('b: 2\nc:\n  x: 1\nl:\n- 1\n- 2\n')
  })

  it('also where an anchor shares what changed; only a value that became several needs a new text', () => {
    const source = 'a: &x\n  b: 1 # one\nc: *x # two\nd: 1\n'
    interface Shared {
      a: { b: number }
      c: { b: number }
      d: number
    }
    const shared = edited<Shared>(source, (o) => {
      o.a.b = 2
    })
    expect(shared).toEqual({ text: 'a: &x\n  b: 2 # one\nc: # two\n  b: 2\nd: 1\n', kept: true })
    const beside = edited<Shared>(source, (o) => {
      o.d = 2
    })
    expect(beside).toEqual({ text: source.replace('d: 1', 'd: 2'), kept: true })
    const parted = edited<Shared>(source, (o) => {
      o.a = { b: 2 }
    })
    expect(parted).toEqual({ text: 'a:\n  b: 2\nc:\n  b: 1\nd: 1\n', kept: false })
  })

  it('what a merge key gave is written out', () => {
    const { text, kept } = edited<{ d: { b?: number } }>('a: &x {b: 1, c: 2} # a\nd:\n  <<: *x\n  e: 1 # e\n', (o) => {
      delete o.d.b
    })
    expect({ text, kept }).toEqual({ text: 'a: &x {b: 1, c: 2} # a\nd:\n  e: 1 # e\n  c: 2\n', kept: true })
  })

  it('in any form of a text', () => {
    const change = (o: { a: number }) => {
      o.a = 2
    }
    expect(edited('- a: 1 # x\n  b: 2\n', change, 'item').text).toBe('- a: 2 # x\n  b: 2\n')
    expect(edited('{"a": 1, "b": [1]}', change, 'flow').text).toBe('{"a": 2, "b": [1]}')
  })
})

const leaf = fc.oneof(fc.constantFrom('x', 'yes', '1', '', 'a: b', '- c', 'two\nlines\n', '# no'), fc.integer({ min: -5, max: 5 }), fc.boolean(), fc.constant(null))
const { value } = fc.letrec<{ value: PlainValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('name', 'a', 'b', 'c', 'key'), tie('value'), { maxKeys: 4 }),
  ),
}))
const map = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), value, { minKeys: 1, maxKeys: 4 })

describe('any two values', () => {
  it('a text of one becomes a text of the other', () => {
    fc.assert(
      fc.property(map, map, (before, after) => {
        const resource = new Resource(printDocument(before), 'document')
        expect(spliceDifferences(resource, plainOf(before) as PlainMap, plainOf(after) as PlainMap)).toBe(true)
        expect(sameValue(plainOf(objectOf(resource))!, plainOf(after)!)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})
