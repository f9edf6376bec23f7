import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applySplices, lineColumn, YamlText, type Splice } from './yaml-text.ts'

const source = 'kind: ConfigMap\nmetadata:\n  name: ue\ndata:\n  apn: internet\n'

describe('YamlText', () => {
  it('changes what a splice names and nothing else', () => {
    const text = new YamlText(source)
    const at = source.indexOf('internet')
    text.splice([{ start: at, end: at + 8, text: 'ims' }])
    expect(text.text).toBe(source.replace('internet', 'ims'))
    expect(text.changed).toBe(true)
    expect(text.source).toBe(source)
  })

  it('is unchanged again when the old text comes back', () => {
    const text = new YamlText('a: 1\n')
    text.splice([{ start: 3, end: 4, text: '2' }])
    text.splice([{ start: 3, end: 4, text: '1' }])
    expect(text.changed).toBe(false)
  })

  it('takes splices in any order and keeps the order of insertions at one place', () => {
    const text = new YamlText('b\n')
    text.splice([{ start: 2, end: 2, text: 'c\n' }, { start: 0, end: 0, text: 'a\n' }, { start: 2, end: 2, text: 'd\n' }])
    expect(text.text).toBe('a\nb\nc\nd\n')
  })

  it('puts an insertion before a replacement that begins at the same place', () => {
    const text = new YamlText('xy')
    text.splice([{ start: 0, end: 1, text: 'X' }, { start: 0, end: 0, text: '<' }])
    expect(text.text).toBe('<Xy')
  })

  it('refuses overlapping splices: they are a defect of the caller', () => {
    const text = new YamlText('abcdef')
    expect(() => text.splice([{ start: 0, end: 3, text: '' }, { start: 2, end: 4, text: '' }])).toThrow(RangeError)
    expect(() => applySplices('abc', [{ start: 2, end: 9, text: '' }])).toThrow(RangeError)
    expect(text.text).toBe('abcdef')
  })

  it('says where edited text came from, new text from where it was put', () => {
    const text = new YamlText(source)
    const name = source.indexOf('ue')
    text.splice([{ start: name, end: name + 2, text: 'ue-core-1' }])
    text.splice([{ start: 0, end: 0, text: '# set\n' }])
    expect(text.sourceOffset(0)).toBe(0)
    expect(text.sourceOffset(text.text.indexOf('kind'))).toBe(0)
    expect(text.sourceOffset(text.text.indexOf('core'))).toBe(name)
    expect(text.sourceOffset(text.text.indexOf('internet'))).toBe(source.indexOf('internet'))
    expect(text.sourceOffset(text.text.length)).toBe(source.length)
  })

  it('a clone is edited apart', () => {
    const text = new YamlText('a: 1\n')
    text.splice([{ start: 0, end: 0, text: '# c\n' }])
    const copy = text.clone()
    copy.splice([{ start: 0, end: 4, text: '' }])
    expect([text.text, copy.text]).toEqual(['# c\na: 1\n', 'a: 1\n'])
    expect([text.sourceOffset(4), copy.sourceOffset(0)]).toEqual([0, 0])
  })

  it('agrees with one source offset kept per character', () => {
    const batch = fc.array(fc.tuple(fc.nat(1000), fc.nat(4), fc.string({ maxLength: 4 })), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), fc.array(batch, { maxLength: 6 }), (from, batches) => {
        const text = new YamlText(from)
        let chars: [string, number][] = [...Array(from.length).keys()].map((at) => [from[at]!, at])
        for (const wanted of batches) {
          const splices = disjoint(wanted, chars.length)
          text.splice(splices)
          for (const { start, end, text } of splices.toReversed()) {
            const place = chars[start]?.[1] ?? from.length
            chars = [...chars.slice(0, start), ...text.split('').map((char): [string, number] => [char, place]), ...chars.slice(end)]
          }
        }
        expect(text.text).toBe(chars.map(([char]) => char).join(''))
        for (const [at, [, place]] of chars.entries()) expect(text.sourceOffset(at)).toBe(place)
      }),
      { numRuns: 500, seed: 1 },
    )
  })
})

/** Splices from `[where, length, text]`, in order and apart by at least one character. */
function disjoint(wanted: readonly (readonly [number, number, string])[], length: number): Splice[] {
  const result: Splice[] = []
  let from = 0
  for (const [where, count, text] of wanted) {
    if (from > length) break
    const start = from + (where % (length - from + 1))
    const end = Math.min(length, start + count)
    result.push({ start, end, text })
    from = end + 1
  }
  return result
}

describe('lineColumn', () => {
  it('counts from 1, columns in UTF-16 units, CRLF as one line break', () => {
    expect(lineColumn('a\r\nb😀c\n', 6)).toEqual({ line: 2, column: 4 })
    expect(lineColumn('', 0)).toEqual({ line: 1, column: 1 })
    expect(lineColumn('a\n', 2)).toEqual({ line: 2, column: 1 })
    expect(lineColumn('a\n', 1)).toEqual({ line: 1, column: 2 })
  })
})
