/** The config in one form, whether it came as an InjectRootSync, as a ConfigMap or not at all. */

import { report } from '#fleet/finding.ts'
import type { NamedContext } from '#fleet/sync/chosen-cluster.ts'
import type { Expander } from '#fleet/sync/expand-config.ts'
import { normalDir } from '#fleet/sync/sync-dir.ts'
import { SYNC_FINDINGS } from '#fleet/sync/sync-findings.ts'
import type { WantedMetadata } from '#fleet/sync/set-fields.ts'
import { SOURCE_TYPES, type SourceType } from '#fleet/sync/sync-object.ts'
import type { DeployedTo } from '#fleet/sync/synced-place.ts'
import type { Field } from '#krm/field.ts'
import type { FunctionConfig } from '#krm/function-config.ts'
import { nearestName } from '#krm/nearest-name.ts'
import type { PlainValue } from '#krm/print.ts'
import type { Results } from '#krm/result.ts'
import type { InjectRootSync } from './config.ts'

/** A source as somebody wants it; templates are filled in. Values have the form of the CRD. */
export interface WantedSource {
  /** Undefined where the config names none: that of the existing object stays. */
  readonly type: SourceType | undefined
  readonly values: ReadonlyMap<string, PlainValue>
  readonly sourceFormat: string | undefined
  readonly override: ReadonlyMap<string, PlainValue>
}

/** What the config says beside sources. */
export interface Settings extends WantedMetadata {
  readonly name: string | undefined
  readonly path: string
  readonly root: WantedSource
  readonly repoSyncs: readonly { readonly namespace: string; readonly name: string | undefined; readonly source: WantedSource }[]
  readonly perPackage: boolean | { readonly directories: readonly string[] | undefined; readonly exclude: readonly string[] }
  readonly deployedTo: DeployedTo | undefined
}

/** Keys of a ConfigMap's data: fields of `git`, and some that stand beside it. */
const GIT_KEYS = ['repo', 'branch', 'revision', 'dir', 'period', 'auth', 'secretRef', 'caCertSecretRef', 'proxy', 'gcpServiceAccountEmail']
const OWN_KEYS = ['name', 'path', 'sourceFormat', 'localConfig']

/** Which context the config names. */
export function namedContext(config: FunctionConfig<InjectRootSync>): NamedContext | undefined {
  return config.form === 'own' ? config.value.clusterContext : undefined
}

/** The settings for one cluster; what is wrong with the config goes to the results. */
export function readSettings(config: FunctionConfig<InjectRootSync>, fill: Expander, results: Results): Settings {
  if (config.form === 'configMap') return fromConfigMap(config, fill, results)
  if (config.form !== 'own') return { ...NOTHING, root: { type: undefined, values: new Map(), sourceFormat: undefined, override: new Map() } }
  const { value, resource } = config
  const at = resource.field()
  const one = (key: 'name' | 'path', text: string | undefined): string | undefined => (text === undefined ? undefined : fill.text(text, at.child(key)))
  const pairs = (key: 'labels' | 'annotations'): Map<string, string> =>
    new Map(at.child(key).children().map((field) => [String(field.path.at(-1)), fill.text(field.string ?? '', field)]))
  const { perPackage, deployedTo } = value
  const list = (dirs: readonly string[] | undefined): string[] | undefined => dirs?.map((dir) => normalDir(fill.text(dir, at.child('perPackage'))))
  return {
    name: value.name === 'cluster' ? 'cluster' : one('name', value.name),
    path: one('path', value.path) ?? NOTHING.path,
    root: readSource(at, fill, results),
    repoSyncs: (value.repoSyncs ?? []).map(({ namespace, name }, index) => {
      const entry = at.child('repoSyncs', index)
      return { namespace: fill.text(namespace, entry), name: name === undefined ? undefined : fill.text(name, entry), source: readSource(entry, fill, results) }
    }),
    perPackage: typeof perPackage === 'object' ? { directories: list(perPackage.directories), exclude: list(perPackage.exclude) ?? [] } : (perPackage ?? false),
    localConfig: value.localConfig,
    labels: pairs('labels'),
    annotations: pairs('annotations'),
    deployedTo: deployedTo === undefined ? undefined : { repo: fill.text(deployedTo.repo, at.child('deployedTo')), dir: fill.text(deployedTo.dir ?? '', at.child('deployedTo')) },
  }
}

const NOTHING = { name: undefined, path: 'root-sync.yaml', repoSyncs: [], perPackage: false, localConfig: undefined, labels: new Map(), annotations: new Map(), deployedTo: undefined } as const

/** The block that a map of the config holds, and what stands beside it. */
function readSource(at: Field, fill: Expander, results: Results): WantedSource {
  const [type, ...others] = SOURCE_TYPES.filter((each) => at.child(each).exists)
  if (others.length > 0) report(results, SYNC_FINDINGS.badConfig, `a sync object has one source; the config has ${[type, ...others].join(' and ')}`, at.child(others[0]!))
  const values = type === undefined ? [] : at.child(type).children().map((field) => [String(field.path.at(-1)), inFormOfCrd(fill.value(field.value ?? null, field), field)] as const)
  return {
    type,
    // An empty text means the same as none, as for Config Sync; an empty secretRef takes the Secret away.
    values: new Map(values.filter(([, value]) => value !== '' && value !== null)),
    sourceFormat: at.child('sourceFormat').string,
    override: new Map(at.child('override').children().map((field) => [String(field.path.at(-1)), fill.value(field.value ?? null, field)])),
  }
}

function inFormOfCrd(value: PlainValue, field: Field): PlainValue {
  return String(field.path.at(-1)).endsWith('ecretRef') && typeof value === 'string' ? new Map([['name', value]]) : value
}

function fromConfigMap({ data, resource }: Extract<FunctionConfig<InjectRootSync>, { form: 'configMap' }>, fill: Expander, results: Results): Settings {
  const values = new Map<string, PlainValue>()
  for (const [key, text] of data) {
    const field = resource.field('data', key)
    if (GIT_KEYS.includes(key) && (text !== '' || key === 'secretRef')) values.set(key, inFormOfCrd(fill.text(text, field), field))
    else if (![...GIT_KEYS, ...OWN_KEYS].includes(key)) {
      const near = nearestName(key, [...GIT_KEYS, ...OWN_KEYS])
      report(results, SYNC_FINDINGS.badConfig, `the ConfigMap's key ${key} is not known; ${near === undefined ? `there are ${[...OWN_KEYS, ...GIT_KEYS].join(', ')}` : `did you mean ${near}?`}`, field)
    }
  }
  const own = (key: string): string | undefined => (data.get(key) === undefined ? undefined : fill.text(data.get(key)!, resource.field('data', key)))
  return {
    ...NOTHING,
    name: own('name'),
    path: own('path') ?? NOTHING.path,
    localConfig: data.has('localConfig') ? data.get('localConfig') === 'true' : undefined,
    root: { type: values.size > 0 ? 'git' : undefined, values, sourceFormat: own('sourceFormat'), override: new Map() },
  }
}
