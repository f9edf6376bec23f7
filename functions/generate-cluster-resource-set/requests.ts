/** From the config to what the planner is asked for; everything that Kubernetes would refuse is said here. */

import { report } from '#fleet/finding.ts'
import { CRS_FINDINGS } from '#fleet/cluster-resource-set/findings.ts'
import { LARGEST_ANNOTATIONS, LARGEST_CONFIG_MAP } from '#fleet/cluster-resource-set/measure.ts'
import { CLUSTER_LABEL, holdsVersion, isDnsLabel, isLabelKey, isLabelValue, isObjectName } from '#fleet/cluster-resource-set/names.ts'
import type { Budget } from '#fleet/cluster-resource-set/plan.ts'
import type { SecretRequest, SetInstance, SetRequest, Stamp } from '#fleet/cluster-resource-set/request.ts'
import type { SetSelection } from '#fleet/cluster-resource-set/select.ts'
import type { TargetCluster } from '#fleet/cluster-resource-set/target-clusters.ts'
import type { Resource } from '#krm/resource.ts'
import type { Results } from '#krm/result.ts'
import type { PathStep } from '#krm/tree.ts'
import type { GenerateClusterResourceSet } from './config.ts'

type SetConfig = GenerateClusterResourceSet['sets'][number]
type SecretConfig = NonNullable<SetConfig['secrets']>[number]
type Refuse = (message: string, ...path: PathStep[]) => void

/** Says what is wrong with names, labels and sizes in the config. */
export function checkConfig(config: GenerateClusterResourceSet, resource: Resource, results: Results): void {
  const refuse: Refuse = (message, ...path) => report(results, CRS_FINDINGS.badName, message, resource.field(...path))
  const names = new Set<string>()
  for (const [index, set] of config.sets.entries()) {
    const at: PathStep[] = ['sets', index]
    if (!isDnsLabel(set.name)) refuse(`the set name "${set.name}" is no DNS label: lower case letters, digits and -, at most 63`, ...at, 'name')
    else if (set.name === 'none') refuse('the set name "none" is taken: it keeps an object out of every set', ...at, 'name')
    if (names.has(set.name)) refuse(`two sets are called "${set.name}"`, ...at, 'name')
    names.add(set.name)
    if (holdsVersion(set.name)) {
      report(results, CRS_FINDINGS.versionInName, `the set name "${set.name}" holds a version; leave it out: a changed payload is applied under the same name`, resource.field(...at, 'name'))
    }
    checkSelector(set, at, resource, results)
    for (const [which, path] of (set.select?.paths ?? []).entries()) {
      if (set.selector !== undefined && path.includes(CLUSTER_VARIABLE)) refuse(`a set by label knows no cluster: leave ${CLUSTER_VARIABLE} out, or leave selector out`, ...at, 'select', 'paths', which)
    }
    checkSecrets(set, at, refuse)
  }
  for (const [index, name] of (config.clusters ?? []).entries()) if (!isDnsLabel(name)) refuse(`the cluster name "${name}" is no DNS label`, 'clusters', index)
  if (config.namespace !== undefined && !isDnsLabel(config.namespace)) refuse(`the namespace "${config.namespace}" is no DNS label`, 'namespace')
  for (const [key, value] of Object.entries(config.labels ?? {})) if (!isLabelKey(key) || !isLabelValue(value)) refuse(`"${key}: ${value}" is no label`, 'labels', key)
  if (!isWithin(config.clientSideBytes, LARGEST_ANNOTATIONS)) refuse(`must be a whole number from 1000 to ${LARGEST_ANNOTATIONS}`, 'clientSideBytes')
  if (!isWithin(config.maxBytes, LARGEST_CONFIG_MAP)) refuse(`must be a whole number from 1000 to ${LARGEST_CONFIG_MAP}`, 'maxBytes')
  const { directory } = config
  if (directory !== undefined && (directory.startsWith('/') || directory.split('/').includes('..'))) refuse(`the directory "${directory}" leaves the package`, 'directory')
}

function isWithin(bytes: number | undefined, most: number): boolean {
  return bytes === undefined || (Number.isInteger(bytes) && bytes >= 1000 && bytes <= most)
}

function checkSelector({ selector }: SetConfig, at: readonly PathStep[], resource: Resource, results: Results): void {
  if (selector === undefined) return
  const entries = Object.entries(selector)
  if (entries.length === 0) report(results, CRS_FINDINGS.badName, 'the selector is empty: it would select no cluster and hide changes from other sets; leave it out or write a label', resource.field(...at, 'selector'))
  for (const [key, value] of entries) {
    const field = resource.field(...at, 'selector', key)
    if (!isLabelKey(key) || !isLabelValue(value)) report(results, CRS_FINDINGS.badName, `"${key}: ${value}" is no label (at most 63 letters, digits, -, _ and .)`, field)
    else if (holdsVersion(value)) report(results, CRS_FINDINGS.versionInName, `the label ${key}: ${value} holds a version; the selector is immutable and the label would have to move at every upgrade: leave it out`, field)
  }
}

