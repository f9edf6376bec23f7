/** Payload stays in the package and must not be applied to the cluster that manages the others. */

import type { Resource } from '#krm/resource.ts'
import type { Results } from '#krm/result.ts'
import type { TreeNode } from '#krm/tree.ts'
import { report } from '#fleet/finding.ts'
import { CRS_FINDINGS } from './findings.ts'
import { LOCAL_CONFIG } from './names.ts'

/** Reports resources whose metadata cannot be edited, because an anchor shares it with other places. */
export function checkMarkable(resources: Iterable<Resource>, results: Results): void {
  for (const resource of resources) {
    if (isMarked(resource)) continue
    const nodes = [resource.field(), resource.field('metadata'), resource.field('metadata', 'annotations')].map((field) => field.node())
    if (!nodes.some(isShared)) continue
    report(results, CRS_FINDINGS.unreadable, `${resource.describe()} cannot be marked as local: an anchor shares its metadata; write it without anchors`, resource)
  }
}

/** Marks resources as local, each once. */
export function markAsLocal(resources: Iterable<Resource>): void {
  for (const resource of resources) if (!isMarked(resource)) resource.field('metadata', 'annotations', LOCAL_CONFIG).set('true')
}

function isMarked({ annotations }: Resource): boolean {
  return annotations.get(LOCAL_CONFIG) === 'true'
}

function isShared(node: TreeNode | undefined): boolean {
  return node !== undefined && (node.kind === 'alias' || node.anchor !== undefined)
}
