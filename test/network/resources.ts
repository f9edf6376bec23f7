/** Resources for tests of the network, written as text. */

import { readKrmFile } from '#krm/krm-file.ts'
import type { Resource } from '#krm/resource.ts'
import { checkNetwork, NO_POLICY, type NetworkPolicy } from '#fleet/network/check.ts'
import { clustersOf } from '#fleet/network/clusters.ts'
import { gatherNetwork } from '#fleet/network/gather.ts'
import type { NetworkModel } from '#fleet/network/model.ts'
import type { Result } from '#krm/result.ts'

/** The resources of files; a text that is no YAML is a defect of the test. */
export function resourcesOf(files: Readonly<Record<string, string>>): Resource[] {
  return Object.entries(files).flatMap(([path, text]) => {
    const { resources, problems } = readKrmFile(path, text)
    if (problems.length > 0) throw new Error(`${path}: ${problems.map(({ message }) => message).join('; ')}`)
    return [...resources]
  })
}

export function modelOf(resources: readonly Resource[]): NetworkModel {
  return gatherNetwork({ resources, ...clustersOf(resources) })
}

export function check(resources: readonly Resource[], policy: NetworkPolicy = NO_POLICY): Result[] {
  return checkNetwork(modelOf(resources), policy)
}

/** A ClusterContext; `networks` are lines of YAML, one per network. */
export function context(name: string, networks: readonly string[] = [], spec = ''): string {
  const list = networks.length === 0 ? '' : `  networkContexts:\n${networks.map((network) => `  - {${network}}\n`).join('')}`
  return `apiVersion: infra.nephio.org/v1alpha1\nkind: ClusterContext\nmetadata:\n  name: ${name}\nspec:\n  clusterName: ${name}\n${spec}${list}`
}

/** A NetworkAttachmentDefinition with this configuration in a block scalar. */
export function attachment(name: string, config: string, namespace = 'default'): string {
  const lines = config.split('\n').map((line) => `    ${line}\n`).join('')
  return `apiVersion: k8s.cni.cncf.io/v1\nkind: NetworkAttachmentDefinition\nmetadata:\n  name: ${name}\n  namespace: ${namespace}\nspec:\n  config: |\n${lines}`
}
