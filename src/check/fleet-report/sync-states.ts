/** What makes each cluster pull from its deployment repositories, as far as the files of the fleet say. */

import { addressesOf } from '#check/fleet/clusters.ts'
import type { FleetCheckInput } from '#check/fleet/fleet-check-input.ts'
import { everyObject, type RenderedFleet } from '#check/fleet/rendered.ts'
import type { Puller, SyncState } from '#check/html-report/content.ts'
import { isUrlProblem, parseGitUrl, repositoryKey } from '#fleet/sync/git-url.ts'
import { isSyncObject, readSyncObject } from '#fleet/sync/sync-object.ts'
import { holdsCredential } from '#krm/credential.ts'
import type { Resource } from '#krm/resource.ts'
import { formatPlace, placeOf } from '#krm/result.ts'

/** One entry per cluster, in the order of the fleet. A fleet without any repository has none. */
export function syncStates(input: FleetCheckInput, rendered: RenderedFleet): SyncState[] {
  const pullers = pullersByAddress(input, rendered)
  const states = input.model.clusters.map(({ name, repositories }) => ({
    cluster: name,
    repositories: repositories.map(({ name: called, url, branch, resource }) => ({
      name: called,
      url: url === undefined ? undefined : shownUrl(url.value),
      branch: branch?.value,
      at: formatPlace(placeOf(resource)),
      pullers: url === undefined ? [] : (pullers.get(repositoryKey(url.value)) ?? []),
    })),
  }))
  return states.some(({ repositories }) => repositories.length > 0) ? states : []
}

function pullersByAddress(input: FleetCheckInput, rendered: RenderedFleet): Map<string, Puller[]> {
  const pullers = new Map<string, Puller[]>()
  for (const object of everyObject(input, rendered)) {
    for (const url of new Set(addressesOf(object).map(repositoryKey))) {
      const list = pullers.get(url) ?? []
      pullers.set(url, list)
      const puller = { object: object.describe(), reads: readsOf(object), at: formatPlace(rendered.locate(placeOf(object))) }
      if (!list.some((other) => other.object === puller.object && other.at === puller.at)) list.push(puller)
    }
  }
  return pullers
}

function readsOf(object: Resource): string {
  if (!isSyncObject(object)) return ''
  const { source } = readSyncObject(object)
  const ref = source?.revision ?? source?.branch
  return [ref === undefined ? '' : `${source?.revision === undefined ? 'branch' : 'revision'} ${ref.value}`, source?.dir === undefined ? '' : `directory ${source.dir.value}`].filter((part) => part !== '').join(', ')
}

/** An address without what it should not hold. */
function shownUrl(url: string): string {
  const read = parseGitUrl(url)
  return (isUrlProblem(read) && read.problem === 'secret') || holdsCredential(url) ? '(hidden: it holds a password or token)' : url
}
