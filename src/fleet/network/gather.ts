/** From resources to the network model: one small reader per kind, chosen by group and kind; all others are left alone. */

import type { ClusterContext } from '#fleet/cluster-context.ts'
import { awaitsInjection } from '#fleet/cluster-name.ts'
import { isPlaceholder } from '#fleet/placeholder.ts'
import type { Resource } from '#krm/resource.ts'
import { Gathering, type ClusterOf, type KindReader } from './gathering.ts'
import type { NetworkModel } from './model.ts'
import { readAttachment } from './readers/attachment.ts'
import { readCalicoPool, readCapiCluster, readMetal3Pool } from './readers/cluster-networks.ts'
import { readContextNetworks } from './readers/context.ts'
import { readMetalLbPool, readService } from './readers/load-balancers.ts'
import { readDataNetwork, readInterface, readIpClaim, readVlanClaim } from './readers/nephio-claims.ts'
import { readIpPrefix, readNephioNetwork, readNetworkInstance } from './readers/nephio-space.ts'
import { readNfDeployment } from './readers/nf-deployment.ts'
import { POD_KINDS, readPodNetworks } from './readers/pod-networks.ts'

/** What a model is gathered from. */
export interface NetworkInput {
  readonly resources: readonly Resource[]
  /** The clusters' facts, one per cluster. A context without a name, or with a placeholder for one, is of no cluster. */
  readonly contexts: readonly ClusterContext[]
  /** The name of the cluster that an object is deployed to; undefined when nothing tells. */
  readonly clusterOf: ClusterOf
}

/** Nephio's IPAM was renamed twice. */
const IPAM_GROUPS = ['ipam.resource.nephio.org', 'ipam.alloc.nephio.org', 'ipam.nephio.org']
const VLAN_GROUPS = ['vlan.resource.nephio.org', 'vlan.alloc.nephio.org']

/** Readers in the order in which they run: pods refer to definitions. */
const READERS: readonly (readonly [group: string, kind: string, read: KindReader])[] = [
  ['k8s.cni.cncf.io', 'NetworkAttachmentDefinition', readAttachment],
  ['infra.nephio.org', 'Network', readNephioNetwork],
  ...IPAM_GROUPS.flatMap((group) => [
    [group, 'NetworkInstance', readNetworkInstance] as const,
    [group, 'IPPrefix', readIpPrefix] as const,
    [group, 'IPClaim', readIpClaim] as const,
    [group, 'IPAllocation', readIpClaim] as const,
  ]),
  ...VLAN_GROUPS.flatMap((group) => [
    [group, 'VLANClaim', readVlanClaim] as const,
    [group, 'VLANAllocation', readVlanClaim] as const,
  ]),
  ['req.nephio.org', 'Interface', readInterface],
  ['req.nephio.org', 'DataNetwork', readDataNetwork],
  ...['NF', 'UPF', 'SMF', 'AMF', 'CUCP', 'CUUP', 'DU'].map((kind) => ['workload.nephio.org', `${kind}Deployment`, readNfDeployment] as const),
  ['metallb.io', 'IPAddressPool', readMetalLbPool],
  ['metallb.io', 'AddressPool', readMetalLbPool],
  ['cluster.x-k8s.io', 'Cluster', readCapiCluster],
  ['ipam.metal3.io', 'IPPool', readMetal3Pool],
  ['crd.projectcalico.org', 'IPPool', readCalicoPool],
  ['projectcalico.org', 'IPPool', readCalicoPool],
  ['', 'Service', readService],
  ...['', 'apps', 'batch'].flatMap((group) => POD_KINDS.map((kind) => [group, kind, readPodNetworks] as const)),
]

/** The kinds that are read, as `group/kind`: what a finding of this check can be about, contexts aside. */
export const NETWORK_KINDS: ReadonlySet<string> = new Set(READERS.map(([group, kind]) => `${group}/${kind}`))

/** Also looked at, while a pool is read. */
const LOOKED_AT = new Set(['metallb.io/L2Advertisement', 'metallb.io/BGPAdvertisement', 'metallb.io/BGPPeer'])

/** The network of all resources. Broken values are among the model's problems; nothing is thrown because of them. */
export function gatherNetwork({ resources, contexts, clusterOf }: NetworkInput): NetworkModel {
  const byKind = new Map<string, Resource[]>()
  for (const resource of resources) {
    const key = `${resource.group}/${resource.kind}`
    if (!NETWORK_KINDS.has(key) && !LOOKED_AT.has(key)) continue
    const list = byKind.get(key)
    if (list === undefined) byKind.set(key, [resource])
    else list.push(resource)
  }
  const into = new Gathering(byKind, clusterOf)
  const filled = contexts.filter(({ clusterName }) => clusterName !== undefined && !isPlaceholder(clusterName.value))
  const clusters = filled.map((context) => into.addContext(context.clusterName!.value, context))
  for (const [index, context] of filled.entries()) readContextNetworks(context, clusters[index]!, into)
  for (const [group, kind, read] of READERS) for (const resource of into.ofKind(group, kind)) {
    read(resource, into)
    // A fleet has tens of thousands of them, and only those with findings are looked at again.
    resource.release()
  }
  const { networks, vlanClaims, demands, problems } = into
  return {
    clusters: into.clusters,
    networks,
    vlanClaims,
    demands,
    waiting: contexts.filter((context) => awaitsInjection(context)).flatMap((context) => context.resources),
    problems,
    resources: [...new Set([...filled.flatMap((context) => context.resources), ...[...byKind.values()].flat()])],
  }
}
