/** Names that generated sets carry and that others select by. */

import { DOMAIN } from '#krm/names.ts'

/** API group of ClusterResourceSet and its binding (Cluster API). */
export const ADDONS_GROUP = 'addons.cluster.x-k8s.io'

/** API group of Cluster (Cluster API). */
export const CLUSTER_GROUP = 'cluster.x-k8s.io'

/** The only type of Secret that the controller applies. */
export const RESOURCE_SET_SECRET = 'addons.cluster.x-k8s.io/resource-set'

/** On an object: the name of the set that delivers it, or `none`. Never travels. */
export const SET_ANNOTATION = `${DOMAIN}/cluster-resource-set`

/** On a Cluster: its own name, by which the sets of one cluster select it. */
export const CLUSTER_LABEL = `${DOMAIN}/cluster`

/** On all that is generated: the function. */
export const GENERATED_BY = `${DOMAIN}/generated-by`
export const GENERATOR = 'generate-cluster-resource-set'

/** On all that is generated: where it belongs, as `<config>/<set>/<cluster>`; without a cluster for a set by label. */
export const GENERATED_FROM = `${DOMAIN}/generated-from`

/** On a generated ConfigMap: the hash that the binding shows once it is applied. */
export const CONTENT_HASH = `${DOMAIN}/content-sha256`

/** kpt, Config Sync and Flux leave objects with this annotation alone. */
export const LOCAL_CONFIG = 'config.kubernetes.io/local-config'

const DNS_LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/
const DNS_SUBDOMAIN = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/
const LABEL_VALUE = /^(?:[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$/
const LABEL_NAME = /^[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$/

/** RFC 1123 label: names of clusters and sets. */
export function isDnsLabel(name: string): boolean {
  return DNS_LABEL.test(name)
}

/** Name of a ConfigMap or Secret. */
export function isObjectName(name: string): boolean {
  return DNS_SUBDOMAIN.test(name)
}

export function isLabelValue(value: string): boolean {
  return LABEL_VALUE.test(value)
}

/** Key of a label: a name of at most 63 characters, before it perhaps a DNS subdomain and a slash. */
export function isLabelKey(key: string): boolean {
  const slash = key.indexOf('/')
  return slash === -1 ? LABEL_NAME.test(key) : DNS_SUBDOMAIN.test(key.slice(0, slash)) && LABEL_NAME.test(key.slice(slash + 1))
}

/** Whether a name seems to hold a version: `calico-3.32.1`, `flux-v2`, `cni-20240101`. */
export function holdsVersion(name: string): boolean {
  return /(?:^|[-_.])v?\d+[._]\d+|[-_.]v\d+(?:$|[-_.])|\d{8}/.test(name)
}
