/** A fleet as planning asks it: repositories and clusters by name, objects by kind and namespace. */

import type { FleetCluster } from '#fleet/model/fleet-cluster.ts'
import { namespaceOf, type FleetModel, type ObjectId } from '#fleet/model/fleet-model.ts'
import type { Repository } from '#fleet/repository.ts'
import type { Resource } from '#krm/resource.ts'

export class Fleet {
  readonly model: FleetModel
  readonly #repositories = new Map<string, Repository>()
  readonly #clusters = new Map<string, FleetCluster>()
  readonly #objects = new Map<string, Resource[]>()
  readonly #byName = new Map<string, ReadonlyMap<string, Resource>>()

  constructor(model: FleetModel) {
    this.model = model
    for (const repository of model.repositories) {
      const key = `${namespaceOf(repository.resource)}\n${repository.name}`
      if (!this.#repositories.has(key)) this.#repositories.set(key, repository)
    }
    for (const cluster of model.clusters) for (const { resource } of cluster.repositories) this.#clusters.set(`${namespaceOf(resource)}\n${resource.name}`, cluster)
    for (const object of model.objects) {
      const key = keyOf(object.apiVersion, object.kind, scopeOf(object.kind, namespaceOf(object)))
      const same = this.#objects.get(key)
      if (same === undefined) this.#objects.set(key, [object])
      else same.push(object)
    }
    for (const same of this.#objects.values()) same.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  }

  /** A registered repository: variants only see those of their own namespace. */
  repository(namespace: string, name: string): Repository | undefined {
    return this.#repositories.get(`${namespace}\n${name}`)
  }

  /** The cluster that pulls from a repository. */
  clusterOf(namespace: string, repository: string): FleetCluster | undefined {
    return this.#clusters.get(`${namespace}\n${repository}`)
  }

  /** The objects of a kind in a namespace, by name. */
  objects(apiVersion: string, kind: string, namespace: string): readonly Resource[] {
    return this.#objects.get(keyOf(apiVersion, kind, scopeOf(kind, namespace))) ?? []
  }

  /** The same by name. */
  objectsByName(apiVersion: string, kind: string, namespace: string): ReadonlyMap<string, Resource> {
    const key = keyOf(apiVersion, kind, scopeOf(kind, namespace))
    let found = this.#byName.get(key)
    if (found === undefined) this.#byName.set(key, (found = new Map(this.objects(apiVersion, kind, namespace).map((object) => [object.name, object]))))
    return found
  }

  /** One object, where it is in the fleet: what an injector names. */
  object({ group, version, kind, namespace, name }: ObjectId): Resource | undefined {
    return this.objectsByName(group === '' ? version : `${group}/${version}`, kind, namespace).get(name)
  }
}

/** Kinds of the fleet that have no namespace: whoever lists them in one gets all of them. */
const CLUSTER_SCOPED = new Set(['ManagedCluster', 'ManagedClusterSet', 'Location', 'SyncTarget', 'Namespace', 'Node'])

function scopeOf(kind: string, namespace: string): string {
  return CLUSTER_SCOPED.has(kind) ? '' : namespace
}

function keyOf(apiVersion: string, kind: string, namespace: string): string {
  return `${apiVersion}\n${kind}\n${namespace}`
}
