// Overlaps between definitions against sets of addresses that are compared one by one.

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { formatAddress } from '#net/format.ts'
import type { Result } from '#krm/result.ts'
import { attachment, check, context, resourcesOf } from './resources.ts'

interface Definition {
  readonly file: string
  readonly cluster: number
  readonly master: string
  readonly owner: string
  readonly text: string
  readonly addresses: ReadonlySet<number>
}

const BASE = 10 * 2 ** 24
const dotted = (offset: number): string => formatAddress({ family: 4, value: BigInt(BASE + offset) })

const shape = fc.record({
  cluster: fc.nat(2),
  master: fc.constantFrom('eth1', 'eth2'),
  kind: fc.constantFrom('whereabouts', 'whereabouts', 'static', 'other-state'),
  start: fc.nat(15).map((n) => n * 16),
  length: fc.constantFrom(26, 27, 28),
  exclude: fc.option(fc.nat(15).map((n) => n * 16)),
  host: fc.integer({ min: 1, max: 250 }),
})

function definitionOf(given: typeof shape extends fc.Arbitrary<infer T> ? T : never, index: number): Definition {
  const { cluster, master, kind, length, exclude, host } = given
  const size = 2 ** (32 - length)
  const start = given.start - (given.start % size)
  const addresses = new Set<number>()
  let ipam = `{"type": "static", "addresses": [{"address": "${dotted(host)}/24"}]}`
  if (kind === 'static') addresses.add(host)
  else {
    const excludes = exclude === null ? '' : `, "exclude": ["${dotted(exclude)}/28"]`
    ipam = `{"type": "whereabouts", "range": "${dotted(start)}/${length}"${excludes}${kind === 'whereabouts' ? '' : ', "network_name": "b"'}}`
    for (let at = start + 1; at < start + size - 1; at++) if (exclude === null || at < exclude || at >= exclude + 16) addresses.add(at)
  }
  const text = attachment(`n${index}`, `{"cniVersion": "0.3.1", "type": "macvlan", "master": "${master}",\n "ipam": ${ipam}}`)
  return { file: `c${cluster}/n${index}.yaml`, cluster, master, owner: kind === 'static' ? `n${index}` : kind, text, addresses }
}

/** Which of the things are connected, as the smallest number of each group. */
function components(count: number, pairs: readonly (readonly [number, number])[]): number[] {
  const group = Array.from({ length: count }, (_, index) => index)
  for (let changed = true; changed; ) {
    changed = false
    for (const [a, b] of pairs) {
      const least = Math.min(group[a]!, group[b]!)
      if (group[a] !== least || group[b] !== least) changed = true
      group[a] = group[b] = least
    }
  }
  return group
}

const shared = (a: Definition, b: Definition): number | undefined => [...a.addresses].find((address) => b.addresses.has(address))

it('connects exactly the clusters and owners whose addresses meet, with a witness that both have', () => {
  fc.assert(
    fc.property(fc.array(shape, { minLength: 1, maxLength: 8 }), (shapes) => {
      const definitions = shapes.map((one, index) => definitionOf(one, index))
      const files: Record<string, string> = {}
      for (const cluster of [0, 1, 2]) files[`c${cluster}/context.yaml`] = context(`c${cluster}`)
      for (const { file, text } of definitions) files[file] = text
      const found = check(resourcesOf(files)).filter(({ code }) => ['NET020', 'NET021', 'NET022'].includes(code!))
      const pairs = found.map((result) => pairOf(result, definitions))

      for (const [index, [a, b]] of pairs.entries()) {
        const witness = found[index]!.tags!['witness']!
        for (const one of [a, b]) expect([...definitions[one]!.addresses].map(dotted), found[index]!.message).toContain(witness)
        if (found[index]!.code === 'NET021') {
          const first = (one: number): string => dotted(Math.min(...definitions[one]!.addresses))
          expect(found[index]!.message).toContain(`the first pod of each cluster gets ${first(a)}`)
          expect(first(a)).toBe(first(b))
        }
      }
      for (const master of ['eth1', 'eth2']) {
        const here = (index: number): boolean => definitions[index]!.master === master
        const meeting = definitions.flatMap((a, i) => definitions.flatMap((b, j) => (i < j && here(i) && here(j) && shared(a, b) !== undefined ? [[i, j] as const] : [])))
        const clusterOf = ([i, j]: readonly [number, number]): readonly [number, number] => [definitions[i]!.cluster, definitions[j]!.cluster]
        const isAcross = (pair: readonly [number, number]): boolean => clusterOf(pair)[0] !== clusterOf(pair)[1]
        const told = pairs.filter(([a]) => here(a))
        expect(components(3, told.filter(isAcross).map(clusterOf))).toEqual(components(3, meeting.filter(isAcross).map(clusterOf)))

        const owners = [...new Set(definitions.map(({ cluster, owner }) => `${cluster} ${owner}`))]
        const ownerOf = ([i, j]: readonly [number, number]): readonly [number, number] => [i, j].map((one) => owners.indexOf(`${definitions[one]!.cluster} ${definitions[one]!.owner}`)) as [number, number]
        const isWithin = (pair: readonly [number, number]): boolean => !isAcross(pair) && ownerOf(pair)[0] !== ownerOf(pair)[1]
        expect(components(owners.length, told.filter(isWithin).map(ownerOf))).toEqual(components(owners.length, meeting.filter(isWithin).map(ownerOf)))
      }
    }),
    { numRuns: 300 },
  )
})

function pairOf(result: Result, definitions: readonly Definition[]): readonly [number, number] {
  const at = (file: string): number => definitions.findIndex((one) => one.file === file)
  return [at(result.place!.file!), at(result.tags!['other']!.replace(/:.*$/, ''))]
}
