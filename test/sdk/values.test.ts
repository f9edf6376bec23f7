import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Resource } from '#krm/resource.ts'
import { readAsJsYaml3 } from '#sdk/js-yaml3-scalar.ts'
import { objectOf } from '#sdk/object-of.ts'
import { jsYaml3 } from './processes.ts'

describe('scalars', () => {
  const texts = ['0', '-0', '+0', '00', '0_', '0_7', '08', '019', '1_', '1:30', '01:30', '1:60', '1:30.5', '190:20:30', '0x_1', '0b_1', '0x', '.inf', '-.Inf', '.nan', '1.', '._', '00.5', '1e3', '0:0', '0o17', 'yes', 'on', 'True', '~', 'Null', 'nUll']
  it.each(texts)('%s is what js-yaml 3 reads', (text) => {
    expect(readAsJsYaml3(text)).toStrictEqual((jsYaml3.safeLoad(`k: ${text}`) as { k: unknown }).k)
  })

  it('are what js-yaml 3 reads, whatever they look like', () => {
    const text = fc.string({ unit: fc.constantFrom(...'0123456789_:.xbeE+-oaAfn~'), minLength: 1, maxLength: 9 })
    fc.assert(
      fc.property(text, (text) => {
        fc.pre(!/:$|^-$/.test(text))
        const { k } = jsYaml3.safeLoad(`k: ${text}`) as { k: unknown }
        fc.pre(!(k instanceof Date))
        expect(readAsJsYaml3(text)).toStrictEqual(k)
      }),
      { numRuns: 5000 },
    )
  })

  it('keep a date as it was written', () => {
    expect(readAsJsYaml3('2020-01-01')).toBe('2020-01-01')
  })
})

describe('objects', () => {
  it.each([
    ['merge keys', 'base: &b {x: 1, y: 2}\nd:\n  <<: *b\n  y: 3\n  z: 4\n'],
    ['several merges', 'a: &a {x: 1}\nb: &b {x: 2, y: 2}\nd:\n  x: 0\n  <<: [*a, *b]\n'],
    ['a quoted merge key', 'd: {"<<": 1}\n'],
    ['tags', 'a: !!str 1\nb: !!int "2"\nc: !!float 3\nd: !!bool "true"\n'],
    ['block scalars', 'a: |\n  x\n   y\n\nb: >-\n  x\n  y\n\n  z\n'],
    ['quotes', 'a: "x\\n\\u0041"\nb: \'it\'\'s\'\n'],
    ['keys', '1: a\n"2": b\ntrue: c\n'],
  ])('are what js-yaml 3 reads: %s', (_, text) => {
    expect(objectOf(new Resource(text, 'document'))).toStrictEqual(jsYaml3.safeLoad(text))
  })

  it('share what an alias shares', () => {
    const object = objectOf(new Resource('a: &x [1]\nb: *x\n', 'document'))
    expect(object?.['a']).toBe(object?.['b'])
  })

  it('hold __proto__ as a key of their own', () => {
    const object = objectOf(new Resource('__proto__: {x: 1}\n', 'document'))!
    expect(Object.keys(object)).toEqual(['__proto__'])
    expect(Object.getPrototypeOf(object)).toBe(Object.prototype)
  })
})
