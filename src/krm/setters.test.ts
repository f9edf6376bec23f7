import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { data, item } from '../../test/conformance/setters/generated-items.ts'
import { Resource } from './resource.ts'
import { scanSetters } from './setter-scan.ts'
import { applySetters, planSetters, type SetterHit } from './setters.ts'

function resource(text: string): Resource {
  return new Resource(text, 'document', { path: 'a.yaml', index: 0 })
}

function set(text: string, values: Record<string, string>): string {
  const given = resource(text)
  applySetters(given, new Map(Object.entries(values)))
  return given.text
}

/** All that a hit tells; of one that was scanned the path is looked up. */
function told({ path, pattern, comment, outcome, value, before, missing, style }: SetterHit): object {
  return { path, pattern, comment, outcome, value, before, missing, style }
}

describe('applySetters', () => {
  it('by scan and by tree does the same', () => {
    let scanned = 0
    fc.assert(
      fc.property(item, data, (text, values) => {
        const plain = resource(`${text}\n`)
        // An anchor is beyond the line scan: the same resource by its tree.
        const treed = resource(`${text}\nzz: &z 1\n`)
        if (scanSetters(plain) !== undefined) scanned++
        const [byScan, byTree] = [applySetters(plain, values), applySetters(treed, values)]
        expect(byScan.map(told)).toEqual(byTree.map(told))
        expect(`${plain.text}zz: &z 1\n`).toBe(treed.text)
      }),
      { numRuns: 1000, seed: 7 },
    )
    expect(scanned).toBeGreaterThan(100)
  })

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(item, data, (text, values) => {
        const first = resource(`${text}\n`)
        applySetters(first, values)
        const second = resource(first.text)
        const hits = applySetters(second, values)
        // A value that reads otherwise in its new place may reveal something else; only full patterns are stable by design.
        const isStable = (hit: SetterHit): boolean => hit.pattern.names.every((name) => values.has(name)) || hit.outcome !== 'set'
        if (hits.every(isStable)) expect(second.text).toBe(first.text)
      }),
      { numRuns: 1000, seed: 8 },
    )
  })

  it('edits nothing of a resource with a field that cannot be set', () => {
    const text = 'a: x # kpt-set: ${name}\nb: x # kpt-set: ${name}-${env}\n'
    expect(set(text, { name: 'web' })).toBe(text)
  })

  it('asks for the values of each place', () => {
    const given = resource('a: x # kpt-set: ${name}\nb: x # kpt-set: ${name}\n')
    const values = new Map([['name', 'web']])
    applySetters(given, (path) => (path[0] === 'a' ? values : new Map()))
    expect(given.text).toBe('a: web # kpt-set: ${name}\nb: x # kpt-set: ${name}\n')
  })

  it('says where each comment stands', () => {
    const text = 'a: x # kpt-set: ${name}\nb: # kpt-set: ${list}\n- y\nc: |- # kpt-set: ${name}\n  z\n'
    for (const { comment } of planSetters(resource(text), new Map()).hits) expect(text.slice(comment)).toMatch(/^# kpt-set: /)
  })

  it('writes several lines below the comment', () => {
    expect(set('a:\n- b: x # kpt-set: ${name}\n', { name: 'one\ntwo' })).toBe('a:\n- b: |- # kpt-set: ${name}\n    one\n    two\n')
    expect(set('a:\n- x # kpt-set: ${name}\n', { name: 'one\ntwo' })).toBe('a:\n- |- # kpt-set: ${name}\n  one\n  two\n')
  })
})
