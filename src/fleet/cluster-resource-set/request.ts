/** What a set shall be, before anything is packed. */

import type { Resource } from '#krm/resource.ts'

export type Strategy = 'ApplyOnce' | 'Reconcile'

/** A set for one cluster (`cluster` names it), or for all clusters that carry its labels. */
export interface SetInstance {
  /** Name of the ClusterResourceSet: `my-ran-cni`, or the set's own name when it goes by label. */
  readonly fullName: string
  /** That of the Cluster; empty when the package leaves it to whoever applies it. */
  readonly namespace: string
  readonly cluster: string | undefined
  readonly selector: ReadonlyMap<string, string>
  /** The Secrets that it refers to. */
  readonly secrets: readonly SecretRequest[]
}

/** How an ExternalSecret makes the Secret: `keys` of the Secret on the cluster and the properties they come from. */
export interface ExternalSecretRequest {
  readonly store: { readonly name: string; readonly kind: 'ClusterSecretStore' | 'SecretStore' }
  readonly remoteKey: string
  readonly refreshInterval: string
  readonly secret: { readonly name: string; readonly namespace: string; readonly type: string }
  readonly keys: ReadonlyMap<string, string>
}

/** A Secret of the management cluster that holds a wrapped Secret for the cluster. */
export interface SecretRequest {
  readonly name: string
  readonly external: ExternalSecretRequest | undefined
}

export interface SetRequest {
  /** Its name in the config: `cni`. */
  readonly name: string
  readonly strategy: Strategy
  readonly instances: readonly SetInstance[]
  /** The resources whose objects it delivers, in order. */
  readonly sources: readonly Resource[]
}

/** What all that is generated in one run has in common. */
export interface Stamp {
  /** metadata.name of the config. */
  readonly generatedFrom: string
  readonly version: 'v1beta2' | 'v1beta1'
  /** Labels that a user wants on everything. */
  readonly labels: ReadonlyMap<string, string>
  /** Folder of the package in which the files are written. */
  readonly directory: string
}
