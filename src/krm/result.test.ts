import { expect, test } from 'vitest'
import { readableMessage, Results } from './result.ts'

test('a message of a thousand characters stays as it is', () => {
  expect(readableMessage('x'.repeat(1000))).toBe('x'.repeat(1000))
})

test('a longer one keeps its head and its tail, and says how much lies between', () => {
  const message = `the value "${'x'.repeat(5_000_000)}" is no prefix; write one`
  const cut = readableMessage(message)
  expect(cut.length).toBeLessThan(1000)
  expect(cut).toMatch(/^the value "x{589} … \(\d+ characters left out\) … x+" is no prefix; write one$/)
  expect(cut).toContain(`(${message.length - 900} characters left out)`)
})

test('no character is cut in two', () => {
  for (const message of [`${'x'.repeat(599)}${'😀'.repeat(500)}`, `${'😀'.repeat(500)}${'x'.repeat(299)}`]) {
    expect(() => encodeURIComponent(readableMessage(message))).not.toThrow()
  }
})

test('every way into a list of results', () => {
  const results = new Results()
  results.error('ABC001', 'x'.repeat(2000))
  results.add({ message: 'x'.repeat(2000) })
  expect(results.list.map(({ message }) => message.length < 1000)).toEqual([true, true])
})
