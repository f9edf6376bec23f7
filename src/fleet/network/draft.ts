/** A network while its object is read. */

import type { Address } from '#net/address.ts'
import { networkOf, type Prefix } from '#net/prefix.ts'
import { rangeOf, type Range } from '#net/range.ts'
import type { Resource } from '#krm/resource.ts'
import type { Allocation, DomainParts, Ipam, Network, NetworkCluster, NetworkSource, Role } from './model.ts'
import type { Placed, Spot } from './spot.ts'

const NONE: ReadonlySet<string> = new Set()

/** Builds one network. Readers set what the object states and add its allocations. */
export class NetworkDraft {
  readonly source: NetworkSource
  readonly resource: Resource
  readonly name: string
  readonly at: Spot
  cluster: NetworkCluster | undefined
  instance: Placed<string> | undefined
  vrf: Placed<string> | undefined
  master: Placed<string> | undefined
  ownMaster = true
  vlan: Placed<number> | undefined
  bridge: Placed<string> | undefined
  fabric: Placed<string> | undefined
  vlans: Placed<number>[] = []
  mtu: Placed<number> | undefined
  cni: Placed<string> | undefined
  ipam: Ipam | undefined
  state: string | undefined
  #traits: ReadonlySet<string> = NONE
  readonly #allocations: Allocation[] = []

  constructor(source: NetworkSource, resource: Resource, name: string, at: Spot, cluster: NetworkCluster | undefined) {
    this.source = source
    this.resource = resource
    this.name = name
    this.at = at
    this.cluster = cluster
  }

  /** Adds a range that a text names. */
  range(role: Role, range: Range, text: Placed<string>, part?: number): void {
    const { family, first, last } = range
    this.#add(role, { family, first, last }, undefined, text, part)
  }

  /** Adds a prefix, without its host bits. */
  prefix(role: Role, prefix: Prefix, text: Placed<string>, part?: number): void {
    const network = networkOf(prefix)
    this.#add(role, network, network, text, part)
  }

  /** Adds one address and, where it is known, the prefix that it stands in. */
  address(role: Role, address: Address, text: Placed<string>, part?: number, prefix?: Prefix): void {
    this.#add(role, rangeOf(address), prefix && networkOf(prefix), text, part)
  }

  trait(trait: string): void {
    this.#traits = new Set([...this.#traits, trait])
  }

  get isEmpty(): boolean {
    return this.#allocations.length === 0
  }

  finish(): Network {
    const { source, resource, name, at, cluster, mtu, cni, ipam, state, vlan } = this
    const domain: DomainParts = { instance: this.instance, vrf: this.vrf, master: this.master, ownMaster: this.ownMaster, vlan, bridge: this.bridge, fabric: this.fabric }
    const vlans = vlan === undefined || vlan.value === 0 ? this.vlans : [vlan, ...this.vlans]
    return { source, resource, name, at, cluster, domain, vlans, mtu, cni, ipam, state, traits: this.#traits, allocations: this.#allocations }
  }

  #add(role: Role, range: Range, prefix: Prefix | undefined, text: Placed<string>, part: number | undefined): void {
    this.#allocations.push({ role, range, prefix, text: text.value, at: text.at, part })
  }
}
