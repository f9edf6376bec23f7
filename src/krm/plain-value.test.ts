import { describe, expect, it } from 'vitest'
import { entriesOf, isEmpty, isList, isScalar, sameValue, valueOf } from './plain-value.ts'
import { printFlow } from './print-flow.ts'

describe('plain values', () => {
  it('are scalars, lists or maps', () => {
    expect([null, true, 1, 1n, 'x'].every((value) => isScalar(value))).toBe(true)
    expect([isScalar([]), isScalar({}), isList([]), isList({}), isList('x')]).toEqual([false, false, true, false, false])
    expect([isEmpty([]), isEmpty({}), isEmpty(new Map()), isEmpty([null])]).toEqual([true, true, true, false])
  })

  it('give no key that JavaScript adds', () => {
    expect([valueOf({}, 'constructor'), valueOf(new Map(), 'size'), valueOf([1], 'length'), valueOf(undefined, 'x'), valueOf('x', 'length')]).toEqual(Array(5).fill(undefined))
    expect(valueOf(new Map([['__proto__', 1]]), '__proto__')).toBe(1)
    expect(entriesOf(JSON.parse('{"__proto__": 1}') as Record<string, number>)).toEqual([['__proto__', 1]])
  })

  it('are the same whatever the order of keys, and by type', () => {
    expect(sameValue({ a: 1, b: [null] }, new Map<string, number | null[]>([['b', [null]], ['a', 1]]))).toBe(true)
    const others = [{ a: 1 }, { a: 1, b: [] }, { a: '1', b: [null] }, { a: 1, c: [null] }, [], null]
    for (const other of others) expect(sameValue({ a: 1, b: [null] }, other)).toBe(false)
    expect([sameValue(1, 1n), sameValue(0, -0), sameValue(Number.NaN, Number.NaN), sameValue([1, 2], [2, 1])]).toEqual([false, false, true, false])
  })
})

it('printFlow writes flow style as kpt does, or JSON', () => {
  const value = new Map<string, unknown>([['a', [1, 'x', 'yes']], ['b c', null], ['d', new Map()]]) as never
  expect(printFlow(value, false)).toBe('{a: [1, x, "yes"], b c: null, d: {}}')
  expect(printFlow(value, true)).toBe('{"a": [1, "x", "yes"], "b c": null, "d": {}}')
  expect(printFlow('a, b', false)).toBe("'a, b'")
})
