import { expect, test } from 'vitest'
import { REASONS } from './refusal.ts'

test('every reason says what it means, in words that differ', () => {
  const meanings = Object.values(REASONS)
  expect(new Set(meanings).size).toBe(meanings.length)
  expect(meanings.filter((meaning) => meaning.length < 20)).toEqual([])
  expect(Object.keys(REASONS)).toMatchInlineSnapshot(`
    [
      "empty",
      "space",
      "character",
      "zone",
      "octet-empty",
      "octet-leading-zero",
      "octet-over-255",
      "octets-missing",
      "octets-many",
      "group-empty",
      "group-long",
      "groups-missing",
      "groups-many",
      "gap-twice",
      "length-missing",
      "length-empty",
      "length-leading-zero",
      "length-over",
      "length-unexpected",
      "netmask",
      "dash-missing",
      "families-differ",
      "reversed",
      "outside-prefix",
    ]
  `)
})
