import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import * as yaml from 'yaml'
import { anyValue } from '../../test/conformance/scalars/corpus.ts'
import { printDocument, printEntry, printItem, printJson, printYaml } from '#krm/print.ts'
import type { PlainValue } from '#krm/print.ts'

const RESOURCE: PlainValue = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'a', labels: {}, finalizers: [] },
  data: new Map<string, PlainValue>([
    ['enabled', 'yes'],
    ['script', '#!/bin/sh\necho hi\n'],
  ]),
  list: [1, [2, 3], { a: true, b: ['x'] }],
}

test('a resource as kpt prints it', () => {
  expect(printDocument(RESOURCE)).toBe(`apiVersion: v1
kind: ConfigMap
metadata:
  name: a
  labels: {}
  finalizers: []
data:
  enabled: "yes"
  script: |
    #!/bin/sh
    echo hi
list:
- 1
- - 2
  - 3
- a: true
  b:
  - x
`)
})

test('wide lists, and any column', () => {
  expect(printYaml({ a: ['x', { b: ['y\nz'] }] }, { indent: 4, sequenceIndent: 'wide' })).toBe(
    'a:\n      - x\n      - b:\n          - |-\n            y\n            z',
  )
  expect(printEntry('a', ['x'], { indent: 2, sequenceIndent: 'compact' })).toBe('a:\n  - x')
  expect(printEntry('a', { b: 1, c: {} }, { indent: 2, sequenceIndent: 'compact' })).toBe('a:\n    b: 1\n    c: {}')
  expect(printEntry('a', 'x\ny\n', { indent: 2, sequenceIndent: 'compact' })).toBe('a: |\n    x\n    y')
  expect(printItem({ a: 1, b: 2 }, { indent: 2, sequenceIndent: 'compact' })).toBe('- a: 1\n    b: 2')
})

test('a long key and a key of several lines stand after a question mark', () => {
  const long = 'k'.repeat(129)
  expect(printDocument({ [long]: { a: 1, b: 2 }, ['a\nb']: ['x'] })).toBe(`? ${long}\n: a: 1\n  b: 2\n? "a\\nb"\n: - x\n`)
  expect(printDocument({ ['é'.repeat(64)]: 1, ['é'.repeat(65)]: 1, ['漢'.repeat(43)]: 1 })).toBe(
    `${'é'.repeat(64)}: 1\n? ${'é'.repeat(65)}\n: 1\n? ${'漢'.repeat(43)}\n: 1\n`,
  )
})

test('JSON keeps the order of keys and exact integers', () => {
  expect(printJson({ b: [1, 2n ** 64n, []], a: { x: '<', y: {} } })).toBe(
    '{\n  "b": [\n    1,\n    18446744073709551616,\n    []\n  ],\n  "a": {\n    "x": "\\u003c",\n    "y": {}\n  }\n}\n',
  )
})

function plainObject(value: PlainValue): unknown {
  if (typeof value === 'bigint') return Number(value)
  if (Array.isArray(value)) return (value as PlainValue[]).map(plainObject)
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, item]) => [key, plainObject(item)]))
  return value
}

test('what is printed is read back', () => {
  fc.assert(
    fc.property(anyValue, fc.constantFrom('compact', 'wide'), (value, sequenceIndent) => {
      expect(yaml.parse(printDocument(value, sequenceIndent as 'compact' | 'wide'))).toEqual(plainObject(value))
      expect(JSON.parse(printJson(value))).toEqual(plainObject(value))
    }),
    { numRuns: 1000, seed: 15 },
  )
})
