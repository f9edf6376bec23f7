/** What readers of kinds are given: the resources, the clusters, and where to put what they read. */

import type { ClusterContext } from '#fleet/cluster-context.ts'
import type { Field } from '#krm/field.ts'
import type { Resource } from '#krm/resource.ts'
import { groupBy } from './group-by.ts'
import type { InterfaceDemand, Network, NetworkCluster, VlanClaim } from './model.ts'
import { quoted } from './read-addresses.ts'
import type { Finding, Report } from './rule.ts'
import { ADDRESS_RULES } from './rules/addresses.ts'
import { placed, spotOf, type Placed } from './spot.ts'

/** Reads what one kind says of the network. Everything that is wrong with a value is reported, nothing is thrown. */
export type KindReader = (resource: Resource, into: Gathering) => void

/** Which cluster an object belongs to: the name of a known cluster, or undefined. */
export type ClusterOf = (resource: Resource) => string | undefined

/** The annotation of objects that stay in the package and reach no cluster (kpt). */
const LOCAL_CONFIG = 'config.kubernetes.io/local-config'

/** Collects the model while the resources are read. */
export class Gathering {
  readonly networks: Network[] = []
  readonly vlanClaims: VlanClaim[] = []
  readonly demands: InterfaceDemand[] = []
  readonly problems: Finding[] = []
  readonly report: Report = (finding) => void this.problems.push(finding)
  readonly #byKind: ReadonlyMap<string, readonly Resource[]>
  readonly #clusters = new Map<string, NetworkCluster>()
  readonly #clusterOf: ClusterOf
  #attachments: Map<string, Network[]> | undefined

  constructor(byKind: ReadonlyMap<string, readonly Resource[]>, clusterOf: ClusterOf) {
    this.#byKind = byKind
    this.#clusterOf = clusterOf
  }

  get clusters(): readonly NetworkCluster[] {
    return [...this.#clusters.values()]
  }

  /** The resources of a group and kind, in their order. */
  ofKind(group: string, kind: string): readonly Resource[] {
    return this.#byKind.get(`${group}/${kind}`) ?? []
  }

  /** The definitions of a name that were read so far, whatever their namespace and cluster. */
  attachmentsNamed(name: string): readonly Network[] {
    this.#attachments ??= groupBy(this.networks.filter(({ source }) => source === 'attachment'), (network) => network.name)
    return this.#attachments.get(name) ?? []
  }

  /** The cluster of a context; the first context of a name decides what is known of it. */
  addContext(name: string, context: ClusterContext): NetworkCluster {
    const known = this.#clusters.get(name)
    if (known !== undefined) return known
    const [resource] = context.resources
    const cluster = {
      name,
      at: context.clusterName === undefined ? spotOf(resource) : { field: context.clusterName.from },
      site: context.siteCode?.value,
      cnis: context.cnis.map((cni) => placed(cni)),
      master: context.masterInterface && placed(context.masterInterface),
    }
    this.#clusters.set(name, cluster)
    return cluster
  }

  /** The cluster that an object names; a name that no context has is a cluster of which no more is known. */
  clusterNamed(name: Placed<string>): NetworkCluster {
    let cluster = this.#clusters.get(name.value)
    if (cluster === undefined) {
      cluster = { name: name.value, at: name.at, site: undefined, cnis: [], master: undefined }
      this.#clusters.set(name.value, cluster)
    }
    return cluster
  }

  /** The cluster that an object is deployed to, as far as it is known. */
  clusterOf(resource: Resource): NetworkCluster | undefined {
    const name = this.#clusterOf(resource)
    return name === undefined ? undefined : this.clusterNamed({ value: name, at: spotOf(resource) })
  }

  /** A field's text, undefined when it is absent or null. A number, a bool or a list where a text belongs is reported. */
  text(field: Field): Placed<string> | undefined {
    const kind = field.node()?.kind
    const value = kind === 'scalar' || kind === 'alias' ? field.value : kind
    if (value === undefined || value === null) return undefined
    const at = { field }
    if (typeof value === 'string' && (kind === 'scalar' || kind === 'alias')) return { value, at }
    const what = field.scalarText === undefined ? 'is no text' : `is ${field.scalarText} without quotes, which is no text; write ${quoted(field.scalarText)}`
    this.report({ rule: ADDRESS_RULES.unreadable, message: `${field.name} ${what}`, at })
    return undefined
  }

  /** The texts of a list, in order. */
  texts(field: Field): Placed<string>[] {
    return field.node()?.kind === 'seq' ? field.children().flatMap((item) => this.text(item) ?? []) : []
  }

  /** A whole number; undefined when the field holds none. What kind of value belongs there is the schema's business. */
  integer(field: Field): Placed<number> | undefined {
    const { value } = field
    return typeof value === 'number' && Number.isInteger(value) ? { value, at: { field } } : undefined
  }
}

/** Whether an object stays in its package: it takes no address anywhere. */
export function isLocal(resource: Resource): boolean {
  return resource.annotations.get(LOCAL_CONFIG) === 'true'
}

/** The items of a list field; none when it is absent or no list. */
export function itemsOf(field: Field): Field[] {
  return field.node()?.kind === 'seq' ? field.children() : []
}
