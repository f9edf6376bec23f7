import { assert, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { printable, quoted } from './printable.ts'

describe('printable', () => {
  it.each([
    ['plain text, ünïcode, 漢字, 😀, ❤️', 'plain text, ünïcode, 漢字, 😀, ❤️'],
    ['\x1b]0;title\x07', '\\u{1b}]0;title\\u{7}'],
    ['a\r\nb\tc\0', 'a\\u{d}\\u{a}b\\u{9}c\\u{0}'],
    ['\x7f\x80\x9b1m\x9f', '\\u{7f}\\u{80}\\u{9b}1m\\u{9f}'],
    ['admin\u202etxt.exe\u2066\u2069\u200f\u061c', 'admin\\u{202e}txt.exe\\u{2066}\\u{2069}\\u{200f}\\u{61c}'],
    ['a\u200bb\u200c\u200d\u2060\ufeff\u00ad', 'a\\u{200b}b\\u{200c}\\u{200d}\\u{2060}\\u{feff}\\u{ad}'],
    ['a\u2028b\u2029', 'a\\u{2028}b\\u{2029}'],
    ['\u{e0041}\u{e0100}\u3164', '\\u{e0041}\\u{e0100}\\u{3164}'],
    ['\ud800x', '\\u{d800}x'],
  ])('%j', (text, shown) => expect(printable(text)).toBe(shown))

  it('keeps the layout it is asked to keep, and no carriage return', () => {
    expect(printable('a\n\tb\r\n', 'lines and tabs')).toBe('a\n\tb\\u{d}\n')
    expect(printable('a\n\tb', 'tabs')).toBe('a\\u{a}\tb')
  })

  it('lets nothing through that a terminal acts upon', () => {
    assert(
      property(string({ unit: 'binary' }), (text) => {
        expect(printable(text)).not.toMatch(/[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/)
        expect(printable(printable(text))).toBe(printable(text))
      }),
    )
  })
})

describe('quoted', () => {
  it.each([
    ['ghcr.io/x/y:v1', '"ghcr.io/x/y:v1"'],
    [`./dump 'a b' "c"\n`, `"./dump 'a b' \\"c\\"\\n"`],
    ['a\\b\tc\r\x1b', '"a\\\\b\\tc\\r\\u{1b}"'],
    ['', '""'],
  ])('%j', (text, shown) => expect(quoted(text)).toBe(shown))
})
