import { expect, test } from 'vitest'
import { block, prefix } from '../../test/net/from-text.ts'
import { formatPrefix } from './format.ts'
import { contains } from './range.ts'
import { hasHostBits } from './prefix.ts'
import { specialUse, SPECIAL_BLOCKS } from './special.ts'
import { REGISTRY_4, REGISTRY_6 } from './special-registry.ts'

test.each([
  ['10.1.0.0/16', 'private', 'RFC 1918'],
  ['172.31.255.0/24', 'private', 'RFC 1918'],
  ['192.168.0.0/16', 'private', 'RFC 1918'],
  ['100.64.0.0/10', 'shared', 'RFC 6598'],
  ['127.0.0.1', 'loopback', 'RFC 1122, section 3.2.1.3'],
  ['169.254.1.0/24', 'link-local', 'RFC 3927'],
  ['0.0.0.0', 'this-network', 'RFC 1122, section 3.2.1.3'],
  ['0.0.0.0/31', 'this-network', 'RFC 791, section 3.2'],
  ['192.0.2.0/25', 'documentation', 'RFC 5737'],
  ['198.19.0.0/16', 'benchmarking', 'RFC 2544'],
  ['224.0.0.1', 'multicast', 'RFC 5771'],
  ['250.0.0.0/8', 'reserved', 'RFC 1112, section 4'],
  ['255.255.255.255', 'broadcast', 'RFC 8190, RFC 919, section 7'],
  ['192.0.0.9', 'protocol', 'RFC 7723'],
  ['192.0.0.11', 'protocol', 'RFC 6890, section 2.1'],
  ['fd00::/48', 'unique-local', 'RFC 4193, RFC 8190'],
  ['fe80::1', 'link-local', 'RFC 4291, section 2.5.6'],
  ['::1', 'loopback', 'RFC 4291, section 2.5.3'],
  ['::2', 'reserved', 'RFC 4291, section 2.4'],
  ['::ffff:10.0.0.1', 'translation', 'RFC 4291, section 2.5.5.2'],
  ['2001:db8::/32', 'documentation', 'RFC 3849'],
  ['3fff:fff::/32', 'documentation', 'RFC 9637'],
  ['2001:0:1::/48', 'translation', 'RFC 4380, RFC 8190'],
  ['5f00::/16', 'segment-routing', 'RFC 9602'],
  ['5e00::/16', 'reserved', 'RFC 4291, section 2.4'],
  ['ff02::1', 'multicast', 'RFC 4291, section 2.7'],
  ['fec0::/64', 'deprecated', 'RFC 3879'],
])('%s is %s by %s', (text, use, source) => {
  expect(specialUse(block(text)).within).toMatchObject({ use, source })
})

test.each([
  ['8.8.8.0/24', []],
  ['2a00::/12', []],
  ['172.0.0.0/8', ['172.16.0.0/12']],
  ['9.255.255.255-10.0.0.0', ['10.0.0.0/8']],
  ['172.31.255.255-172.32.0.0', ['172.16.0.0/12']],
  ['192.0.0.0/16', ['192.0.0.0/24', '192.0.0.0/29', '192.0.0.8/32', '192.0.0.9/32', '192.0.0.10/32', '192.0.0.170/31', '192.0.2.0/24']],
])('%s is within no block and touches %o', (text, touches) => {
  const answer = specialUse(block(text))
  expect(answer.within).toBeUndefined()
  expect(answer.touches.map(({ prefix }) => formatPrefix(prefix))).toEqual(touches)
})

test('a block may hold a range and smaller blocks lie inside of the range', () => {
  const answer = specialUse(block('192.88.99.0/24'))
  expect(answer.within?.source).toBe('RFC 7526')
  expect(answer.touches.map(({ source }) => source)).toEqual(['RFC 6751'])
})

test('blocks stand for the rows, have no host bits, nest or miss, and the larger one is first', () => {
  for (const [index, [text, use, global, name, source]] of [...REGISTRY_4, ...REGISTRY_6].entries()) {
    expect(SPECIAL_BLOCKS[index]).toEqual({ prefix: prefix(text), use, global, name, source })
  }
  for (const [index, larger] of SPECIAL_BLOCKS.entries()) {
    expect(hasHostBits(larger.prefix)).toBe(false)
    for (const later of SPECIAL_BLOCKS.slice(index + 1)) expect(contains(later.prefix, larger.prefix)).toBe(false)
  }
})

test('in IPv6 only space inside of 2000::/3 is ordinary', () => {
  for (let tenBits = 0n; tenBits < 1024n; tenBits++) {
    const answer = specialUse({ family: 6, first: tenBits << 118n, last: ((tenBits + 1n) << 118n) - 1n })
    expect(answer.within === undefined).toBe(tenBits >> 7n === 1n)
  }
})
