/** The config of one cluster with its templates filled in. */

import { INFRA_GROUP } from '#fleet/cluster-context.ts'
import { report } from '#fleet/finding.ts'
import type { ChosenCluster } from '#fleet/sync/chosen-cluster.ts'
import type { Expander } from '#fleet/sync/expand-config.ts'
import { withScheme } from '#fleet/sync/git-url.ts'
import type { WantedMetadata } from '#fleet/sync/set-fields.ts'
import { SYNC_FINDINGS } from '#fleet/sync/sync-findings.ts'
import { LONGEST_FLUX_NAME, shortName } from '#fleet/sync/sync-name.ts'
import type { ConfigKind, FunctionConfig } from '#krm/function-config.ts'
import type { PlainValue } from '#krm/print.ts'
import type { Results } from '#krm/result.ts'
import type { InjectFluxSync } from './config.ts'

/** Kinds that may stand as the functionConfig beside its own. */
export const CONTEXT_KINDS: readonly ConfigKind[] = [{ group: INFRA_GROUP, kind: 'ClusterContext' }, { group: INFRA_GROUP, kind: 'WorkloadCluster' }]

/** What one cluster should have. */
export interface FluxSettings extends WantedMetadata {
  /** Undefined: that of the existing objects, else flux-system. */
  readonly name: string | undefined
  readonly namespace: string
  readonly sourceKind: 'GitRepository' | 'OCIRepository'
  /** Fields of the source's spec in the form of the CRD; `ref` holds only what is stated. */
  readonly source: ReadonlyMap<string, PlainValue>
  readonly ref: ReadonlyMap<string, PlainValue>
  /** A branch for a source that names nothing else. */
  readonly branch: string
  /** Fields of the Kustomization's spec; `path` only where it is stated. */
  readonly kustomization: ReadonlyMap<string, PlainValue>
  /** The path of a new Kustomization. */
  readonly defaultPath: () => string
  /** Undefined, or the names of Nephio's Secrets. */
  readonly convention: { readonly secret: string; readonly kubeConfig: string } | undefined
  readonly file: string
  readonly cluster: string | undefined
}

const REF_KEYS = new Set(['branch', 'tag', 'semver', 'commit', 'digest'])

/** The settings for one cluster. `cluster`: its name, which the templates have too. */
export function readFluxSettings(
  config: FunctionConfig<InjectFluxSync>,
  { repository }: ChosenCluster,
  cluster: string | undefined,
  fill: Expander,
  defaults: { readonly file: string; readonly localConfig: boolean | undefined },
  results: Results,
): FluxSettings {
  const own = config.form === 'own' ? config : undefined
  const at = own?.resource.field()
  const text = (key: string): string | undefined => {
    const field = at?.child(key)
    return field?.string === undefined ? undefined : fill.text(field.string, field)
  }
  const pairs = (key: string): Map<string, string> => new Map((at?.child(key).children() ?? []).map((field) => [String(field.path.at(-1)), fill.text(field.string ?? '', field)]))
  const block = (key: string): [string, PlainValue][] => (at?.child(key).children() ?? []).map((field) => [String(field.path.at(-1)), fill.value(field.value ?? null, field)] as [string, PlainValue]).filter(([key, value]) => key === 'secretRef' || (value !== '' && value !== null))
  if (own?.value.git !== undefined && own.value.oci !== undefined) report(results, SYNC_FINDINGS.badConfig, 'a Kustomization has one source; the config has git and oci', at!.child('oci'))
  const isCluster = own?.value.name === 'cluster'
  if (isCluster && cluster === undefined) report(results, SYNC_FINDINGS.noValue, 'name is cluster, but nothing says which cluster this is: add a ClusterContext to the package')
  const isOci = own?.value.oci !== undefined
  const entries = block(isOci ? 'oci' : 'git')
  const source = new Map(entries.filter(([key]) => !REF_KEYS.has(key)).map(([key, value]) => (key === 'repo' ? ['url', value] : [key, referenced(key, value)])))
  if (!isOci && !source.has('url') && repository?.url !== undefined) source.set('url', repository.url.value)
  const url = source.get('url')
  if (typeof url === 'string') source.set('url', withScheme(url))
  const ref = new Map(entries.filter(([key]) => REF_KEYS.has(key)))
  const isFromRepository = repository?.url !== undefined && !entries.some(([key]) => key === 'repo')
  if (!isOci && ref.size === 0 && isFromRepository && repository.branch !== undefined) ref.set('branch', repository.branch.value)
  return {
    name: shortened(isCluster ? cluster : text('name'), results),
    namespace: text('namespace') ?? 'flux-system',
    sourceKind: isOci ? 'OCIRepository' : 'GitRepository',
    source,
    ref,
    branch: 'main',
    kustomization: new Map(block('kustomization').map(([key, value]) => [key, referenced(key, value)])),
    defaultPath: () => fill.text('./clusters/${environment}/${cluster-name}'),
    convention: isCluster ? { secret: `${cluster}-access-token-porch`, kubeConfig: `${cluster}-kubeconfig` } : undefined,
    file: fill.text(own?.value.path ?? defaults.file, at?.child('path')),
    localConfig: own?.value.localConfig ?? defaults.localConfig,
    labels: pairs('labels'),
    annotations: pairs('annotations'),
    cluster,
  }
}

/** References by name in the form of the CRD. */
function referenced(key: string, value: PlainValue): PlainValue {
  const reference = typeof value === 'string' ? new Map([['name', value]]) : value
  if (key === 'secretRef') return reference
  return key === 'kubeConfig' ? new Map([['secretRef', reference]]) : value
}

function shortened(name: string | undefined, results: Results): string | undefined {
  if (name === undefined) return undefined
  const short = shortName(name, LONGEST_FLUX_NAME)
  if (short !== name) report(results, SYNC_FINDINGS.shortened, `the name ${name} has ${name.length} characters, Flux allows ${LONGEST_FLUX_NAME}: it is ${short}`)
  return short
}
