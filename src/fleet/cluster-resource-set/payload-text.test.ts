import fc from 'fast-check'
import { load } from 'js-yaml'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { decodeBlockScalar, literalBlock } from '#krm/block-scalar.ts'
import type { PlainMap, PlainValue } from '#krm/print.ts'
import { Resource } from '#krm/resource.ts'
import { compactDocument, withoutDescriptions, yamlDocument } from './payload-text.ts'

const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: fc.constantFrom('a', ' ', '\t', '\n', '\r', ':', '#', '-', '"', '\\', '\u{1F600}', '\u2028', '\x7f', '\x85', '\ufeff', 'é') }))
const scalar = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null), fc.double({ noNaN: true, noDefaultInfinity: true }).filter((n) => !Object.is(n, -0) && (!Number.isInteger(n) || Number.isSafeInteger(n))))
const { value } = fc.letrec<{ value: PlainValue; map: PlainMap }>((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, scalar, fc.array(tie('value'), { maxLength: 3 }), tie('map')),
  map: fc.array(fc.tuple(text.filter((key) => key !== ''), tie('value')), { maxLength: 4 }).map((entries) => new Map(entries)),
}))
const object = fc.array(fc.tuple(text.filter((key) => key !== ''), value), { minLength: 1, maxLength: 5 }).map((entries) => new Map(entries))

/** The same without Maps, as parsers give it. */
function plain(value: PlainValue): unknown {
  if (Array.isArray(value)) return value.map((item: PlainValue) => plain(item))
  return value instanceof Map ? Object.fromEntries([...value].map(([key, child]) => [key, plain(child)])) : value
}

const ours = (document: string): unknown => plain(new Resource(document, 'document', { path: '', index: 0 }).field().value!)

describe('both forms', () => {
  for (const [name, write] of [['block style', yamlDocument], ['compact', compactDocument]] as const) {
    it(`${name}: what is written is read back by three parsers`, () => {
      fc.assert(
        fc.property(object, (map) => {
          const document = write(map)
          expect(ours(document)).toEqual(plain(map))
          expect(load(document)).toEqual(plain(map))
          expect(parse(document)).toEqual(plain(map))
        }),
      )
    })

    it(`${name}: the text is always a literal block in a ConfigMap, and comes back byte for byte`, () => {
      fc.assert(
        fc.property(object, (map) => {
          const document = write(new Map<string, PlainValue>([['apiVersion', 'v1'], ...map]))
          const block = literalBlock(document, 4)
          expect(block).toBeDefined()
          const header = block!.slice(0, block!.indexOf('\n'))
          expect(decodeBlockScalar(header, `${block!.slice(header.length + 1)}\n`, 2)).toEqual({ value: document })
        }),
      )
    })
  }

  it('is one line without blanks when compact', () => {
    const map = new Map<string, PlainValue>([['a', [1, true, null, 1.5]], ['b', new Map([['c', 'd e']])], ['n', 12345678901234567890n]])
    expect(compactDocument(map)).toBe('{"a":[1,true,null,1.5],"b":{"c":"d e"},"n":12345678901234567890}\n')
  })

  it('escapes what YAML would not take raw and leaves the rest of Unicode alone', () => {
    expect(compactDocument(new Map([['a', 'é\u{1F600}\x85\u2028<&>']]))).toBe(String.raw`{"a":"é\U0001F600\u0085\u2028<&>"}` + '\n')
  })
})

describe('withoutDescriptions', () => {
  const crd = (schema: PlainValue): PlainMap => new Map<string, PlainValue>([['spec', new Map<string, PlainValue>([['versions', [new Map([['schema', new Map([['openAPIV3Schema', schema]])]])]]])]])

  it('drops them in every schema, and keeps a property, a default and an enum that are called so', () => {
    const schema = {
      description: 'gone',
      properties: { description: { type: 'string', description: 'gone' }, list: { items: { description: 'gone', allOf: [{ description: 'gone', minimum: 1 }] } } },
      additionalProperties: { description: 'gone', type: 'string' },
      default: { description: 'stays' },
      enum: ['description'],
      not: { description: 'gone' },
    }
    const lean = {
      properties: { description: { type: 'string' }, list: { items: { allOf: [{ minimum: 1 }] } } },
      additionalProperties: { type: 'string' },
      default: { description: 'stays' },
      enum: ['description'],
      not: {},
    }
    expect(load(compactDocument(withoutDescriptions(crd(schema))!))).toEqual({ spec: { versions: [{ schema: { openAPIV3Schema: lean } }] } })
  })

  it('knows what is no CRD', () => {
    expect(withoutDescriptions(new Map([['spec', 'x']]))).toBeUndefined()
    expect(load(compactDocument(withoutDescriptions(crd(true))!))).toEqual({ spec: { versions: [{ schema: { openAPIV3Schema: true } }] } })
  })
})
