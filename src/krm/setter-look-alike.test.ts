import { describe, expect, it } from 'vitest'
import { Resource } from './resource.ts'
import { findLookAlikes } from './setter-look-alike.ts'
import { planSetters } from './setters.ts'

/** `why: text` of each look-alike; once as it stands, once with an anchor that needs the tree. */
function alikes(text: string): string[] {
  const found = [text, `${text}zz: &z 1\n`].map((one) => {
    const resource = new Resource(one, 'document', { path: 'a.yaml', index: 0 })
    return findLookAlikes(resource, planSetters(resource, new Map()).hits).map(({ why, text: spelt }) => `${why}: ${spelt}`)
  })
  expect(found[1]).toEqual(found[0])
  return found[0]!
}

describe('findLookAlikes', () => {
  it.each([
    ['a: x #kpt-set: ${n}\n', 'blanks: #kpt-set: ${n}'],
    ['a: x # kpt-set:${n}\n', 'blanks: # kpt-set:${n}'],
    ['a: x #  kpt-set: ${n}\n', 'blanks: #  kpt-set: ${n}'],
    ['a: x # kpt-set ${n}\n', 'blanks: # kpt-set ${n}'],
    ['a: x # kpt-set:\n', 'blanks: # kpt-set:'],
    ['a: x # note # kpt-set: ${n}\n', 'notFirst: # kpt-set: ${n}'],
    ['a: # kpt-set: ${n}\n  b: x\n', 'noScalar: # kpt-set: ${n}'],
    ['a: # kpt-set: ${n}\nb: x\n', 'noScalar: # kpt-set: ${n}'],
    ['a:\n- # kpt-set: ${n}\n  b: x\n', 'noScalar: # kpt-set: ${n}'],
    ['a: |\n  b: x # kpt-set: ${n}\n', 'value: # kpt-set: ${n}'],
    ['a: |\n  b: "x" # kpt-set: ${n}\n', 'value: # kpt-set: ${n}'],
    ['a: "x # kpt-set: ${n}"\n', 'value: # kpt-set: ${n}'],
    ["a: 'x # kpt-set: ${n}-y'\n", 'value: # kpt-set: ${n}-y'],
    ['a: x # {"$kpt-set":"n"}\n', 'old: # {"$kpt-set":"n"}'],
    ['a:\n- x #{ "$kpt-set": "n-1" } \n', 'old: #{ "$kpt-set": "n-1" }'],
    ['a: {b: x} # kpt-set: ${n}\n', 'noScalar: # kpt-set: ${n}'],
  ])('%j', (text, expected) => expect(alikes(text)).toEqual([expected]))

  it.each([
    'a: x # kpt-set: ${n}\n',
    'a: x # kpt-set: ${n} # kpt-set: ${m}\n',
    'a: # kpt-set: ${n}\n- x\n',
    'a: | # kpt-set: ${n}\n  x\n',
    '# a: x #kpt-set: ${n}\na: x\n',
    '# kpt-set: ${n}\na: x\n',
    'a: x # see kpt-set\n',
    'a: |\n  # kpt-set: ${n}\n  x\n',
    'a: |\n  Mark it with # kpt-set: ${n} and render.\n',
    'a: "# kpt-set: ${n}"\n',
    'a: |\n  Mark it with `# kpt-set: ${n}` and render.\n',
    "a: |\n  The comment '# kpt-set: ${n}' marks it.\n",
    'a: the kpt-set comment\n',
    'a: kpt-set:x\n',
    'a: x # see {"$kpt-set":"n"} of kpt 0.39\n',
    'a: \'x # {"$kpt-set":"n"}\'\n',
  ])('%j is none', (text) => expect(alikes(text)).toEqual([]))

  it('stays quick on a long line and on many lines', () => {
    const json = `{"a": [${'"x # kpt-set: ${n}", '.repeat(20_000)}"y"]}\n`
    expect(alikes(`a: ${json}`)).toHaveLength(10)
    const lines = `a: {\n${Array.from({ length: 5000 }, (_, index) => `  k${index}: x, # kpt-set: \${n}\n`).join('')}}\n`
    expect(alikes(lines)).toHaveLength(5000)
  })
})
