import { expect, test } from 'vitest'
import { parseAddress } from './parse-address.ts'

const value = (text: string): unknown => {
  const address = parseAddress(text)
  return address.ok ? [address.value.family, address.value.value] : [address.reason, address.at]
}

test.each([
  ['0.0.0.0', 4, 0n],
  ['255.255.255.255', 4, 0xffff_ffffn],
  ['10.0.200.9', 4, 0x0a00_c809n],
  ['1.2.3.4', 4, 0x0102_0304n],
  ['::', 6, 0n],
  ['::1', 6, 1n],
  ['1::', 6, 1n << 112n],
  ['1:2:3:4:5:6:7:8', 6, 0x0001_0002_0003_0004_0005_0006_0007_0008n],
  ['0001:0002:0003:0004:0005:0006:0007:0008', 6, 0x0001_0002_0003_0004_0005_0006_0007_0008n],
  ['1:2:3:4:5:6:7::', 6, 0x0001_0002_0003_0004_0005_0006_0007_0000n],
  ['::2:3:4:5:6:7:8', 6, 0x0000_0002_0003_0004_0005_0006_0007_0008n],
  ['1:2::7:8', 6, 0x0001_0002_0000_0000_0000_0000_0007_0008n],
  ['1::3:4:5:6:7:8', 6, 0x0001_0000_0003_0004_0005_0006_0007_0008n],
  ['ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 6, (1n << 128n) - 1n],
  ['abcd:ef01:2345:6789:ABCD:EF01:aF9:0', 6, 0xabcd_ef01_2345_6789_abcd_ef01_0af9_0000n],
  ['::ffff:1.2.3.4', 6, 0xffff_0102_0304n],
  ['::FFFF:255.255.255.255', 6, 0xffff_ffff_ffffn],
  ['::1.2.3.4', 6, 0x0102_0304n],
  ['64:ff9b::192.0.2.33', 6, 0x0064_ff9b_0000_0000_0000_0000_c000_0221n],
  ['1:2:3:4:5:6:1.2.3.4', 6, 0x0001_0002_0003_0004_0005_0006_0102_0304n],
  ['1:2:3:4:5::1.2.3.4', 6, 0x0001_0002_0003_0004_0005_0000_0102_0304n],
])('%s is an address', (text, family, number) => {
  expect(value(text)).toEqual([family, number])
})

test.each([
  ['', 'empty', 0],
  ['10', 'octets-missing', 2],
  ['10.1', 'octets-missing', 4],
  ['10.1.2', 'octets-missing', 6],
  ['1.2.3.4.5', 'octets-many', 7],
  ['1.2.3.4.', 'octets-many', 7],
  ['1.2.3.', 'octet-empty', 6],
  ['.1.2.3', 'octet-empty', 0],
  ['1..2.3', 'octet-empty', 2],
  ['010.0.0.1', 'octet-leading-zero', 0],
  ['10.0.0.01', 'octet-leading-zero', 7],
  ['00.0.0.0', 'octet-leading-zero', 0],
  ['256.1.1.1', 'octet-over-255', 0],
  ['1.1.1.999999999999999999999', 'octet-over-255', 6],
  ['1.2.3.4:80', 'character', 7],
  ['1.2.3.a', 'character', 6],
  ['1.2.3.4a', 'character', 7],
  ['0x1.2.3.4', 'character', 1],
  ['1.2.3.-4', 'character', 6],
  ['1.2.3.１', 'character', 6],
  [' 1.2.3.4', 'space', 0],
  ['1.2.3.4\n', 'space', 7],
  ['1.2.3.4%eth0', 'zone', 7],
  ['1.2.3.4/24', 'length-unexpected', 7],
  ['localhost', 'character', 0],
  [':', 'group-empty', 0],
  [':1', 'group-empty', 0],
  [':::', 'group-empty', 2],
  ['1:::2', 'group-empty', 3],
  ['1:', 'group-empty', 2],
  ['::1:', 'group-empty', 4],
  ['1:2:3:4:5:6:7:8:', 'group-empty', 16],
  ['1::2::3', 'gap-twice', 4],
  ['::2::3', 'gap-twice', 3],
  ['1::2:3::', 'gap-twice', 6],
  ['12345::', 'group-long', 0],
  ['::00001', 'group-long', 2],
  ['1:2:3:4:5:6:7', 'groups-missing', 13],
  ['1:2:3:4:5:1.2.3.4', 'groups-missing', 17],
  ['1:2:3:4:5:6:7:8:9', 'groups-many', 16],
  ['1:2:3:4:5:6:7:8::', 'groups-many', 15],
  ['1:2:3:4::5:6:7:8', 'groups-many', 7],
  ['::1:2:3:4:5:6:7:8', 'groups-many', 0],
  ['1:2:3:4:5:6:7:1.2.3.4', 'groups-many', 14],
  ['1:2:3:4:5:6::1.2.3.4', 'groups-many', 11],
  ['1:2:3:4:5:6:7:8:1.2.3.4', 'groups-many', 16],
  ['::1.2.3', 'octets-missing', 7],
  ['::1.2.3.04', 'octet-leading-zero', 8],
  ['::256.2.3.4', 'octet-over-255', 2],
  ['::1.2.3.4:5', 'character', 9],
  ['::1:.2.3.4', 'octet-empty', 4],
  ['::.1.2.3', 'octet-empty', 2],
  ['::a.1.2.3', 'character', 2],
  ['fe80::1%eth0', 'zone', 7],
  ['fe80::%', 'zone', 6],
  ['[::1]', 'character', 0],
  ['::g', 'character', 2],
  ['::@', 'character', 2],
  ['::1G', 'character', 3],
  ['::1`', 'character', 3],
  ['::1 ', 'space', 3],
  ['::1/64', 'length-unexpected', 3],
  ['2001:db8::1-2', 'character', 11],
])('%s is refused: %s at %i', (text, reason, at) => {
  expect(value(text)).toEqual([reason, at])
})

test('an address that was refused half-way leaves nothing behind for the next one', () => {
  parseAddress('ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff')
  expect(value('::')).toEqual([6, 0n])
})
