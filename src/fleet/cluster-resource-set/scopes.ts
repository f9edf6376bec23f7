/** Which kinds need a namespace, and which exist on the cluster at all. */

import type { Resource } from '#krm/resource.ts'
import { builtinScope, kindKey, type Scope } from './builtin-kinds.ts'
import type { DefinedKind } from './packable.ts'

/** What is known of custom kinds: those that the sets bring, and those that are only known. */
export class Scopes {
  readonly #delivered: ReadonlyMap<string, Scope>
  readonly #known: ReadonlyMap<string, Scope>

  /** `delivered`: CRDs that travel in the sets. `known`: kinds that the cluster has from elsewhere or that a CRD nearby describes. */
  constructor(delivered: readonly DefinedKind[], elsewhere: readonly DefinedKind[], nearby: readonly DefinedKind[]) {
    this.#delivered = new Map([...elsewhere, ...delivered].map(({ group, kind, scope }) => [kindKey(group, kind), scope]))
    this.#known = new Map([...nearby, ...elsewhere, ...delivered].map(({ group, kind, scope }) => [kindKey(group, kind), scope]))
  }

  /** Undefined for a kind that nothing describes. */
  of(group: string, kind: string): Scope | undefined {
    return builtinScope(group, kind) ?? this.#known.get(kindKey(group, kind))
  }

  /** Whether the cluster will know the kind: built in, brought by a set, or had from elsewhere. */
  isDelivered(group: string, kind: string): boolean {
    return builtinScope(group, kind) !== undefined || this.#delivered.has(kindKey(group, kind))
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
