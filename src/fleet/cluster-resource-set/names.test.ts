import { expect, it } from 'vitest'
import { holdsVersion, isLabelKey, isLabelValue } from './names.ts'

it('sees versions and nothing else', () => {
  for (const name of ['calico-3.32.1', 'calico-v3-32', 'flux-v2', 'cni-20240101', 'v1.2', '3.32']) expect(`${name} ${holdsVersion(name)}`).toBe(`${name} true`)
  for (const name of ['cni', 'site-01', 'ran-2', 'ipv6', 'flannel', 'edge-1-a', 'vault']) expect(`${name} ${holdsVersion(name)}`).toBe(`${name} false`)
})

it('knows labels', () => {
  for (const key of ['a', 'krm-fleet.dev/cni', 'a_b.c']) expect(isLabelKey(key)).toBe(true)
  for (const key of ['', 'a/', '/a', 'A/b', 'a b', 'a/b/c', 'x'.repeat(64)]) expect(isLabelKey(key)).toBe(false)
  expect(isLabelValue('')).toBe(true)
  expect(isLabelValue('-a')).toBe(false)
})
