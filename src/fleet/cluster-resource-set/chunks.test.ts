import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Resource } from '#krm/resource.ts'
import { chunksOf, valueOfChunk } from './chunks.ts'
import { sizeOf } from './measure.ts'
import { packable, type Packable } from './packable.ts'

const from = new Resource('kind: ConfigMap\n', 'document', { path: '', index: 0 })
const room = { bytes: 1000, escaped: 1000 }

function object(name: string): Packable {
  const identity = { apiVersion: 'v1', group: '', kind: 'ConfigMap', namespace: 'apps', name }
  return packable({ ...identity, from, value: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'apps' } } }, room, false)
}

const objects = fc.array(fc.string({ unit: fc.constantFrom('a', '"', '<', 'é'), minLength: 1, maxLength: 60 }).map(object), { maxLength: 12 })

it('keeps all objects in order, closes a chunk only when the next object has no room, and knows the exact size', () => {
  fc.assert(
    fc.property(objects, fc.integer({ min: 60, max: 600 }), (all, bytes) => {
      const chunks = chunksOf(all, { bytes, escaped: bytes + 40 })
      expect(chunks.flatMap((chunk) => chunk.objects)).toEqual(all)
      for (const [index, chunk] of chunks.entries()) {
        const value = valueOfChunk(chunk)
        expect({ bytes: chunk.bytes, escaped: chunk.escaped }).toEqual(sizeOf(value))
        if (chunk.objects.length > 1) expect(chunk.bytes <= bytes && chunk.escaped <= bytes + 40).toBe(true)
        const next = chunks[index + 1]?.objects[0]
        if (next === undefined) continue
        const grown = sizeOf(`${value}---\n${next.text}`)
        expect(grown.bytes > bytes || grown.escaped > bytes + 40).toBe(true)
      }
    }),
  )
})

it('makes nothing of nothing', () => expect(chunksOf([], room)).toEqual([]))
