/** What earlier runs generated, found again by its label and annotations. */

import type { ItemList } from '#krm/item-list.ts'
import type { Resource } from '#krm/resource.ts'
import { GENERATED_BY, GENERATED_CLUSTER, GENERATED_FROM, GENERATED_SET, GENERATOR, LOCAL_CONFIG } from './names.ts'

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

/** All that was generated with the config of this name. */
export function ownedItems(items: ItemList, generatedFrom: string): Owned[] {
  return [...items].flatMap((resource) => {
    if (!isGenerated(resource)) return []
    const { annotations } = resource
    if ((annotations.get(GENERATED_FROM) ?? '') !== generatedFrom) return []
    return [
      {
        resource,
        generatedFrom,
        set: annotations.get(GENERATED_SET) ?? '',
        cluster: annotations.get(GENERATED_CLUSTER),
        isInventory: resource.kind === 'ConfigMap' && annotations.get(LOCAL_CONFIG) === 'true',
      },
    ]
  })
}