function checkSecrets({ secrets = [], selector }: SetConfig, at: readonly PathStep[], refuse: Refuse): void {
  for (const [index, { name, externalSecret }] of secrets.entries()) {
    const place = [...at, 'secrets', index]
    if (!isObjectName(selector === undefined ? name.replaceAll(CLUSTER_VARIABLE, 'x') : name)) refuse(`"${name}" is no name of a Secret${selector === undefined ? '' : ' (a set by label knows no cluster)'}`, ...place, 'name')
    if (externalSecret === undefined) continue
    const inside = [...place, 'externalSecret']
    if (!isObjectName(externalSecret.store)) refuse(`"${externalSecret.store}" is no name of a store`, ...inside, 'store')
    if (!isObjectName(externalSecret.secret.name)) refuse(`"${externalSecret.secret.name}" is no name of a Secret`, ...inside, 'secret', 'name')
    if (!isDnsLabel(externalSecret.secret.namespace)) refuse(`"${externalSecret.secret.namespace}" is no namespace`, ...inside, 'secret', 'namespace')
    const keys = Object.keys(externalSecret.keys)
    if (keys.length === 0) refuse('keys must name at least one key of the Secret', ...inside, 'keys')
    for (const key of keys) if (!/^[-._a-zA-Z0-9]{1,253}$/.test(key)) refuse(`"${key}" is no key of a Secret`, ...inside, 'keys', key)
  }
}

/** Two ExternalSecrets of one name cannot both be written: one per cluster needs the cluster in its name. */
export function checkSecretNames(requests: readonly SetRequest[], resource: Resource, results: Results): void {
  const made = new Set<string>()
  const names = resource.field('sets').children().map((set) => set.child('name').string)
  for (const { name, instances } of requests) {
    for (const { namespace, secrets } of instances) {
      for (const secret of secrets) {
        if (secret.external === undefined) continue
        const key = `${namespace}/${secret.name}`
        if (made.has(key)) report(results, CRS_FINDINGS.badName, `the set ${name} makes the Secret ${key} a second time; write ${CLUSTER_VARIABLE} into its name, or leave externalSecret out of one`, resource.field('sets', names.indexOf(name), 'secrets'))
        made.add(key)
      }
    }
  }
}

/** A selection, and the set of the config that it is for. */
export interface ConfiguredSelection extends SetSelection {
  readonly set: SetConfig
}

/** The sets as they select: one selection for each cluster where a path names the cluster. */
export function selectionsOf(config: GenerateClusterResourceSet, clusters: readonly TargetCluster[]): ConfiguredSelection[] {
  return config.sets.flatMap((set) => {
    const { paths, labels, kinds } = set.select ?? {}
    const selection = { name: set.name, set, paths, labels: labels === undefined ? undefined : new Map(Object.entries(labels)), kinds }
    if (set.selector !== undefined || paths?.some((path) => path.includes(CLUSTER_VARIABLE)) !== true) return [selection]
    return clusters.map(({ name }) => ({ ...selection, cluster: name, paths: paths.map((path) => path.replaceAll(CLUSTER_VARIABLE, name)) }))
  })
}

/** The sets as they are planned. `namespace` counts for sets by label; those of one cluster live beside it. */
export function requestsOf(
  selected: ReadonlyMap<SetSelection, readonly Resource[]>,
  selections: readonly ConfiguredSelection[],
  clusters: readonly TargetCluster[],
  namespace: string,
): SetRequest[] {
  return selections.map((selection) => ({
    name: selection.name,
    strategy: selection.set.strategy,
    instances: instancesOf(selection.set, clusters.filter(({ name }) => selection.cluster === undefined || selection.cluster === name), namespace),
    sources: selected.get(selection) ?? [],
  }))
}

function instancesOf({ name, selector, secrets = [] }: SetConfig, clusters: readonly TargetCluster[], namespace: string): SetInstance[] {
  if (selector !== undefined) {
    return [{ fullName: name, namespace, cluster: undefined, selector: new Map(Object.entries(selector)), secrets: secrets.map((secret) => secretOf(secret, '')) }]
  }
  return clusters.map((cluster) => ({
    fullName: `${cluster.name}-${name}`,
    namespace: cluster.namespace,
    cluster: cluster.name,
    selector: new Map([[CLUSTER_LABEL, cluster.name]]),
    secrets: secrets.map((secret) => secretOf(secret, cluster.name)),
  }))
}

/** What the name of a cluster may stand for in the names of Secrets. */
const CLUSTER_VARIABLE = '${cluster-name}'

function secretOf({ name, externalSecret }: SecretConfig, cluster: string): SecretRequest {
  const filled = (text: string): string => text.replaceAll(CLUSTER_VARIABLE, cluster)
  if (externalSecret === undefined) return { name: filled(name), external: undefined }
  const { store, storeKind, remoteKey, refreshInterval, secret, keys } = externalSecret
  return {
    name: filled(name),
    external: {
      store: { name: store, kind: storeKind ?? 'ClusterSecretStore' },
      remoteKey: filled(remoteKey),
      refreshInterval: refreshInterval ?? '1h',
      secret: { name: secret.name, namespace: secret.namespace, type: secret.type ?? 'Opaque' },
      keys: new Map(Object.entries(keys)),
    },
  }
}

export function stampOf(config: GenerateClusterResourceSet, resource: Resource): Stamp {
  return {
    generatedFrom: resource.name.replaceAll('/', '-'),
    version: config.crsVersion ?? 'v1beta2',
    labels: new Map(Object.entries(config.labels ?? {})),
    directory: (config.directory ?? 'cluster-resource-sets').replace(/\/+$/, '').replace(/^\.\/?/, ''),
  }
}

export function budgetOf({ clientSideBytes, maxBytes, oversize }: GenerateClusterResourceSet): Budget {
  return { clientSide: clientSideBytes ?? 250_000, values: maxBytes ?? 1_000_000, mayStrip: oversize === 'strip-descriptions' }
}
