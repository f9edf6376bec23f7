import { describe, expect, it } from 'vitest'
import { nearestName } from './nearest-name.ts'

describe('the nearest name', () => {
  it.each([
    ['render', ['render'], 'render'],
    ['rnder', ['check', 'render'], 'render'],
    ['rendre', ['render'], 'render'],
    ['redner', ['render', 'reader'], 'render'],
    ['renderer', ['render'], 'render'],
    ['rxndxr', ['render'], 'render'],
    ['rxxdxr', ['render'], undefined],
    ['cat', ['car', 'can'], 'can'],
    ['ab', ['xy'], undefined],
    ['', ['ab', 'abc'], undefined],
    ['x', [], undefined],
  ])('%j among %j is %j', (word, candidates, found) => expect(nearestName(word, candidates)).toBe(found))
})

it('finds a name within two edits, the nearest first', () => {
  expect(nearestName('cluster-nmae', ['cluster', 'cluster-name', 'region'])).toBe('cluster-name')
  expect(nearestName('site-cod', ['site-codes', 'site-code'])).toBe('site-code')
  expect(nearestName('abcd', ['abce', 'abcc'])).toBe('abcc')
})

it('finds none further away, and none that would be typed anew', () => {
  expect(nearestName('cluster-nmea', ['cluster-type'])).toBeUndefined()
  expect(nearestName('ab', ['cd'])).toBeUndefined()
  expect(nearestName('tag', [])).toBeUndefined()
})
