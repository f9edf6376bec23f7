/** Texts and values that have fooled parsers and printers, and generators of more of them. */

import * as fc from 'fast-check'
import type { PlainValue } from '#krm/print.ts'

const KEYWORDS = ['true', 'false', 'null', 'yes', 'no', 'on', 'off', 'y', 'n', '.inf', '-.inf', '+.inf', '.nan', '+.nan']

/** Plain texts, each a single logical line that every parser takes for one plain scalar. */
export const PLAIN_TEXTS: readonly string[] = [
  KEYWORDS.flatMap((word) => [word, word.toUpperCase(), word.charAt(0).toUpperCase() + word.slice(1), `${word}s`]),
  ['.Inf', '.NaN', '-.Inf', '+.INF', '.NaNs', 'nULL', 'yeS', 'tRUE', 'oN', '~', '~1', '<<', '=', '==', 'Nope', 'none'],
  ['0', '-0', '+0', '00', '-00', '1', '+1', '-1', '007', '017', '018', '08', '0755', '-017', '+017', '0o17', '-0o17', '+0o17'],
  ['0O17', '0o8', '0o', '0b11', '-0b11', '+0b11', '0B11', '0b', '0b_', '0b12', '0b-11', '0b+11', '0o-7', '0o+7', '0x1F'],
  ['-0x1F', '+0x1f', '0X1f', '0x', '0x_', '0xg', '0x_1F', '0_x1F', '0__', '0_', '_1', '1_', '1_000', '-1_000', '+_1', '-_1'],
  ['1__0', '0_7', '0b1_1', '1_000.5', '1._5', '._5', '.5_0', '1e_5', '1_e5', '0o1_7', '_', '__', '-_', '+_'],
  ['1.', '.5', '1.5', '-1.5', '+.5', '-.5', '1.10', '1.0', '1e3', '1E3', '1e+3', '1e-3', '1.e3', '.5e3', '1.5e', '1e', 'e1', '+e5'],
  ['.e5', '.', '..', '+', '-.', '+.', '1..2', '1.2.3', '10.0.0.1', '10.0.0.0/8', '2001:db8::1', 'fe80::1', '1e400', '-1E400'],
  ['.5e400', '1e-400', '0x1p4', '12e03', '0e0', '1e1000000', '9007199254740991', '9007199254740992', '9007199254740993'],
  ['-9007199254740993', '9223372036854775807', '9223372036854775808', '-9223372036854775808', '-9223372036854775809'],
  ['+9223372036854775807', '+9223372036854775808', '18446744073709551615', '18446744073709551616', '-18446744073709551616'],
  ['0xFFFFFFFFFFFFFFFF', '0x10000000000000000', '-0x8000000000000000', '-0x8000000000000001', '0777777777777777777777'],
  ['01777777777777777777777', '02000000000000000000000', '0b-1000000000000000000000000000000000000000000000000000000000000000'],
  ['1:30', '-1:30', '12:34:56', '1:2:3.5', '190:20:30', '1:60', '1:5:', '12:3', '1_0:30', '0:0', '1:30:', '22:22', '08:30'],
  ['99999999999999999999:30', '2001-01-01', '2001-1-1', '2001-13-45', '20010101', '2001-01-01T00:00:00Z'],
  ['2001-12-14t21:59:43.10-05:00', '2001-12-14 21:59:43.10 -5', '2001-12-14 21:59:43', '2001-12-15 2:59:43.10', '2001-1-1T1:1:1'],
  ['2001-01-01T00:00:00,5Z', '2001-01-01T00:00:00+0100', '2001-01-01T00:00', '2001-01', '0000-00-00', '201-01-01'],
  ['5m', '100m', '1Gi', '0.5Gi', '1h30m', '-1s', '8080/tcp', 'v1', 'v1.28', '1.28.0-rc.1', 'a', 'A', 'é', 'e', 'E5', '1e5f', '3d7f', '1 2'],
].flat()

const NUMBER_LETTERS = [...'0123456789', ...'0017', ...'_+-.:eExXoObBaF']

/** Plain texts made of what numbers, words and dates are made of. */
export const plainText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: fc.constantFrom(...NUMBER_LETTERS), minLength: 1, maxLength: 9 }),
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 24 }),
  fc
    .tuple(fc.constantFrom('', '-', '+'), fc.constantFrom('0x', '0X', '0b', '0o', '0', ''), fc.stringMatching(/^[0-9a-f_]{1,20}$/))
    .map((parts) => parts.join('')),
  fc.tuple(fc.constantFrom('', '-', '+'), fc.double({ noNaN: true, noDefaultInfinity: true })).map(([sign, n]) => sign + String(Math.abs(n))),
  fc.tuple(fc.constantFrom(...KEYWORDS), fc.nat(31)).map(([word, upper]) =>
    [...word].map((c, i) => ((upper >> i) & 1 ? c.toUpperCase() : c)).join(''),
  ),
  fc
    .tuple(
      fc.constantFrom('2001', '1999', '0001', '201'),
      fc.constantFrom('-1-1', '-01-01', '-12-31', '-13-1', '-2-30'),
      fc.constantFrom('', 'T', 't', ' ', '  '),
      fc.constantFrom('', '1:2:3', '01:02:03', '23:59:60', '24:00:00', '1:2'),
      fc.constantFrom('', '.5', '.', '.123456789123', ',5'),
      fc.constantFrom('', 'Z', '+1', '-05:00', ' Z', ' +1:30', 'z', '+0100'),
    )
    .map((parts) => parts.join('').trim()),
).filter(isPlain)

