import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { PlainMap } from '#krm/print.ts'
import { clientSideBytes, jsonBytes, sizeOf, utf8Length, valueBytes } from './measure.ts'

const text = fc.string({ unit: fc.constantFrom('a', '"', '\\', '\n', '\x01', '\b', '<', '&', 'é', '€', '\u2028', '\u{1F600}') })

/** A text as Go's encoding/json writes it. */
const goJson = (value: unknown): string => JSON.stringify(value).replaceAll(/[<>&\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)

it('counts as UTF-8 and as Go', () => {
  fc.assert(
    fc.property(text, (value) => {
      expect(utf8Length(value)).toBe(Buffer.byteLength(value))
      expect(sizeOf(value)).toEqual({ bytes: Buffer.byteLength(value), escaped: Buffer.byteLength(goJson(value)) - 2 })
    }),
  )
})

it('counts whole values', () => {
  fc.assert(
    fc.property(fc.dictionary(text, fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null), fc.array(text), fc.dictionary(text, text))), (value) => {
      expect(jsonBytes(new Map(Object.entries(value)) as PlainMap)).toBe(Buffer.byteLength(goJson(value)))
    }),
  )
})

it('counts the annotations of a ConfigMap as kubectl apply leaves them', () => {
  const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', annotations: { note: 'é' } }, data: { 'a.yaml': 'a: <b>\n' } }
  const annotations = { ...configMap.metadata.annotations, 'kubectl.kubernetes.io/last-applied-configuration': `${goJson(configMap)}\n` }
  expect(clientSideBytes(configMap)).toBe(Object.entries(annotations).reduce((sum, [key, value]) => sum + Buffer.byteLength(key + value), 0))
})

it('counts the values of a ConfigMap, binary ones as the bytes that they stand for', () => {
  expect(valueBytes({ data: { a: 'é', b: 'xyz' } })).toBe(5)
  expect(valueBytes({ data: {}, binaryData: { c: Buffer.from([1, 2, 3, 4]).toString('base64') } })).toBe(4)
})
