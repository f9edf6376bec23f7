/** The network of a set of resources as one plain value: who takes which addresses, where, in which domain. */

import type { Address } from '#net/address.ts'
import type { Prefix } from '#net/prefix.ts'
import type { Range } from '#net/range.ts'
import type { Resource } from '#krm/resource.ts'
import type { Finding } from './rule.ts'
import type { Placed, Spot } from './spot.ts'

/**
 * What a range of addresses is for.
 * - `parent`: space that others are cut from (a prefix of a Network, a NetworkInstance, an IPPrefix);
 * - `prefix`: the subnet of a segment, which says how long the netmask is;
 * - `pool`: addresses that something hands out by itself;
 * - `host`: one address, fixed;
 * - `gateway`: the router's address: shared by all, taken by none;
 * - `exclude`: taken out of a pool.
 */
export type Role = 'parent' | 'prefix' | 'pool' | 'host' | 'gateway' | 'exclude'

/** One range of addresses that one object speaks of. A peer's address that is only referenced is none. */
export interface Allocation {
  readonly role: Role
  /** Its addresses; those of a prefix without host bits. */
  readonly range: Range
  /** The prefix that the text names; undefined for single addresses and ranges `a-b`. */
  readonly prefix: Prefix | undefined
  readonly text: string
  readonly at: Spot
  /** Which allocations of the network belong together (a range with its own excludes); undefined for those of all. */
  readonly part: number | undefined
}

/** The kinds of objects that networks are read from, by what they do. */
export type NetworkSource =
  | 'context' //    an entry of networkContexts: what a cluster may use
  | 'attachment' // a NetworkAttachmentDefinition: what pods get
  | 'space' //      Network, NetworkInstance, IPPrefix: declared address space, of the whole fleet
  | 'claim' //      IPClaim: a part of a space
  | 'function' //   NFDeployment: interfaces and data networks of a network function
  | 'pods' //       the cluster's own pod network
  | 'services' //   the cluster's own service addresses
  | 'calico' //     a pool that Calico gives pods their addresses from
  | 'nodes' //      addresses of machines (metal3)
  | 'balancer' //   a pool of load balancer addresses (MetalLB)
  | 'service' //    the fixed address of one Service
  | 'pod' //        a fixed address asked for in a pod's annotation

/** Who hands out the addresses, where it matters how: whereabouts and host-local keep different state. */
export type Ipam = 'whereabouts' | 'host-local' | 'static' | 'dhcp'

/** What decides which networks meet. Undefined parts are not stated. */
export interface DomainParts {
  /** Nephio's network instance, a VPC. */
  readonly instance?: Placed<string> | undefined
  /** The VRF that the CNI plugin `vrf` puts the interface into. */
  readonly vrf?: Placed<string> | undefined
  /** The interface of the node, or the SR-IOV resource, that the network is reached through; without a `.vlan` suffix. */
  readonly master?: Placed<string> | undefined
  /** Whether the network itself states the master; false when it only follows from its cluster. */
  readonly ownMaster: boolean
  /** 0 is untagged, stated or because nothing else is possible. Undefined: not stated. */
  readonly vlan?: Placed<number> | undefined
  /** The router that the addresses are announced to by BGP: the routed fabric that they belong to. */
  readonly fabric?: Placed<string> | undefined
  /** A bridge on each node whose uplink nothing tells. */
  readonly bridge?: Placed<string> | undefined
}

/** One network as one object states it. */
export interface Network {
  readonly source: NetworkSource
  readonly resource: Resource
  /** What people call it: the context's name, the object's name, the routing table's name. */
  readonly name: string
  readonly at: Spot
  readonly cluster: NetworkCluster | undefined
  readonly domain: DomainParts
  /** All VLANs that it states, `domain.vlan` among them. */
  readonly vlans: readonly Placed<number>[]
  readonly mtu: Placed<number> | undefined
  /** The CNI plugin that attaches to it. */
  readonly cni: Placed<string> | undefined
  readonly ipam: Ipam | undefined
  /** Pools with the same key share their state, so that they never give an address twice. Undefined: each for itself. */
  readonly state: string | undefined
  /** Words for messages where the source alone says too little: `auto-assign`, `loopback`, … */
  readonly traits: ReadonlySet<string>
  readonly allocations: readonly Allocation[]
}

/** What the rules need to know of a cluster. One value per cluster name. */
export interface NetworkCluster {
  readonly name: string
  readonly at: Spot
  readonly site: string | undefined
  readonly cnis: readonly Placed<string>[]
  readonly master: Placed<string> | undefined
}

/** A claim of a VLAN in an index (Nephio: one index per cluster). */
export interface VlanClaim {
  readonly resource: Resource
  readonly index: string
  readonly vlan: Placed<number>
}

/** What a Nephio Interface demands. */
export interface InterfaceDemand {
  readonly resource: Resource
  readonly cluster: NetworkCluster | undefined
  readonly instance: Placed<string> | undefined
  readonly cni: Placed<string> | undefined
  readonly families: Placed<string> | undefined
  /** Prefixes and gateways that it was given. */
  readonly given: readonly { readonly prefix: Placed<Prefix>; readonly gateway: Placed<Address> | undefined }[]
}

/** The whole. Sorted as the resources were given. */
export interface NetworkModel {
  readonly clusters: readonly NetworkCluster[]
  readonly networks: readonly Network[]
  readonly vlanClaims: readonly VlanClaim[]
  readonly demands: readonly InterfaceDemand[]
  /** Contexts that still hold a placeholder: nothing about their packages can be final. */
  readonly waiting: readonly Resource[]
  /** What was wrong with single values, found while reading. */
  readonly problems: readonly Finding[]
  /** All resources that anything was read from. */
  readonly resources: readonly Resource[]
}
