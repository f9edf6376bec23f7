/** Which sync objects a cluster should have, and which existing object each of them is. */

import { report } from '#fleet/finding.ts'
import { folderOf, withParents } from '#fleet/package-folder.ts'
import type { ChosenCluster } from '#fleet/sync/chosen-cluster.ts'
import { isLocal } from '#fleet/sync/local-config.ts'
import { isWithin, joinDirs, normalDir } from '#fleet/sync/sync-dir.ts'
import { SYNC_FINDINGS } from '#fleet/sync/sync-findings.ts'
import { CONTROLLER_NAMESPACE, fnv1a, LONGEST_REPO_SYNC, LONGEST_ROOT_SYNC, nameOfDir, shortName } from '#fleet/sync/sync-name.ts'
import { isSyncObject, SYNC_GROUP } from '#fleet/sync/sync-object.ts'
import type { ItemList } from '#krm/item-list.ts'
import type { Resource } from '#krm/resource.ts'
import type { Results } from '#krm/result.ts'
import type { WantedSync } from './fill-sync.ts'
import type { Settings } from './settings.ts'

/** An object to write: into `target`, or into a new file. */
export interface Plan {
  readonly wanted: WantedSync
  readonly target: Resource | undefined
  readonly path: string
}

/** What Config Sync calls its objects when nobody says. */
const ROOT = 'root-sync'
const REPO = 'repo-sync'

/** The plans for all objects of a cluster. */
export function planSyncs(settings: Settings, cluster: ChosenCluster, items: ItemList, results: Results): Plan[] {
  const isHierarchy = items.ofKind('configmanagement.gke.io', 'Repo').length > 0
  const isCluster = settings.name === 'cluster'
  if (isCluster && cluster.name === undefined) {
    report(results, SYNC_FINDINGS.noValue, 'name is cluster, but nothing says which cluster this is: add a ClusterContext to the package')
    return []
  }
  const common = {
    metadata: settings,
    repository: cluster.repository,
    conventionalSecret: isCluster ? `${cluster.name}-access-token-configsync` : undefined,
    defaultFormat: isHierarchy ? 'hierarchy' : 'unstructured',
  }
  const base = isCluster ? cluster.name : settings.name
  const root = { ...common, kind: 'RootSync', namespace: CONTROLLER_NAMESPACE, source: settings.root } as const
  const roots = settings.perPackage === false ? planRoot(root, base, settings, items, results) : planPackages(root, base ?? ROOT, settings, items, results)
  const plans = [...roots, ...planRepoSyncs(common, settings, items, results)]
  const ids = plans.map(({ wanted }) => `${wanted.kind} ${wanted.namespace}/${wanted.name}`)
  for (const id of new Set(ids.filter((id, index) => ids.indexOf(id) !== index))) report(results, SYNC_FINDINGS.badConfig, `the config asks twice for ${id}; give one of them another name`)
  return plans
}

type Root = Omit<WantedSync, 'name'>

/** The only RootSync of the package whatever its name, else the one of that name, else a new one. */
function planRoot(root: Root, base: string | undefined, { path }: Settings, items: ItemList, results: Results): Plan[] {
  const existing = items.ofKind(SYNC_GROUP, 'RootSync')
  const name = base === undefined ? undefined : shortened(base, LONGEST_ROOT_SYNC, results)
  const target = existing.length === 1 ? existing[0] : existing.find((item) => item.name === (name ?? ROOT))
  if (existing.length > 1 && target === undefined && name === undefined) {
    report(results, SYNC_FINDINGS.ambiguous, `the package has several RootSyncs (${existing.map((item) => item.name).join(', ')}); name one in the config: name: …`, existing[1])
    return []
  }
  return [{ wanted: { ...root, name: name ?? target?.name ?? ROOT }, target, path }]
}

