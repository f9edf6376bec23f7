import fc from 'fast-check'
import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { parseDuration } from './duration.ts'
import { dirProblem, isWithin, normalDir } from './sync-dir.ts'
import { fnv1a, isObjectName, LONGEST_ROOT_SYNC, nameOfDir, reconcilerName, shortName } from './sync-name.ts'
import { expandTemplate } from './template.ts'

const word = fc.stringMatching(/^[a-z0-9](?:[a-z0-9.-]{0,60}[a-z0-9])?$/).filter(isObjectName)

it('shortens to the limit, to a valid name, always to the same one, and changes no short name', () => {
  fc.assert(
    fc.property(word, fc.integer({ min: 12, max: 63 }), (name, longest) => {
      const short = shortName(name, longest)
      expect(short.length).toBeLessThanOrEqual(longest)
      expect(isObjectName(short)).toBe(true)
      expect(shortName(name, longest)).toBe(short)
      expect(shortName(short, longest)).toBe(short)
      if (name.length <= longest) expect(short).toBe(name)
    }),
  )
})

it('keeps long names with one beginning apart', () => {
  const names = Array.from({ length: 2000 }, (_, index) => `${'a'.repeat(40)}-${createHash('sha1').update(String(index)).digest('hex')}`)
  expect(new Set(names.map((name) => shortName(name, LONGEST_ROOT_SYNC))).size).toBe(names.length)
})

it('gives 29 characters, a dash and 8 digits, fixed for ever', () => {
  expect(shortName('a-cluster-with-a-name-that-is-much-too-long', 38)).toBe('a-cluster-with-a-name-that-is-d73ecc63')
  expect([fnv1a(''), fnv1a('a'), fnv1a('foobar')]).toEqual(['811c9dc5', 'e40c292c', 'bf9cf968'])
  expect(fnv1a('ü€😀')).toBe(fnvOfBytes(Buffer.from('ü€😀')))
})

function fnvOfBytes(bytes: Uint8Array): string {
  let hash = 0x811c9dc5n
  for (const byte of bytes) hash = ((hash ^ BigInt(byte)) * 0x01000193n) & 0xffffffffn
  return hash.toString(16).padStart(8, '0')
}

it('names reconcilers as Config Sync does', () => {
  expect(reconcilerName('RootSync', 'config-management-system', 'root-sync')).toBe('root-reconciler')
  expect(reconcilerName('RootSync', 'config-management-system', 'my-ran')).toBe('root-reconciler-my-ran')
  expect(reconcilerName('RepoSync', 'apps', 'repo-sync')).toBe('ns-reconciler-apps')
  expect(reconcilerName('RepoSync', 'apps', 'x')).toBe('ns-reconciler-apps-x-1')
})

it('reads directories', () => {
  expect(['', '/', '.', './', 'a/', '/a//b/./c'].map(normalDir)).toEqual(['', '', '', '', 'a', 'a/b/c'])
  expect([isWithin('a/b', 'a'), isWithin('ab', 'a'), isWithin('a', ''), isWithin('a', 'a/b')]).toEqual([true, false, true, false])
  expect(['a/../b', '..', '-a', 'a\\b', 'a\nb'].map((dir) => dirProblem(dir) === undefined)).toEqual([false, false, false, false, false])
  expect(['a..b', '/a', './a', ''].map((dir) => dirProblem(dir))).toEqual([undefined, undefined, undefined, undefined])
  expect(nameOfDir('apps/Multus_CNI/')).toBe('apps-multus-cni')
})

it('reads durations', () => {
  expect(['15s', '1m30s', '1.5h', '500ms', '0', '-1s', '15', '', 's', '1 s', '1d'].map(parseDuration)).toEqual([15, 90, 5400, 0.5, 0, -1, undefined, undefined, undefined, undefined, undefined])
})

it('fills templates in, or names what is missing', () => {
  const variables = new Map([['cluster-name', 'my-ran'], ['empty', '']])
  expect(expandTemplate('https://x/${cluster-name}.git', variables)).toEqual({ text: 'https://x/my-ran.git' })
  expect(expandTemplate('${a}/${empty}/${a}/${}', variables)).toEqual({ missing: ['a', 'empty', ''] })
  expect(expandTemplate('$cluster-name $$', variables)).toEqual({ text: '$cluster-name $$' })
})
