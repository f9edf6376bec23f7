import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isIP, isIPv6 } from 'node:net'
import { formatAddress, formatPrefix, formatRange } from '#net/format.ts'
import { parseAddress } from '#net/parse-address.ts'
import { parseBlock } from '#net/parse-block.ts'
import { parsePrefix } from '#net/parse-prefix.ts'
import { parseRange } from '#net/parse-range.ts'
import { REASONS } from '#net/refusal.ts'
import { address, addressText, prefix, prefixText, rangeIn } from './generators.ts'
import { runs } from './runs.ts'

test('what was formatted is parsed to the same value', () => {
  fc.assert(fc.property(address, (value) => void expect(parseAddress(formatAddress(value))).toEqual({ ok: true, value })), runs(100))
  fc.assert(fc.property(prefix, (value) => void expect(parsePrefix(formatPrefix(value))).toEqual({ ok: true, value })), runs(100))
  fc.assert(
    fc.property(fc.oneof(rangeIn(4), rangeIn(6)), (range) => {
      expect(parseRange(formatRange(range))).toEqual({ ok: true, value: { ...range, prefix: undefined } })
    }),
    runs(100),
  )
})

test("what Node's net.isIP accepts is accepted, zones aside, and nothing else", () => {
  fc.assert(
    fc.property(addressText, (text) => {
      const parsed = parseAddress(text)
      expect(parsed.ok ? parsed.value.family : 0).toBe(text.includes('%') ? 0 : isIP(text))
      if (!parsed.ok && parsed.reason === 'zone') expect(isIPv6(text) || !isIP(text)).toBe(true)
    }),
    runs(20_000),
  )
})

test('a refusal points into the text and has a known reason; no text makes a parser throw', () => {
  fc.assert(
    fc.property(fc.oneof(prefixText, addressText, fc.tuple(addressText, prefixText).map((parts) => parts.join('-')), fc.string()), (text) => {
      for (const parse of [parseAddress, parsePrefix, parseRange, parseBlock]) {
        const parsed = parse(text)
        if (parsed.ok) continue
        expect(Object.keys(REASONS)).toContain(parsed.reason)
        expect(parsed.at).toBeGreaterThanOrEqual(0)
        expect(parsed.at).toBeLessThanOrEqual(text.length)
        expect(Number.isInteger(parsed.at)).toBe(true)
      }
    }),
    runs(5000),
  )
})

test('canonical text has at most 39 characters and no capital letter', () => {
  fc.assert(fc.property(address, (value) => void expect(formatAddress(value)).toMatch(/^[0-9a-f:.]{2,39}$/)), runs(100))
})
