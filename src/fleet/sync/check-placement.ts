/** Rules about sync objects among the other objects of a package. */

import { nearestName } from '#krm/nearest-name.ts'
import type { Resource } from '#krm/resource.ts'
import { placeOf, formatPlace, type Results } from '#krm/result.ts'
import { ClusterJoin } from '#fleet/cluster-join.ts'
import { report } from '#fleet/finding.ts'
import { folderOf, withParents } from '#fleet/package-folder.ts'
import { repositoryKey } from './git-url.ts'
import { PLACEMENT_FINDINGS } from './placement-findings.ts'
import { isWithin, joinDirs, normalDir } from './sync-dir.ts'
import { isOfConfigSync, SyncedPlaces, type DeployedTo } from './synced-place.ts'
import type { SyncObject } from './sync-object.ts'

/** Reports what is wrong with where things stand. `deployedTo` turns what is likely into what is certain. */
export function checkPlacement(syncs: readonly SyncObject[], items: readonly Resource[], deployedTo: DeployedTo | undefined, results: Results): void {
  const places = new SyncedPlaces(items, deployedTo)
  const folders = new Set(items.flatMap(({ origin }) => (origin.path === '' ? [] : withParents(folderOf(origin.path)))))
  for (const sync of syncs) {
    checkItself(sync, places, results)
    checkConfigSync(sync, items, places, results)
    checkDir(sync, folders, deployedTo, results)
  }
  checkTwice(syncs, items, results)
}

function checkItself(sync: SyncObject, places: SyncedPlaces, results: Results): void {
  const { resource, source } = sync
  const place = places.of(resource, sync)
  if (place === 'outside') return
  const where = dirOf(sync) === '' ? 'the root of the repository' : dirOf(sync)
  const message =
    place === 'inside'
      ? `${resource.describe()} lies in the directory that it syncs (${where}): Config Sync refuses it (KNV1069)`
      : `${resource.describe()} syncs ${where} and stands among what a cluster applies: pushed there, Config Sync refuses it (KNV1069)`
  const finding = place === 'inside' ? PLACEMENT_FINDINGS.managesItself : PLACEMENT_FINDINGS.mayManageItself
  report(results, finding, `${message}; annotate it config.kubernetes.io/local-config: "true" and let a ClusterResourceSet apply it`, source?.dir?.from ?? resource)
}

/** One finding for all of its manifests: there are thirty. */
function checkConfigSync(sync: SyncObject, items: readonly Resource[], places: SyncedPlaces, results: Results): void {
  const own = items.filter((item) => isOfConfigSync(item) && places.of(item, sync) !== 'outside')
  const [first] = own
  if (first === undefined) return
  const isCertain = places.of(first, sync) === 'inside'
  const [others, lies, seems] = own.length === 1 ? ['', 'lies', 'seems'] : [` and ${own.length - 1} more`, 'lie', 'seem']
  const message = `${first.describe()}${others} of Config Sync itself ${isCertain ? lies : `${seems} to lie`} in the directory that ${sync.resource.describe()} syncs; move the manifests of Config Sync out of it`
  report(results, isCertain ? PLACEMENT_FINDINGS.configSyncInside : PLACEMENT_FINDINGS.maybeConfigSyncInside, message, first)
}

/**
 * A directory that is not there. Certain only where the package is known to be that part of the repository; else a
 * directory counts as missing when the package has one of almost the same name.
 */
function checkDir(sync: SyncObject, folders: ReadonlySet<string>, deployedTo: DeployedTo | undefined, results: Results): void {
  const { source } = sync
  const dir = dirOf(sync)
  if (source?.type !== 'git' || source.dir === undefined || dir === '' || folders.size === 0) return
  if (deployedTo !== undefined) {
    const root = normalDir(deployedTo.dir)
    const isOurs = repositoryKey(deployedTo.repo) === repositoryKey(source.repo?.value ?? '') && isWithin(dir, root)
    if (!isOurs || [...folders].some((folder) => joinDirs(root, folder) === dir)) return
  } else if (folders.has(dir) || nearestName(dir, folders) === undefined) return
  const near = nearestName(dir, [...folders].map((folder) => joinDirs(normalDir(deployedTo?.dir ?? ''), folder)))
  report(results, PLACEMENT_FINDINGS.dirMissing, `${source.dir.from.name} is ${dir}, which is not in the package${near === undefined ? '' : `; there is ${near}`}`, source.dir.from)
}

/** Sync objects of one cluster that read one directory of one branch. */
function checkTwice(syncs: readonly SyncObject[], items: readonly Resource[], results: Results): void {
  const seen: { readonly sync: SyncObject; readonly key: string; readonly dir: string }[] = []
  const roots = syncs.filter((sync) => sync.kind === 'RootSync' && sync.source !== undefined && sync.source.type !== 'helm')
  if (roots.length < 2) return
  const join = new ClusterJoin(items)
  for (const sync of roots) {
    const { type, repo, image, branch, revision, dir: from } = sync.source!
    if ((repo ?? image) === undefined) continue
    const source = type === 'git' ? `${repositoryKey(repo?.value ?? '')}|${revision?.value ?? branch?.value ?? 'master'}` : (image?.value ?? '')
    const [key, dir] = [`${join.clusterOf(sync.resource).cluster ?? ''}|${source}`, dirOf(sync)]
    const other = seen.find((one) => one.key === key && (isWithin(dir, one.dir) || isWithin(one.dir, dir)))
    seen.push({ sync, key, dir })
    if (other === undefined) continue
    const where = formatPlace(placeOf(other.sync.resource)).replace(/:.*$/, '')
    const what = other.dir === dir ? 'the same directory' : `a directory (${dir || '/'}) that overlaps with ${other.dir || '/'}`
    report(results, PLACEMENT_FINDINGS.sameDir, `${sync.resource.describe()} syncs ${what} as ${other.sync.resource.describe()}${where === '' ? '' : ` (${where})`}: both would own its objects (KNV1060)`, from?.from ?? sync.resource)
  }
}

function dirOf({ source }: SyncObject): string {
  return normalDir(source?.dir?.value ?? '')
}
