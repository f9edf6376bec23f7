/** Which kinds need a namespace, and what exists on the cluster at all. */

import type { Resource } from '#krm/resource.ts'
import { builtinScope, kindKey, type Scope } from './builtin-kinds.ts'
import type { DefinedKind } from './packable.ts'
import type { ObjectIdentity } from './payload-object.ts'

/** Kinds that are known beside those that the sets bring. */
export interface KnownKinds {
  /** The clusters have them anyway. */
  readonly elsewhere: readonly DefinedKind[]
  /** A CRD of the package describes them, and no set brings it. */
  readonly nearby: readonly DefinedKind[]
}

/** Namespaces that every cluster has. */
const SYSTEM_NAMESPACES = ['default', 'kube-node-lease', 'kube-public', 'kube-system']

/** What a cluster will know once all sets are applied: custom kinds and namespaces. */
export class Scopes {
  readonly #delivered: ReadonlyMap<string, Scope>
  readonly #brought: ReadonlySet<string>
  readonly #known: ReadonlyMap<string, Scope>
  readonly #namespaces: ReadonlySet<string>

  /** `objects`: all that travels in the sets; `brings`: the kinds of the CRDs among it. */
  constructor(objects: readonly ObjectIdentity[], brings: readonly DefinedKind[], { elsewhere, nearby }: KnownKinds) {
    this.#delivered = new Map([...elsewhere, ...brings].map(({ group, kind, scope }) => [kindKey(group, kind), scope]))
    this.#brought = new Set(brings.map(({ group, kind }) => kindKey(group, kind)))
    this.#known = new Map([...nearby, ...elsewhere, ...brings].map(({ group, kind, scope }) => [kindKey(group, kind), scope]))
    this.#namespaces = new Set([...SYSTEM_NAMESPACES, ...objects.flatMap(({ group, kind, name }) => (group === '' && kind === 'Namespace' ? [name] : []))])
  }

  /** Whether the cluster will have a namespace. */
  hasNamespace(name: string): boolean {
    return this.#namespaces.has(name)
  }

  /** Undefined for a kind that nothing describes. */
  of(group: string, kind: string): Scope | undefined {
    return builtinScope(group, kind) ?? this.#known.get(kindKey(group, kind))
  }

  /** Whether the cluster will know the kind: built in, brought by a set, or had from elsewhere. */
  isDelivered(group: string, kind: string): boolean {
    return builtinScope(group, kind) !== undefined || this.#delivered.has(kindKey(group, kind))
  }

  /** Whether only somebody's word says that the cluster knows the kind. */
  isAssumed(group: string, kind: string): boolean {
    return this.isDelivered(group, kind) && builtinScope(group, kind) === undefined && !this.#brought.has(kindKey(group, kind))
  }
}

/** The kind that a CRD among the items of the package brings. */
export function kindOfCrdResource(resource: Resource): DefinedKind | undefined {
  if (resource.kind !== 'CustomResourceDefinition' || resource.group !== 'apiextensions.k8s.io') return undefined
  const spec = resource.clone().field('spec')
  const group = spec.child('group').string
  const kind = spec.child('names', 'kind').string
  if (group === undefined || kind === undefined) return undefined
  return { group, kind, scope: spec.child('scope').string === 'Cluster' ? 'Cluster' : 'Namespaced' }
}
