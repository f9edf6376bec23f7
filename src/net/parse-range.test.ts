import { expect, test } from 'vitest'
import { formatPrefix, formatRange } from './format.ts'
import { parseBlock } from './parse-block.ts'
import { parseRange } from './parse-range.ts'

const shown = (text: string): unknown => {
  const range = parseRange(text)
  if (!range.ok) return [range.reason, range.at]
  return range.value.prefix ? [formatRange(range.value), formatPrefix(range.value.prefix)] : formatRange(range.value)
}

test.each([
  ['10.0.0.1-10.0.0.9', '10.0.0.1-10.0.0.9'],
  ['10.0.0.1-10.0.0.1', '10.0.0.1-10.0.0.1'],
  ['fd00::1-fd00:0:0:0::FF', 'fd00::1-fd00::ff'],
  ['192.168.2.225-192.168.2.230/28', ['192.168.2.225-192.168.2.230', '192.168.2.230/28']],
  ['fd00::1-fd00::9/64', ['fd00::1-fd00::9', 'fd00::9/64']],
  ['10.0.0.0-10.0.0.255/24', ['10.0.0.0-10.0.0.255', '10.0.0.255/24']],
])('%s is a range', (text, expected) => {
  expect(shown(text)).toEqual(expected)
})

test.each([
  ['', 'dash-missing', 0],
  ['10.0.0.1', 'dash-missing', 8],
  ['10.0.0.0/24', 'dash-missing', 11],
  ['-10.0.0.1', 'empty', 0],
  ['10.0.0.1-', 'empty', 9],
  ['10.0.0.1-/24', 'empty', 9],
  ['10.0.0.1 - 10.0.0.9', 'space', 8],
  ['10.0.0.1- 10.0.0.9', 'space', 9],
  ['10.0.0.1-10.0.0', 'octets-missing', 15],
  ['10.0.0.1-9', 'octets-missing', 10],
  ['10.0.0.1-10.0.0.2-10.0.0.3', 'character', 17],
  ['10.0.0.1/24-10.0.0.2', 'length-unexpected', 8],
  ['10.0.0.1-10.0.0.9/33', 'length-over', 18],
  ['10.0.0.1-10.0.0.9/', 'length-empty', 18],
  ['10.0.0.1-10.0.0.9/255.255.255.0', 'netmask', 18],
  ['10.0.0.1-fd00::1', 'families-differ', 9],
  ['fd00::1-10.0.0.1', 'families-differ', 8],
  ['10.0.0.1-fd00::1/64', 'families-differ', 9],
  ['10.0.0.9-10.0.0.1', 'reversed', 9],
  ['10.0.0.9-10.0.0.1/24', 'reversed', 9],
  ['10.0.1.0-10.0.0.9/24', 'outside-prefix', 0],
  ['10.0.0.1-10.0.1.9/24', 'outside-prefix', 0],
])('%s is refused: %s at %i', (text, reason, at) => {
  expect(shown(text)).toEqual([reason, at])
})

test('a block is a range, a prefix or an address, whichever is written', () => {
  expect(parseBlock('10.0.0.1-10.0.0.2')).toMatchObject({ ok: true, value: { first: 0x0a00_0001n, last: 0x0a00_0002n } })
  expect(parseBlock('10.0.0.1-10.0.0.2/24')).toMatchObject({ ok: true, value: { last: 0x0a00_0002n, prefix: { length: 24 } } })
  expect(parseBlock('10.0.0.1/24')).toMatchObject({ ok: true, value: { first: 0x0a00_0000n, length: 24 } })
  expect(parseBlock('10.0.0.1')).toEqual({ ok: true, value: { family: 4, first: 0x0a00_0001n, last: 0x0a00_0001n } })
  expect(parseBlock('fd00::')).toMatchObject({ ok: true, value: { family: 6, first: 0xfd00n << 112n } })
  expect(parseBlock('10.0.0')).toEqual({ ok: false, reason: 'octets-missing', at: 6 })
})
