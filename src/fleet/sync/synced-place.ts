/** Whether an object of the package lies in the directory that a sync object reads. */

import type { Resource } from '#krm/resource.ts'
import { folderOf } from '#fleet/package-folder.ts'
import { repositoryKey } from './git-url.ts'
import { isLocal } from './local-config.ts'
import { isWithin, joinDirs, normalDir } from './sync-dir.ts'
import { isSyncObject, type SyncObject } from './sync-object.ts'

/** Where the package is pushed to: the repository, and the directory of it that holds the package's root. */
export interface DeployedTo {
  readonly repo: string
  readonly dir: string
}

/** `inside`: certain. `maybe`: the package looks like the synced tree, but where it goes is not stated. */
export type SyncedPlace = 'inside' | 'maybe' | 'outside'

/** Groups whose objects live on a management cluster: a package of them is not what a workload cluster pulls. */
const MANAGEMENT_GROUPS = /^(?:infra\.nephio\.org|config\.porch\.kpt\.dev|fn\.krm-fleet\.dev|fn\.kpt\.dev|(?:.+\.)?cluster\.x-k8s\.io)$/
/** Kinds that travel together with a RootSync to a cluster, before anything is pulled. */
const BOOTSTRAP_KINDS = new Set(['Secret', 'ExternalSecret', 'RoleBinding', 'ClusterRoleBinding'])

/** Whether an object is one of Config Sync's own: it refuses to apply these (KNV1034 and KNV1011). */
export function isOfConfigSync(resource: Resource): boolean {
  if (resource.labels.has('configmanagement.gke.io/system') || resource.labels.has('configmanagement.gke.io/arch')) return true
  return resource.kind === 'Namespace' && resource.group === '' && resource.name === 'config-management-system'
}

/** Places of objects for the sync objects of one package. */
export class SyncedPlaces {
  readonly #deployedTo: DeployedTo | undefined
  readonly #holdsPayload: boolean

  constructor(items: Iterable<Resource>, deployedTo: DeployedTo | undefined) {
    this.#deployedTo = deployedTo
    this.#holdsPayload = [...items].some(isPayload)
  }

  /** Where an object stands, seen from a sync object. */
  of(resource: Resource, { source }: SyncObject): SyncedPlace {
    if (isLocal(resource) || source?.type !== 'git' || source.repo === undefined) return 'outside'
    const dir = normalDir(source.dir?.value ?? '')
    const folder = folderOf(resource.origin.path)
    if (this.#deployedTo !== undefined) {
      if (repositoryKey(this.#deployedTo.repo) !== repositoryKey(source.repo.value)) return 'outside'
      return isWithin(joinDirs(normalDir(this.#deployedTo.dir), folder), dir) ? 'inside' : 'outside'
    }
    if (dir === '') return this.#holdsPayload ? 'maybe' : 'outside'
    return isWithin(folder, dir) ? 'maybe' : 'outside'
  }
}

/** Something that a workload cluster runs, beside what brings it up. */
function isPayload(resource: Resource): boolean {
  if (isLocal(resource) || isSyncObject(resource) || isOfConfigSync(resource) || BOOTSTRAP_KINDS.has(resource.kind)) return false
  return !MANAGEMENT_GROUPS.test(resource.group) && resource.namespace !== 'config-management-system'
}
