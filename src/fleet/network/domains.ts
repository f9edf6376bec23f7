/**
 * In which domain a network lies: where the same address cannot exist twice. Overlap across domains is legal. A domain
 * comes from the config, else from what the objects state, else from an assumption that every finding prints.
 */

import type { Network, NetworkSource } from './model.ts'

/** A domain that the config declares. All conditions that are given must hold; the first entry that matches counts. */
export interface DeclaredDomain {
  readonly name: string
  readonly clusters?: readonly string[] | undefined
  readonly networks?: readonly string[] | undefined
  readonly instances?: readonly string[] | undefined
  readonly masters?: readonly string[] | undefined
  readonly vlans?: readonly number[] | undefined
  /** Which addresses it is about; `networks`, the secondary networks, when it is not given. */
  readonly of?: readonly DomainPart[] | undefined
  /** Whether each cluster has such a domain of its own. */
  readonly perCluster?: boolean | undefined
}

/** Kinds of addresses that a declared domain can be about. */
export const DOMAIN_PARTS = ['networks', 'pods', 'services', 'loadBalancers', 'nodes'] as const
export type DomainPart = (typeof DOMAIN_PARTS)[number]

/**
 * How sure it is that two networks with this key are in one domain. `declared` by the config, `stated` by the objects;
 * `assumed`: the same master and VLAN in different clusters; `guessed`: nothing but the name speaks for it.
 */
export type Certainty = 'declared' | 'stated' | 'assumed' | 'guessed'

/** One domain, as it looks from one of its networks. */
export interface Domain {
  readonly key: string
  /** How messages call it: `network instance vpc-ran`. */
  readonly title: string
  readonly certainty: Certainty
  /** `within`: only networks of one cluster meet in it. `across`: only those of different ones. */
  readonly meets: 'all' | 'within' | 'across'
  /** The title without the cluster: what the like domains of all clusters have in common. */
  readonly scope: string
}

/** The domains of a network; none for one that nothing can be said of. */
export function domainsOf(network: Network, declared: readonly DeclaredDomain[]): Domain[] {
  const entry = declared.find((one) => matches(one, network))
  if (entry !== undefined) return [declaredDomain(entry, network)]
  switch (network.source) {
    case 'services':
    case 'pods':
    case 'service':
      return []
    case 'calico':
      return [within('pods', 'the pod network', network)]
    case 'nodes':
      return [within('nodes', 'the node network', network)]
    case 'balancer':
      return balancerDomains(network)
    default:
      return segmentOf(network)
  }
}

/** The same addresses behind one router in two clusters may be meant (anycast), so that the fabric is only guessed. */
function balancerDomains(network: Network): Domain[] {
  const { master, fabric } = network.domain
  if (master !== undefined) return segmentOf(network)
  const nodes = within('nodes', 'the node network', network)
  if (fabric === undefined) return [nodes]
  return [nodes, { ...all(`fabric ${fabric.value}`, `the routed fabric behind ${fabric.value}`, 'guessed'), meets: 'across' }]
}

function segmentOf(network: Network): Domain[] {
  const { instance, vrf, master, ownMaster, vlan, bridge } = network.domain
  const cluster = network.cluster?.name ?? ''
  if (instance !== undefined) return [all(`instance ${instance.value}`, `the network instance ${instance.value}`, 'stated')]
  if (vrf !== undefined) return [all(`vrf ${vrf.value}`, `the VRF ${vrf.value}`, 'assumed')]
  const tag = vlan?.value ?? 0
  if (bridge !== undefined) return [within(`bridge ${bridge.value} ${tag}`, `the bridge ${bridge.value}`, network)]
  if (master !== undefined && (ownMaster || vlan !== undefined)) {
    return [all(`l2 ${master.value} ${tag}`, `the L2 segment ${master.value} ${tag === 0 ? 'untagged' : `VLAN ${tag}`}`, 'assumed')]
  }
  if (network.source !== 'context') return []
  const at = vlan === undefined ? '' : ` VLAN ${tag}`
  return [
    { ...all(`name ${network.name}${at}`, `the network ${network.name}${at}`, 'guessed'), meets: 'across' },
    { ...all(`cluster ${cluster}${at}`, `the cluster ${cluster}${at}`, 'guessed'), meets: 'within' },
  ]
}

function declaredDomain({ name, perCluster }: DeclaredDomain, network: Network): Domain {
  if (perCluster !== true) return all(`declared ${name}`, `the domain ${name}`, 'declared')
  return { ...within(`declared ${name}`, `the domain ${name}`, network), certainty: 'declared' }
}

/** Which part of a declared domain the networks of a source are. */
export const PARTS: Readonly<Record<NetworkSource, DomainPart>> = {
  context: 'networks',
  attachment: 'networks',
  space: 'networks',
  claim: 'networks',
  function: 'networks',
  pod: 'networks',
  pods: 'pods',
  calico: 'pods',
  services: 'services',
  nodes: 'nodes',
  balancer: 'loadBalancers',
  service: 'loadBalancers',
}

/** Whether a declared domain is about a network. */
export function matches(entry: DeclaredDomain, network: Network): boolean {
  const { instance, master, vlan } = network.domain
  const allows = <T>(list: readonly T[] | undefined, value: T | undefined): boolean => list === undefined || (value !== undefined && list.includes(value))
  return (
    (entry.of ?? ['networks']).includes(PARTS[network.source]) &&
    allows(entry.clusters, network.cluster?.name) &&
    allows(entry.networks, network.name) &&
    allows(entry.instances, instance?.value) &&
    allows(entry.masters, master?.value) &&
    allows(entry.vlans, vlan?.value)
  )
}

function all(key: string, title: string, certainty: Certainty): Domain {
  return { key, title, certainty, meets: 'all', scope: title }
}

function within(key: string, scope: string, { cluster }: Network): Domain {
  const title = cluster === undefined ? scope : `${scope} of ${cluster.name}`
  return { key: `${key} ${cluster?.name ?? ''}`, title, certainty: 'stated', meets: 'within', scope }
}