/** One RootSync for each directory, found again by its name. */
function planPackages(root: Root, base: string, { perPackage, path }: Settings, items: ItemList, results: Results): Plan[] {
  const stated = typeof perPackage === 'object' ? perPackage : { directories: undefined, exclude: [] }
  const all = stated.directories ?? packageFolders(items)
  const folders = [...new Set(all)].filter((folder) => !stated.exclude.some((out) => isWithin(folder, out)))
  if (folders.length === 0) report(results, SYNC_FINDINGS.badConfig, 'perPackage finds no package: no folder holds a Kptfile and something to apply; list them in perPackage.directories')
  const type = root.source.type ?? 'git'
  const above = root.source.values.get('dir')
  const slugs = slugsOf(folders)
  return folders.map((folder) => {
    const slug = slugs.get(folder)!
    const name = shortened(`${base}-${slug}`, LONGEST_ROOT_SYNC, results)
    const dir = joinDirs(normalDir(typeof above === 'string' ? above : ''), folder)
    const source = { ...root.source, type, values: new Map([...root.source.values, ['dir', dir]]) } as const
    const target = items.ofKind(SYNC_GROUP, 'RootSync').find((item) => item.name === name)
    return { wanted: { ...root, name, source }, target, path: path.replace(/(\.ya?ml)?$/, (end) => `-${slug}${end === '' ? '.yaml' : end}`) }
  })
}

/** A part of a name for each folder; where two would be the same (`a/b`, `a-b`), each gets a hash. */
function slugsOf(folders: readonly string[]): Map<string, string> {
  const isTaken = (folder: string): boolean => folders.some((other) => other !== folder && nameOfDir(other) === nameOfDir(folder))
  return new Map(folders.map((folder) => [folder, isTaken(folder) ? `${nameOfDir(folder)}-${fnv1a(folder)}` : nameOfDir(folder)]))
}

/** The topmost folders below the root that hold a Kptfile and something that a cluster applies. */
function packageFolders(items: ItemList): string[] {
  const kptfiles = [...items].filter(({ kind }) => kind === 'Kptfile').map(({ origin }) => folderOf(origin.path))
  const folders = [...new Set(kptfiles)].filter((folder) => folder !== '').toSorted()
  const topmost = folders.filter((folder) => !withParents(folderOf(folder)).some((above) => above !== '' && folders.includes(above)))
  return topmost.filter((folder) => [...items].some((item) => isWithin(folderOf(item.origin.path), folder) && !isLocal(item) && !isSyncObject(item)))
}

function planRepoSyncs(common: Pick<WantedSync, 'metadata' | 'repository' | 'conventionalSecret' | 'defaultFormat'>, settings: Settings, items: ItemList, results: Results): Plan[] {
  return settings.repoSyncs.map(({ namespace, name: given, source }) => {
    const existing = items.ofKind(SYNC_GROUP, 'RepoSync').filter((item) => item.namespace === namespace)
    const name = given === undefined ? undefined : shortened(given, Math.max(LONGEST_REPO_SYNC - namespace.length, 10), results)
    const target = existing.length === 1 && given === undefined ? existing[0] : existing.find((item) => item.name === (name ?? REPO))
    if (existing.length > 1 && target === undefined && name === undefined) {
      report(results, SYNC_FINDINGS.ambiguous, `namespace ${namespace} has several RepoSyncs (${existing.map((item) => item.name).join(', ')}); name one in the config`, existing[1])
    }
    const wanted = { ...common, repository: undefined, conventionalSecret: undefined, kind: 'RepoSync', name: name ?? target?.name ?? REPO, namespace, source } as const
    return { wanted, target, path: `repo-sync-${nameOfDir(namespace)}${given === undefined ? '' : `-${nameOfDir(wanted.name)}`}.yaml` }
  })
}

function shortened(name: string, longest: number, results: Results): string {
  const short = shortName(name, longest)
  if (short !== name) report(results, SYNC_FINDINGS.shortened, `the name ${name} has ${name.length} characters, Config Sync allows ${longest}: it is ${short}`)
  return short
}
