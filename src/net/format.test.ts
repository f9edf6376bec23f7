import { expect, test } from 'vitest'
import { formatAddress, formatPrefix, formatRange } from './format.ts'
import { parseAddress } from './parse-address.ts'
import { prefixOf } from './prefix.ts'

// The texts of RFC 5952 are among these.
test.each([
  ['0.0.0.0', '0.0.0.0'],
  ['255.254.253.1', '255.254.253.1'],
  ['0:0:0:0:0:0:0:0', '::'],
  ['0:0:0:0:0:0:0:1', '::1'],
  ['1:0:0:0:0:0:0:0', '1::'],
  ['2001:0db8::0001', '2001:db8::1'],
  ['2001:db8:0:0:0:0:2:1', '2001:db8::2:1'],
  ['2001:db8::1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
  ['0:1:2:3:4:5:6:7', '0:1:2:3:4:5:6:7'],
  ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
  ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
  ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
  ['1:0:0:2:3:0:0:4', '1::2:3:0:0:4'],
  ['0:0:1:0:0:0:0:0', '0:0:1::'],
  ['2001:DB8::AbCd', '2001:db8::abcd'],
  ['::ffff:0102:0304', '::ffff:1.2.3.4'],
  ['::ffff:0:0', '::ffff:0.0.0.0'],
  ['::1.2.3.4', '::102:304'],
  ['64:ff9b::1.2.3.4', '64:ff9b::102:304'],
  ['ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
])('the canonical text of %s is %s', (text, canonical) => {
  const address = parseAddress(text)
  expect(address.ok && formatAddress(address.value)).toBe(canonical)
})

test('prefixes keep their host bits, ranges have two ends', () => {
  expect(formatPrefix(prefixOf({ family: 4, value: 0x0a01_0203n }, 8))).toBe('10.1.2.3/8')
  expect(formatPrefix(prefixOf({ family: 6, value: 1n }, 64))).toBe('::1/64')
  expect(formatRange({ family: 4, first: 1n, last: 1n })).toBe('0.0.0.1-0.0.0.1')
  expect(formatRange({ family: 6, first: 0n, last: 255n })).toBe('::-::ff')
})
