// The positioned JSON reader against JSON.parse, and its places in scalars of every style.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Resource } from '#krm/resource.ts'
import { JsonValue, readJsonField } from '#fleet/network/json-field.ts'
import { parseJson, type JsonNode } from '#fleet/network/json-text.ts'
import { nameOf, placeOfSpot } from '#fleet/network/spot.ts'

function plain(node: JsonNode): unknown {
  switch (node.kind) {
    case 'null':
      return null
    case 'list':
      return node.items.map(plain)
    case 'map':
      return new Map([...node.entries].map(([key, value]) => [key, plain(value)]))
    default:
      return node.value
  }
}

function asMaps(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asMaps)
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value).map(([key, child]) => [key, asMaps(child)])) : value
}

/** What JSON.parse makes of a text, maps as Maps in the order of first mention; undefined when it refuses it. */
function reference(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: asMaps(JSON.parse(text)) }
  } catch {
    return undefined
  }
}

const sorted = (value: unknown): unknown =>
  value instanceof Map ? [...value].toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)).map(([key, child]) => [key, sorted(child)]) : Array.isArray(value) ? value.map(sorted) : value

const LETTERS = ['{', '}', '[', ']', ',', ':', '"', '\\', 'u0041', 'n', ' ', '\n', '\t', '1', '0', '-', '.', 'e5', 'true', 'null', 'a', '"k"', "'", '/', '#', '\u2028', 'é']

describe('parseJson', () => {
  it('reads what JSON.parse reads', () => {
    fc.assert(fc.property(fc.json({ maxDepth: 6 }), fc.constantFrom(undefined, 1, '\t'), (text, space) => {
      const spaced = space === undefined ? text : JSON.stringify(JSON.parse(text), undefined, space)
      const parsed = parseJson(spaced)
      expect('root' in parsed && sorted(plain(parsed.root))).toEqual(sorted(asMaps(JSON.parse(spaced))))
    }), { numRuns: 400 })
  })

  it('refuses what JSON.parse refuses, at a place in the text', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...LETTERS), maxLength: 14 }), (text) => {
      const parsed = parseJson(text)
      const expected = reference(text)
      if ('root' in parsed) expect({ value: sorted(plain(parsed.root)) }).toEqual(expected && { value: sorted(expected.value) })
      else {
        expect(expected).toBeUndefined()
        expect(parsed.offset).toBeGreaterThanOrEqual(0)
        expect(parsed.offset).toBeLessThanOrEqual(text.length)
      }
    }), { numRuns: 3000 })
  })

  it.each([
    ['{"a": 1,}', 'a comma stands before the closing }', 7],
    ['{"a": 1 "b": 2}', 'a comma or } is missing', 7],
    ["{'a': 1}", "'a' (in single quotes) stands where a key in double quotes belongs", 1],
    ['{"a": nothing}', '"nothing" is no JSON value', 6],
    ['{"a" 1}', 'a colon is missing after the key "a"', 5],
    ['{"a": [1, 2', 'the text ends before the closing ]', 11],
    ['{"a": "b\n"}', 'a string is not closed on its line', 6],
    ['{"a": 01}', 'a comma or } is missing', 7],
    ['{} x', '"x" follows after the end of the JSON value', 3],
    ['{"a": 1 // why\n}', 'JSON has no comments', 8],
    ['', 'the text ends where a value belongs', 0],
    ['"\\q"', '\\q is no escape that JSON knows', 1],
    ['{"a": ${range}}', '"${range}" is no JSON value', 6],
  ])('says what is wrong with %s', (text, message, offset) => {
    expect(parseJson(text)).toEqual({ message, offset })
  })

  it('stops at a depth that no configuration has', () => {
    expect(parseJson('['.repeat(100_000))).toMatchObject({ message: 'more than 100 levels' })
  })
})

/** A resource whose spec.config is written so, read back as places of `ipam.range`. */
function placeIn(scalar: string): string {
  const resource = new Resource(`kind: X\nspec:\n  config: ${scalar}\n`, 'document', { path: 'a.yaml', index: 0, linesBefore: 0 })
  const json = readJsonField(resource.field('spec', 'config'))!
  if ('message' in json) return `${nameOf(json.at)} ${json.message}`
  const value: JsonValue = json.root.get('ipam')!.get('range')!
  const { line, column } = placeOfSpot(value.at).position!
  return `${value.string?.value} ${nameOf(value.at)} ${line}:${column}`
}

describe('readJsonField', () => {
  it.each([
    ['|\n    {"ipam": {\n      "range": "r"\n    }}', 'r ipam.range, line 2 of spec.config 5:16'],
    ['|2-  # why\n    {"ipam": {\n      "range": "r"\n    }}', 'r ipam.range, line 2 of spec.config 5:16'],
    ['>\n    {"ipam": {\n\n      "range": "r"\n    }}', 'r ipam.range, line 3 of spec.config 6:16'],
    ["'{\"ipam\": {\n      \"range\": \"r\"\n    }}'", 'r ipam.range, line 2 of spec.config 4:16'],
    ["'{\"ipam\": {\"it''s\": 1, \"range\": \"r\"}}'", 'r ipam.range, line 1 of spec.config 3:11'],
    ['"{\\"ipam\\": {\\n\\"range\\": \\"r\\"}}"', 'r ipam.range, line 2 of spec.config 3:11'],
    ['>\n    {"ipam": {"range": "r\n    s"}}', 'r s ipam.range, line 1 of spec.config 3:11'],
    ['|\n    {"ipam": {\n      "range": "r",\n    }}', 'line 2 of spec.config a comma stands before the closing }'],
  ])('finds the place in %s', (scalar, expected) => {
    expect(placeIn(scalar)).toBe(expected)
  })

  it('leaves a field alone that holds no text', () => {
    const resource = new Resource('a: 5\nb: {c: 1}\nc: ""\nd: null\ne: |\n\n', 'document')
    for (const key of ['a', 'b', 'c', 'd', 'e', 'f']) expect(readJsonField(resource.field(key))).toBeUndefined()
  })
})
