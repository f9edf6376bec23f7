import { expect, test } from 'vitest'
import { parsePrefix } from './parse-prefix.ts'

test.each([
  ['10.1.2.3/8', { family: 4, address: 0x0a01_0203n, length: 8, first: 0x0a00_0000n, last: 0x0aff_ffffn }],
  ['0.0.0.0/0', { family: 4, address: 0n, length: 0, first: 0n, last: 0xffff_ffffn }],
  ['192.168.0.1/32', { family: 4, address: 0xc0a8_0001n, length: 32, first: 0xc0a8_0001n, last: 0xc0a8_0001n }],
  ['::/0', { family: 6, address: 0n, length: 0, first: 0n, last: (1n << 128n) - 1n }],
  ['::1/128', { family: 6, address: 1n, length: 128, first: 1n, last: 1n }],
  ['::ffff:10.0.0.1/104', { family: 6, address: 0xffff_0a00_0001n, length: 104, first: 0xffff_0a00_0000n, last: 0xffff_0aff_ffffn }],
])('%s is a prefix', (text, value) => {
  expect(parsePrefix(text)).toEqual({ ok: true, value })
})

test.each([
  ['', 'empty', 0],
  ['/24', 'empty', 0],
  ['10.0.0.0', 'length-missing', 8],
  ['::', 'length-missing', 2],
  ['10.0.0', 'octets-missing', 6],
  ['10.0.0.0/', 'length-empty', 9],
  ['10.0.0.0/33', 'length-over', 9],
  ['10.0.0.0/99999999999999999999999999', 'length-over', 9],
  ['::/129', 'length-over', 3],
  ['10.0.0.0/08', 'length-leading-zero', 9],
  ['10.0.0.0/00', 'length-leading-zero', 9],
  ['10.0.0.0/+8', 'character', 9],
  ['10.0.0.0/-1', 'character', 9],
  ['10.0.0.0/8/9', 'length-unexpected', 10],
  ['10.0.0.0/ 8', 'space', 9],
  ['10.0.0.0/8 ', 'space', 10],
  ['10.0.0.0 /8', 'space', 8],
  ['10.0.0.0/8x', 'character', 10],
  ['10.0.0.0/255.0.0.0', 'netmask', 9],
  ['10.0.0.0/0.255.255.255', 'netmask', 9],
  ['::/ffff::', 'netmask', 3],
  ['10.0.0.0/::', 'netmask', 9],
  ['fe80::1%eth0/64', 'zone', 7],
  ['1.2.3.4:5/64', 'character', 7],
])('%s is refused: %s at %i', (text, reason, at) => {
  expect(parsePrefix(text)).toEqual({ ok: false, reason, at })
})
