import { describe, expect, it } from 'vitest'
import { CappedBytes, LastBytes } from './bounded-output.ts'

describe('CappedBytes', () => {
  it('keeps what fits and refuses the rest', () => {
    const bytes = new CappedBytes(4)
    expect(bytes.push(Buffer.from('abc'))).toBe(true)
    expect(bytes.push(Buffer.from('de'))).toBe(false)
    expect(bytes.push(Buffer.from('f'))).toBe(true)
    expect(bytes.bytes().toString()).toBe('abcf')
  })
})

describe('LastBytes', () => {
  const last = (limit: number, ...chunks: string[]) => {
    const bytes = new LastBytes(limit)
    for (const chunk of chunks) bytes.push(Buffer.from(chunk))
    return bytes.text()
  }

  it('is the text itself while it fits', () => {
    expect(last(6, 'abc', 'def')).toBe('abcdef')
    expect(last(6)).toBe('')
  })

  it('keeps the end and says how much is missing, however the text came', () => {
    const text = 'x'.repeat(95) + 'abcde'
    for (const size of [1, 3, 7, 100]) {
      const chunks = Array.from({ length: Math.ceil(100 / size) }, (_, i) => text.slice(i * size, (i + 1) * size))
      expect(last(5, ...chunks)).toBe('...(95 bytes cut)\nabcde')
    }
  })

  it('does not begin inside a character', () => {
    expect(last(4, 'x€€')).toBe('...(4 bytes cut)\n€')
    expect(last(5, 'xx😀z')).toBe('...(2 bytes cut)\n😀z')
    expect(last(4, 'xx😀z')).toBe('...(6 bytes cut)\nz')
  })
})
