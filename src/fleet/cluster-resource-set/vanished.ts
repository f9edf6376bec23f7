/** Objects that a set delivered once: the controller never deletes, so somebody has to know. */

import type { Resource } from '#krm/resource.ts'
import { kindKey } from './builtin-kinds.ts'
import { byCodeUnits } from './content-hash.ts'
import type { ObjectIdentity } from './payload-object.ts'

/** What the inventory of a set says: one object per line. */
export interface Inventory {
  readonly objects: readonly string[]
  readonly vanished: readonly string[]
}

/** How the inventory names an object: `Deployment.apps kube-system/web`, `Namespace calico-system`. */
export function inventoryLine({ group, kind, namespace, name }: ObjectIdentity): string {
  return `${group === '' ? kind : kindKey(group, kind)} ${namespace === '' ? '' : `${namespace}/`}${name}`
}

/** Reads an inventory; what a person changed in it counts. */
export function readInventory(resource: Resource): Inventory {
  const lines = (key: string): string[] => (resource.field('data', key).string ?? '').split('\n').map((line) => line.trim()).filter((line) => line !== '')
  return { objects: lines('objects'), vanished: lines('vanished') }
}

/** The next inventory: an object counts as vanished until it is delivered again or its line is deleted. */
export function nextInventory(before: Inventory | undefined, delivered: readonly ObjectIdentity[]): Inventory {
  const objects = [...new Set(delivered.map(inventoryLine))].toSorted(byCodeUnits)
  const there = new Set(objects)
  const gone = [...(before?.vanished ?? []), ...(before?.objects ?? [])].filter((line) => !there.has(line))
  return { objects, vanished: [...new Set(gone)].toSorted(byCodeUnits) }
}
