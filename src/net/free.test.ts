import { expect, test } from 'vitest'
import { blocks } from '../../test/net/from-text.ts'
import { formatAddress, formatPrefix } from './format.ts'
import { countFreePrefixes, firstFree, freePrefixes, nextFreePrefix } from './free.ts'

test.each([
  ['10.0.0.0/24', '', '10.0.0.0'],
  ['10.0.0.0/24', '10.0.0.0/31 10.0.0.3', '10.0.0.2'],
  ['10.0.0.0/24', '10.0.0.0/24', undefined],
  ['', '', undefined],
  ['10.0.0.0/31 10.0.1.0/24', '10.0.0.0/24', '10.0.1.0'],
  ['fd00::/64 10.0.0.9', '10.0.0.9', 'fd00::'],
])('in %s without %s the first free address is %s', (pools, used, expected) => {
  const address = firstFree(blocks(pools), blocks(used))
  expect(address && formatAddress(address)).toBe(expected)
})

test.each([
  ['10.0.0.0/16', '', 24, '10.0.0.0/24'],
  ['10.0.0.0/16', '10.0.0.1', 24, '10.0.1.0/24'],
  ['10.0.0.0/16', '10.0.0.0/24 10.0.1.128/25', 24, '10.0.2.0/24'],
  ['10.0.0.0/16', '10.0.0.0/24 10.0.1.128/25', 25, '10.0.1.0/25'],
  ['10.0.0.0/24', '10.0.0.255', 24, undefined],
  ['10.0.0.0/24', '', 23, undefined],
  ['10.0.0.1-10.0.1.255', '', 24, '10.0.1.0/24'],
  ['10.0.0.1-10.0.1.254', '', 24, undefined],
  ['10.0.0.0/25 10.0.0.128/25', '', 24, '10.0.0.0/24'],
  ['10.0.0.0/24', '10.0.0.0', 32, '10.0.0.1/32'],
  ['0.0.0.0/0', '', 0, '0.0.0.0/0'],
  ['255.255.255.255', '', 32, '255.255.255.255/32'],
  ['10.0.0.0/24', '', 33, undefined],
  ['10.0.0.0/24', '', -1, undefined],
  ['10.0.0.0/24', '', 24.5, undefined],
  ['fd00::/48', '', 24, undefined],
])('in %s without %s the next free /%d is %s', (pools, used, length, expected) => {
  const prefix = nextFreePrefix(blocks(pools), blocks(used), { family: 4, length })
  expect(prefix && formatPrefix(prefix)).toBe(expected)
})

test('IPv6 prefixes are found among pools of both families', () => {
  const size = { family: 6, length: 64 } as const
  const pools = blocks('10.0.0.0/8 fd00::/48')
  const used = blocks('10.0.0.0/24 fd00::/64 fd00:0:0:2::1')
  const free = freePrefixes(pools, used, size)
  expect([free.next().value, free.next().value].map((prefix) => prefix && formatPrefix(prefix))).toEqual(['fd00:0:0:1::/64', 'fd00:0:0:3::/64'])
  expect(countFreePrefixes(pools, used, size)).toBe(65_534n)
})

test('all free prefixes, in order', () => {
  const pools = blocks('10.0.0.0/28 10.0.1.0/30')
  const used = blocks('10.0.0.5')
  const size = { family: 4, length: 30 } as const
  expect([...freePrefixes(pools, used, size)].map(formatPrefix)).toEqual(['10.0.0.0/30', '10.0.0.8/30', '10.0.0.12/30', '10.0.1.0/30'])
  expect(countFreePrefixes(pools, used, size)).toBe(4n)
  expect(countFreePrefixes(pools, used, { family: 4, length: 27 })).toBe(0n)
  expect(countFreePrefixes(pools, used, { family: 4, length: 33 })).toBe(0n)
})
