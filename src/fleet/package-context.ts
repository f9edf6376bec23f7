/** The ConfigMap `kptfile.kpt.dev` that kpt and Porch put into a package (file package-context.yaml). */

import type { Resource } from '#krm/resource.ts'
import type { Sourced } from './sourced.ts'

/** Keys under which people write the cluster's name; Porch itself fills `name` and `package-path` only. */
const CLUSTER_KEYS = ['cluster-name', 'clusterName'] as const

/** Whether a resource is a package context. It belongs to kpt and Porch: nothing of ours writes it. */
export function isPackageContext(resource: Resource): boolean {
  return resource.kind === 'ConfigMap' && resource.group === '' && resource.name === 'kptfile.kpt.dev'
}

/** The cluster that a package context names. */
export function clusterOfPackageContext(resource: Resource): Sourced<string> | undefined {
  for (const key of CLUSTER_KEYS) {
    const from = resource.field('data', key)
    const value = from.string
    if (value !== undefined && value !== '') return { value, from }
  }
  return undefined
}
