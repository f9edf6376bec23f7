import { expect, test } from 'vitest'
import { prefix } from '../../test/net/from-text.ts'
import { formatAddress, formatRange } from './format.ts'
import { parseAddress } from './parse-address.ts'
import { broadcastOf, hostsOf, roleIn } from './role.ts'

test.each([
  ['10.0.0.0/24', '10.0.0.0', 'network'],
  ['10.0.0.0/24', '10.0.0.1', 'host'],
  ['10.0.0.0/24', '10.0.0.254', 'host'],
  ['10.0.0.0/24', '10.0.0.255', 'broadcast'],
  ['10.0.0.0/24', '10.0.1.0', 'outside'],
  ['10.0.0.0/24', '9.255.255.255', 'outside'],
  ['10.0.0.0/24', '::1', 'outside'],
  ['10.0.0.9/30', '10.0.0.8', 'network'],
  ['10.0.0.9/30', '10.0.0.11', 'broadcast'],
  ['10.0.0.8/31', '10.0.0.8', 'host'],
  ['10.0.0.8/31', '10.0.0.9', 'host'],
  ['10.0.0.8/32', '10.0.0.8', 'host'],
  ['10.0.0.8/32', '10.0.0.9', 'outside'],
  ['fd00::/64', 'fd00::', 'router-anycast'],
  ['fd00::/64', 'fd00::1', 'host'],
  ['fd00::/64', 'fd00::ffff:ffff:ffff:ffff', 'host'],
  ['fd00::/126', 'fd00::', 'router-anycast'],
  ['fd00::/126', 'fd00::3', 'host'],
  ['fd00::/127', 'fd00::', 'host'],
  ['fd00::/128', 'fd00::', 'host'],
  ['fd00::/128', 'fd00::1', 'outside'],
])('in %s the address %s is: %s', (prefixText, addressText, role) => {
  const address = parseAddress(addressText)
  expect(address.ok && roleIn(prefix(prefixText), address.value)).toBe(role)
})

test.each([
  ['10.0.0.5/24', '10.0.0.255', '10.0.0.1-10.0.0.254'],
  ['10.0.0.0/30', '10.0.0.3', '10.0.0.1-10.0.0.2'],
  ['10.0.0.1/31', undefined, '10.0.0.0-10.0.0.1'],
  ['10.0.0.1/32', undefined, '10.0.0.1-10.0.0.1'],
  ['0.0.0.0/0', '255.255.255.255', '0.0.0.1-255.255.255.254'],
  ['fd00::/64', undefined, 'fd00::1-fd00::ffff:ffff:ffff:ffff'],
  ['fd00::/126', undefined, 'fd00::1-fd00::3'],
  ['fd00::1/127', undefined, 'fd00::-fd00::1'],
  ['fd00::1/128', undefined, 'fd00::1-fd00::1'],
])('%s: broadcast %s, hosts %s', (text, broadcast, hosts) => {
  const address = broadcastOf(prefix(text))
  expect(address && formatAddress(address)).toBe(broadcast)
  expect(formatRange(hostsOf(prefix(text)))).toBe(hosts)
  expect(Object.keys(hostsOf(prefix(text)))).toEqual(['family', 'first', 'last'])
})
