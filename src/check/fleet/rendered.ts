/** What the rendered packages of a fleet are together: objects that collide, custom resources without a definition, the network. */

import { isClusterContext } from '#fleet/cluster-context.ts'
import { builtinScope } from '#fleet/cluster-resource-set/builtin-kinds.ts'
import { checkNetwork, type NetworkPolicy } from '#fleet/network/check.ts'
import { clustersOf } from '#fleet/network/clusters.ts'
import { gatherNetwork } from '#fleet/network/gather.ts'
import type { NetworkModel } from '#fleet/network/model.ts'
import { isPackageContext } from '#fleet/package-context.ts'
import { readKrmFile } from '#krm/krm-file.ts'
import { isLocalConfig } from '#krm/local-config.ts'
import type { Resource } from '#krm/resource.ts'
import { Results, type Place, type Result } from '#krm/result.ts'
import { located } from '#porch/located.ts'
import type { CheckedPackage, FleetCheckInput } from './fleet-check-input.ts'
import { FLEET_CHECK_FINDINGS as F } from './fleet-check-findings.ts'
import { nameOf } from './passed-values.ts'

/** The objects of all rendered packages. Their paths are `<number of the package>/<file>`, so that each is found again. */
export class RenderedFleet {
  readonly #packages: readonly CheckedPackage[]
  readonly #concerned = new Map<string, Set<CheckedPackage>>()
  /** By the number of the package. */
  readonly objects: readonly (readonly Resource[])[]

  constructor(packages: readonly CheckedPackage[]) {
    this.#packages = packages
    this.objects = packages.map(({ files }, index) =>
      files === undefined ? [] : [...files].flatMap(([path, text]) => (isKrmFile(path) ? readKrmFile(`${index}/${path}`, text).resources.filter((resource) => resource.problems().length === 0) : [])))
  }

  /** The same place where a person wrote it: in the blueprint or the management repository. */
  locate(place: Place): Place {
    const [, number, path] = /^(\d+)\/([\s\S]+)$/.exec(place.file ?? '') ?? []
    const of = number === undefined ? undefined : this.#packages[Number(number)]
    if (of?.blueprint === undefined || of.files === undefined) return place
    return located({ message: '', place: { ...place, file: path! } }, of.blueprint, of.files, of.planned).place ?? place
  }

  /** The packages whose rendered objects a result is about, which its place alone does not say: a blueprint is of many. */
  concernedBy(result: Result): ReadonlySet<CheckedPackage> | undefined {
    return this.#concerned.get(keyOf(result))
  }

