/** What earlier runs generated, found again by its label and annotations. */

import type { ItemList } from '#krm/item-list.ts'
import type { Resource } from '#krm/resource.ts'
import { GENERATED_BY, GENERATED_FROM, GENERATOR, LOCAL_CONFIG } from './names.ts'

/** A generated resource and what it belongs to. */
export interface Owned {
  readonly resource: Resource
  readonly generatedFrom: string
  readonly set: string
  readonly cluster: string | undefined
  readonly isInventory: boolean
}

/** Whether this function made a resource, with whatever config. */
export function isGenerated({ labels }: Resource): boolean {
  return labels.get(GENERATED_BY) === GENERATOR
}

/** What a generated resource belongs to. */
export function ownedBy(resource: Resource): Owned {
  const [generatedFrom = '', set = '', cluster] = (resource.annotations.get(GENERATED_FROM) ?? '').split('/')
  return { resource, generatedFrom, set, cluster, isInventory: resource.kind === 'ConfigMap' && resource.annotations.get(LOCAL_CONFIG) === 'true' }
}

/** All that was generated with the config of this name. */
export function ownedItems(items: ItemList, generatedFrom: string): Owned[] {
  return [...items].filter(isGenerated).map(ownedBy).filter((owned) => owned.generatedFrom === generatedFrom)
}
