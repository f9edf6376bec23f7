/** The inventories of all sets, and the warnings about what they no longer deliver. */

import type { Results } from '#krm/result.ts'
import { report } from '#fleet/finding.ts'
import { CRS_FINDINGS } from './findings.ts'
import { inventory, inventoryName, type Generated } from './generated.ts'
import type { Owned } from './owned.ts'
import type { PlannedSet } from './plan.ts'
import type { SetInstance, SetRequest, Stamp } from './request.ts'
import { nextInventory, readInventory, type Inventory } from './vanished.ts'

/**
 * The inventory of every planned set, and of every set of these clusters that the config has dropped: its objects are all
 * vanished, and it stays until a person removes it.
 */
export function carryInventories(plans: readonly PlannedSet[], clusters: readonly string[], stamp: Stamp, owned: readonly Owned[], results: Results): Generated[] {
  const before = owned.filter(({ isInventory }) => isInventory)
  const generated: Generated[] = []
  const carried = new Set<Owned>()
  for (const { request, objects, instances } of plans) {
    for (const { instance } of instances) {
      const previous = before.find(({ resource }) => resource.name === inventoryName(instance))
      if (previous !== undefined) carried.add(previous)
      const next = nextInventory(previous && readInventory(previous.resource), objects)
      reportVanished(instance.fullName, next, previous, results)
      generated.push(inventory(request, instance, stamp, next.objects, next.vanished))
    }
  }
  for (const dropped of before) {
    if (carried.has(dropped) || (dropped.cluster !== undefined && !clusters.includes(dropped.cluster))) continue
    const next = nextInventory(readInventory(dropped.resource), [])
    const { request, instance } = formerSet(dropped)
    reportVanished(instance.fullName, next, dropped, results)
    if (next.vanished.length > 0) generated.push(inventory(request, instance, stamp, next.objects, next.vanished))
  }
  return generated
}

/** A set that the config no longer has, as far as its inventory has to know it. */
function formerSet({ resource, set, cluster }: Owned): { request: SetRequest; instance: SetInstance } {
  const fullName = resource.name.replace(/-inventory$/, '')
  const instance = { fullName, namespace: resource.namespace, cluster, selector: new Map(), secrets: [] }
  return { request: { name: set, strategy: 'ApplyOnce', instances: [instance], sources: [] }, instance }
}

const SHOWN = 5

function reportVanished(set: string, { vanished }: Inventory, previous: Owned | undefined, results: Results): void {
  if (vanished.length === 0 || previous === undefined) return
  const shown = vanished.slice(0, SHOWN).join(', ')
  const more = vanished.length > SHOWN ? ` and ${vanished.length - SHOWN} more` : ''
  const message = `the set ${set} no longer delivers ${shown}${more}; the controller deletes nothing: delete them on the cluster or hand them to GitOps, then delete their lines from data.vanished`
  report(results, CRS_FINDINGS.vanished, message, previous.resource)
}