/** Whether a text stands as one plain scalar after `- ` for every parser. */
export function isPlain(text: string): boolean {
  return !/^(?:-|---|\.\.\.|\?|:)?(?: |$)|^[-?:,[\]{}#&*!|>'"%@`] |: |:$| #| $/.test(text) && !/^(?:---|\.\.\.)/.test(text)
}

const LETTERS = [
  [...'abAB019 \n'],
  [...' \n\t\'":#-?,[]{}&*!|>%@`~=<_./+\\$;()^'],
  ['\r', '\r\n', '\0', '\x07', '\x1b', '\x7f', '\x85', '\xa0', '\u2028', '\u2029', '\ufeff', '\u200b', '\ufffd', '\ufffe'],
  ['é', 'ß', '漢', '\ue000', '😀', '𝒳', ': ', ' #', '- ', '? ', '---', '...', '\n\n', '  ', '\n ', ' \n', '\n\t', '\t\n', '\n#', '\n- '],
].flat()

const WORDS = ['yes', 'null', '5', '1.5', 'a', 'foo', 'bar baz', 'key: value', '# no', '- item', 'echo "hi"', "it's", 'x y']

/** Strings: plain texts, prose of several lines, and letters that have a meaning in YAML. */
export const anyString: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...PLAIN_TEXTS),
  plainText,
  fc.string({ unit: fc.constantFrom(...LETTERS), maxLength: 12 }),
  fc.string({ unit: fc.constantFrom(...LETTERS.filter((c) => /^[\x20-\x7e\n]*$/.test(c))), maxLength: 12 }),
  fc.array(fc.oneof(fc.constantFrom(...WORDS), fc.constantFrom('', '  ', '\t')), { maxLength: 6 }).map((lines) => lines.join('\n')),
  fc.array(fc.constantFrom(...WORDS), { maxLength: 60 }).map((words) => words.join(' ')),
  fc.string({ unit: 'binary', maxLength: 8 }),
)

const anyKey: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('a', 'b', 'name', 'metadata', 'spec', 'app.kubernetes.io/name', 'x-y') },
  { weight: 1, arbitrary: anyString },
  { weight: 1, arbitrary: fc.nat(140).map((n) => 'k'.repeat(n + 1)) },
)

const anyScalar: fc.Arbitrary<PlainValue> = fc.oneof(
  anyString,
  fc.boolean(),
  fc.constant(null),
  fc.maxSafeInteger(),
  fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n - 1n }),
  fc.double({ min: 0.0001, max: 999999, noNaN: true }),
)

/** Nested values, at most five deep. */
export const anyValue: fc.Arbitrary<PlainValue> = fc.letrec<{ node: PlainValue }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 5, depthSize: 'small' },
    anyScalar,
    fc.array(tie('node'), { maxLength: 4 }),
    fc.array(fc.tuple(anyKey, tie('node')), { maxLength: 4 }).map((entries) => new Map(entries)),
  ),
})).node

const RAW_PIECES = [
  ['a', 'b', ' ', '  ', '\t', "''", '\\"', '\\\\', '\\n', '\\t', '\\ ', '\\\t', '\\x41', '\\u00e9', '\\U0001F600', '\\N', '\\_', '\\L', '\\P'],
  ['\\0', '\\a', '\\b', '\\e', '\\f', '\\r', '\\v', '#', ': ', '- ', '{', ']', 'é', '😀', '\\/', "\\'", '\\q', '\\x4', '\\ud83d', '"', "'"],
  ['\n', '\n ', '\n  ', '\n\t', '\n\n', '\n \n ', '\r\n', '\r\n ', '\\\n', '\\\n  ', '\\\r\n ', ' \n', '\t\n', '\\\n\n '],
].flat()

/** Raw texts as they may stand between quotes, right and wrong ones. */
export const rawQuoted: fc.Arbitrary<string> = fc.string({ unit: fc.constantFrom(...RAW_PIECES), maxLength: 10 })

const BLOCK_LINES = ['a', 'b c', '- d', '# e', 'f: g', ' h', '  i', '\tj', ' \tk', 'l ', 'm\t', '', '', ' ', '  ', '   ', '\t', 'é😀', '---']

/** A block scalar: its header, and a body whose lines stand at `indent` or deeper (blank ones anywhere). */
export const blockScalar: fc.Arbitrary<{ header: string; body: string }> = fc
  .record({
    style: fc.constantFrom('|', '>'),
    chomping: fc.constantFrom('', '-', '+'),
    indicator: fc.constantFrom('', '', '', '1', '2', '3'),
    isSwapped: fc.boolean(),
    comment: fc.constantFrom('', '', ' # c', '  '),
    indent: fc.integer({ min: 1, max: 4 }),
    lines: fc.array(fc.tuple(fc.constantFrom(...BLOCK_LINES), fc.integer({ min: 0, max: 9 })), { maxLength: 7 }),
    lineBreak: fc.constantFrom('\n', '\n', '\r\n'),
    isOpen: fc.boolean(),
  })
  .map(({ style, chomping, indicator, isSwapped, comment, indent, lines, lineBreak, isOpen }) => {
    const texts = lines.map(([line, shift]) => (line.trim() === '' && shift < 8 ? line : ' '.repeat(indent + (shift === 9 ? 1 : 0)) + line))
    const body = texts.map((text) => text + lineBreak).join('')
    return {
      header: style + (isSwapped ? indicator + chomping : chomping + indicator) + comment,
      body: isOpen ? body.slice(0, body.length - lineBreak.length) : body,
    }
  })
