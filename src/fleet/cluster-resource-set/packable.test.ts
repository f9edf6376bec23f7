import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { PlainMap, PlainValue } from '#krm/print.ts'
import { Resource } from '#krm/resource.ts'
import { sizeOf } from './measure.ts'
import { packable } from './packable.ts'
import { yamlDocument } from './payload-text.ts'

const from = new Resource('kind: ConfigMap\n', 'document', { path: '', index: 0 })
const identity = { apiVersion: 'v1', group: '', kind: 'ConfigMap', namespace: 'apps', name: 'a' }

const text = fc.string({ unit: fc.constantFrom('a', ' ', '\n', ':', '"', 'é'), maxLength: 8 })
const { value } = fc.letrec<{ value: PlainValue }>((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, text, fc.integer(), fc.boolean(), fc.constant(null), fc.array(tie('value'), { maxLength: 3 }), fc.array(fc.tuple(text, tie('value')), { maxLength: 3 }).map((entries) => new Map(entries))),
}))
const object = fc.array(fc.tuple(text, value), { minLength: 1, maxLength: 5 }).map((entries): PlainMap => new Map(entries))

it('takes block style exactly when that has room, whether or not it was printed to find out', () => {
  fc.assert(
    fc.property(object, fc.integer({ min: -3, max: 3 }), (map, slack) => {
      const size = sizeOf(yamlDocument(map))
      const room = { bytes: 1_000_000, escaped: size.escaped + slack }
      expect(packable({ ...identity, from, value: map }, room, false).form).toBe(slack < 0 ? 'compact' : 'yaml')
    }),
    { numRuns: 1000 },
  )
})
