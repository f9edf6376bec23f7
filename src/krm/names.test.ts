import { expect, test } from 'vitest'
import { configKindOf } from '#krm/names.ts'

test('a config kind is the function name in CamelCase', () => {
  expect(configKindOf('apply-cluster-context')).toBe('ApplyClusterContext')
})