  /** A result with all of its places where people wrote them. `others`: further rendered objects that it is about. */
  locateAll(result: Result, others: readonly Resource[] = []): Result {
    const located = this.#located(result)
    const numbers = [result.place, ...(result.related ?? []).map(({ place }) => place), ...others.map(({ origin }) => ({ file: origin.path }))].flatMap((place) => /^(\d+)\//.exec(place?.file ?? '')?.[1] ?? [])
    const concerned = this.#concerned.get(keyOf(located)) ?? new Set()
    for (const number of numbers) concerned.add(this.#packages[Number(number)]!)
    if (concerned.size > 0) this.#concerned.set(keyOf(located), concerned)
    return located
  }

  #located(result: Result): Result {
    return {
      ...result,
      ...(result.place !== undefined && { place: this.locate(result.place) }),
      ...(result.related !== undefined && { related: result.related.map(({ message, place }) => ({ message, place: this.locate(place) })) }),
      message: this.locateText(result.message),
    }
  }

  /** The places that a text names. */
  locateText(text: string): string {
    return text.replaceAll(/\b(\d+)\/([^\s:,;()]+)(?::(\d+):(\d+))?/g, (text, number: string, file: string, line?: string, column?: string) => {
      if (this.#packages[Number(number)]?.files?.has(file) !== true) return text
      const place = this.locate({ file: `${number}/${file}`, ...(line !== undefined && { position: { line: Number(line), column: Number(column) } }) })
      return place.position === undefined ? (place.file ?? text) : `${place.file}:${place.position.line}:${place.position.column}`
    })
  }
}

/** What makes two results the same, whatever severity the repository gives them. */
export function keyOf({ code, message, place }: Result): string {
  return [code, place?.file, place?.position?.line, place?.position?.column, message].join('\n')
}

function isKrmFile(path: string): boolean {
  return /\.(?:ya?ml|json)$/.test(path)
}

/** Whether a puller applies it. */
export function isDeployed(resource: Resource): boolean {
  return resource.kind !== 'Kptfile' && resource.kind !== '' && !isLocalConfig(resource)
}

/** One object in two packages of a deployment repository. */
export function checkDuplicates(packages: readonly CheckedPackage[], rendered: RenderedFleet): Result[] {
  const results = new Results()
  const first = new Map<string, { readonly object: Resource; readonly number: number }>()
  for (const [number, { planned }] of packages.entries()) {
    for (const object of rendered.objects[number]!) {
      if (!isDeployed(object) || object.name === '' || isPackageContext(object)) continue
      const namespace = builtinScope(object.group, object.kind) === 'Cluster' ? '' : object.namespace
      const key = [planned.downstream.repo.value, object.group, object.kind, namespace, object.name].join('\n')
      const other = first.get(key)
      if (other === undefined) first.set(key, { object, number })
      else if (other.number !== number) {
        const one = nameOf(packages[other.number]!.planned)
        const message = `${object.describe()} is declared by ${planned.downstream.package.value} and by ${one}: Config Sync refuses the whole repository (KNV1029); keep it in one package`
        results.error(F.declaredTwice.code, message, object, { related: [{ message: `declared here too`, place: placeIn(other.object) }] })
      }
    }
  }
  return results.list.map((result) => rendered.locateAll(result))
}

function placeIn(object: Resource): Place {
  const position = object.position(0)
  return { file: object.origin.path, ...(position !== undefined && { position }) }
}

/** Custom resources of a cluster whose definition none of the cluster's packages delivers; one finding per cluster and kind. */
export function checkDefinitions(packages: readonly CheckedPackage[], rendered: RenderedFleet): Result[] {
  const byCluster = new Map<string, { readonly defined: Set<string>; readonly used: Map<string, Resource> }>()
  for (const [number, { planned }] of packages.entries()) {
    if (planned.cluster === undefined) continue
    const { name } = planned.cluster
    const of = byCluster.get(name) ?? { defined: new Set<string>(), used: new Map<string, Resource>() }
    byCluster.set(name, of)
    for (const object of rendered.objects[number]!) {
      if (object.kind === 'CustomResourceDefinition') of.defined.add(`${object.field('spec', 'group').string} ${object.field('spec', 'names', 'kind').string}`)
      else if (isDeployed(object) && object.group.includes('.') && builtinScope(object.group, object.kind) === undefined && !isList(object)) {
        const key = `${object.group} ${object.kind}`
        if (!of.used.has(key)) of.used.set(key, object)
      }
    }
  }
  const found = new Map<string, { readonly objects: Resource[]; readonly clusters: string[] }>()
  for (const [cluster, { defined, used }] of byCluster) {
    for (const [key, object] of used) {
      if (defined.has(key)) continue
      const same = found.get(key)
      if (same === undefined) found.set(key, { objects: [object], clusters: [cluster] })
      else {
        same.clusters.push(cluster)
        same.objects.push(object)
      }
    }
  }
  return [...found.values()].map(({ objects, clusters: [first, ...others] }) => {
    const object = objects[0]!
    const who = others.length === 0 ? first : `${first} and ${others.length} more`
    const results = new Results()
    results.warning(F.crdMissing.code, `cluster ${who} gets ${object.describe()} of ${object.apiVersion}, and none of its packages delivers the CustomResourceDefinition; deliver it, or say that the cluster has it: rules: {${F.crdMissing.code}: off} in krm-fleet.yaml`, object)
    return rendered.locateAll(results.list[0]!, objects)
  })
}

function isList({ kind }: Resource): boolean {
  return kind.endsWith('List')
}

/** The network of everything that is deployed, and of the contexts of the management repository. */
export function fleetNetwork({ model, packages }: Pick<FleetCheckInput, 'model' | 'packages'>, rendered: RenderedFleet): NetworkModel {
  const deployed = rendered.objects.flat()
  const contexts = model.objects.filter(isClusterContext)
  const named = new Map<Resource, string>()
  for (const [number, { planned }] of packages.entries()) {
    if (planned.cluster !== undefined) for (const object of rendered.objects[number]!) named.set(object, planned.cluster.name)
  }
  // Contexts of the management repository come first: findings speak of what a person typed, not of its injected copies.
  const resources = [...contexts, ...deployed.filter((object) => !isClusterContext(object))]
  const clusters = clustersOf(contexts)
  const clusterOf = (resource: Resource): string | undefined => named.get(resource) ?? clusters.clusterOf(resource)
  return gatherNetwork({ resources, contexts: clusters.contexts, clusterOf })
}

/** The network check over all of it. */
export function checkFleetNetwork(input: FleetCheckInput, rendered: RenderedFleet, policy: NetworkPolicy): Result[] {
  return checkNetwork(fleetNetwork(input, rendered), policy).map((result) => rendered.locateAll(result))
}

/** Where a sync object may stand: one that stays in its package (blueprint cluster-sync) is carried by a bundle or a ClusterResourceSet. */
export function* everyObject({ model }: FleetCheckInput, rendered: RenderedFleet): Iterable<Resource> {
  yield* model.objects
  for (const objects of rendered.objects) yield* objects
}

