import { describe, expect, it } from 'vitest'
import { nearest } from './nearest.ts'

describe('nearest', () => {
  it.each([
    ['render', ['render'], 'render'],
    ['rnder', ['check', 'render'], 'render'],
    ['rendre', ['render'], 'render'],
    ['redner', ['render', 'reader'], 'render'],
    ['renderer', ['render'], 'render'],
    ['rxndxr', ['render'], 'render'],
    ['rxxdxr', ['render'], undefined],
    ['cat', ['car', 'can'], 'car'],
    ['ab', ['xy'], undefined],
    ['', ['ab', 'abc'], undefined],
    ['x', [], undefined],
  ])('%j among %j is %j', (word, candidates, found) => expect(nearest(word, candidates)).toBe(found))
})
