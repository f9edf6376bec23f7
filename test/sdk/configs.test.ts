import * as fc from 'fast-check'
// Only this file of the package leaves the global console alone.
import { Configs as TheirConfigs } from 'kpt-functions/dist/src/types.js'
import type { KubernetesObject } from 'kpt-functions'
import { describe, expect, it } from 'vitest'
import { OWN_LIBRARY } from '#sdk/configs.ts'

const OurConfigs = OWN_LIBRARY.Configs

const object = fc.record({
  apiVersion: fc.constantFrom('v1', 'apps/v1'),
  kind: fc.constantFrom('A', 'B', 'a'),
  metadata: fc.record({ name: fc.constantFrom('x', 'y', 'é', 'z-1'), namespace: fc.constantFrom('', 'n', undefined) }),
}) as fc.Arbitrary<KubernetesObject>

const call = fc.oneof(
  fc.record({ method: fc.constantFrom('insert' as const, 'delete' as const), objects: fc.array(object, { maxLength: 5 }) }),
  fc.record({ method: fc.constant('deleteAll' as const), objects: fc.constant([]) }),
)

describe('our Configs and the one of the package', () => {
  it('hold the same after any calls', () => {
    fc.assert(
      fc.property(fc.array(object, { maxLength: 20 }), fc.array(call, { maxLength: 10 }), (input, calls) => {
        const [ours, theirs] = [new OurConfigs([...input]), new TheirConfigs([...input])]
        for (const { method, objects } of calls) for (const configs of [ours, theirs]) configs[method](...objects)
        expect(ours.getAll()).toEqual(theirs.getAll())
        expect(ours.getAll().every((item, at) => item === theirs.getAll()[at])).toBe(true)
        expect(ours.groupBy(({ kind }) => kind)).toEqual(theirs.groupBy(({ kind }) => kind))
        expect(ours.get((o): o is KubernetesObject => o.kind === 'A')).toEqual(theirs.get((o): o is KubernetesObject => o.kind === 'A'))
        expect(ours.deepCopy().getAll()).toEqual(theirs.deepCopy().getAll())
        expect(ours.toResourceList()).toEqual({ ...theirs.toResourceList() })
      }),
    )
  })

  const configs: [string, object | undefined][] = [
    ['none', undefined],
    ['a ConfigMap', { apiVersion: 'v1', kind: 'ConfigMap', data: { a: '1', b: '' } }],
    ['a ConfigMap without data', { apiVersion: 'v1', kind: 'ConfigMap' }],
    ['another kind', { apiVersion: 'example.com/v1', kind: 'Other', metadata: { name: 'x' }, data: { a: '1' } }],
  ]
  it.each(configs)('read the functionConfig alike: %s', (_, config) => {
    const outcome = (make: () => unknown) => {
      try {
        return make()
      } catch (error) {
        return (error as Error).message
      }
    }
    const [ours, theirs] = [new OurConfigs([], config as KubernetesObject), new TheirConfigs([], config as KubernetesObject)]
    const asked = (c: typeof ours) => [
      c.getFunctionConfig(),
      outcome(() => c.getFunctionConfigMap()),
      ...['a', 'b', 'c'].flatMap((key) => [outcome(() => c.getFunctionConfigValue(key)), outcome(() => c.getFunctionConfigValueOrThrow(key))]),
      outcome(() => c.hasUnexpectedFunctionParameter(['a'])),
    ]
    expect(asked(ours)).toEqual(asked(theirs))
  })

  it('fail alike on an object without metadata', () => {
    for (const Configs of [OurConfigs, TheirConfigs]) {
      expect(() => new Configs([{ apiVersion: 'v1', kind: 'A' } as KubernetesObject])).toThrow(TypeError)
    }
  })
})
