/** The layout of a short-lived management cluster: Flux's components, its sync objects, and what makes the permanent cluster. */

import { report } from '#fleet/finding.ts'
import { FLUX_KUSTOMIZE_GROUP } from '#fleet/sync/flux-object.ts'
import { LOCAL_CONFIG } from '#fleet/sync/local-config.ts'
import { FLUX_FINDINGS } from '#fleet/sync/placement-findings.ts'
import { isWithin, normalDir } from '#fleet/sync/sync-dir.ts'
import { identityOf, type ItemList } from '#krm/item-list.ts'
import { entriesOf, isList, isScalar, sameValue } from '#krm/plain-value.ts'
import type { PlainMap, PlainValue } from '#krm/print.ts'
import type { Resource } from '#krm/resource.ts'
import type { Results } from '#krm/result.ts'

/** The directory of the temporary cluster, and the files of Flux in it. */
export const TEMPORARY = 'clusters/tmp-mgmt'
export const SYNC_FILE = `${TEMPORARY}/flux-system/gotk-sync.yaml`
const COMPONENTS_FILE = `${TEMPORARY}/flux-system/gotk-components.yaml`
const KUSTOMIZATION_FILE = `${TEMPORARY}/flux-system/kustomization.yaml`
const INFRASTRUCTURE_FILE = `${TEMPORARY}/infrastructure.yaml`

/** Annotations that belong to kpt and to the original, not to the copy. */
const OWN_ANNOTATIONS = /^(?:internal\.config\.kubernetes\.io\/|config\.kubernetes\.io\/(?:path|index|local-config)$|config\.k8s\.io\/)/

/** The objects of `flux install --export` that the package holds; none is an error. */
export function findComponents(items: ItemList, path: string | undefined, results: Results): Resource[] {
  const found = [...items].filter(({ origin, kind, labels }) => {
    if (kind === 'Kptfile') return false
    return path === undefined ? labels.get('app.kubernetes.io/part-of') === 'flux' : isWithin(normalDir(origin.path), normalDir(path))
  })
  const originals = found.filter(({ origin }) => !origin.path.startsWith(`${TEMPORARY}/`))
  const components = originals.length > 0 ? originals : found.filter(({ origin }) => origin.path === COMPONENTS_FILE)
  if (components.length === 0) {
    const what = path === undefined ? 'no object has the label app.kubernetes.io/part-of: flux' : `nothing stands at ${path}`
    report(results, FLUX_FINDINGS.noComponents, `the output of "flux install --export" is not in the package (${what}); commit it, and name it in components`)
  }
  return components
}

/** Writes all files but the sync objects. `sourceName` and `namespace` are theirs, `infrastructure` is the permanent cluster's directory. */
export function layOut(components: readonly Resource[], sync: { readonly sourceName: string; readonly namespace: string; readonly infrastructure: string }, items: ItemList): void {
  const copies = components.filter(({ origin }) => origin.path !== COMPONENTS_FILE)
  if (copies.length > 0) copyComponents(copies, items)
  const { sourceName, namespace, infrastructure } = sync
  ensure(items, KUSTOMIZATION_FILE, {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    metadata: { name: namespace, annotations: { [LOCAL_CONFIG]: 'true' } },
    resources: ['gotk-components.yaml', 'gotk-sync.yaml'],
  })
  ensure(items, INFRASTRUCTURE_FILE, {
    apiVersion: `${FLUX_KUSTOMIZE_GROUP}/v1`,
    kind: 'Kustomization',
    metadata: { name: 'infrastructure', namespace },
    spec: { interval: '10m', path: infrastructure, prune: false, wait: true, sourceRef: { kind: 'GitRepository', name: sourceName } },
  })
}

/** One copy of each component in its order; copies of what is gone are removed, equal ones stay as they are. */
function copyComponents(originals: readonly Resource[], items: ItemList): void {
  const wanted = originals.map((resource) => ({ id: identityOf(resource), value: ownValue(resource) }))
  const present = [...items].filter(({ origin }) => origin.path === COMPONENTS_FILE)
  const isSame = present.length === wanted.length && wanted.every(({ id, value }, index) => identityOf(present[index]!) === id && sameValue(ownValue(present[index]!), value))
  if (isSame) return
  for (const resource of present) items.remove(resource)
  for (const { value } of wanted) items.add(value, COMPONENTS_FILE)
}

/** Makes an object, or sets each of its fields where it is. */
function ensure(items: ItemList, path: string, value: PlainMap): void {
  const present = [...items].find(({ origin }) => origin.path === path)
  if (present === undefined) {
    items.add(value, path)
    return
  }
  const set = (at: readonly string[], inner: PlainValue): void => {
    if (isScalar(inner) || isList(inner)) present.field(...at).set(inner)
    else for (const [key, below] of entriesOf(inner)) set([...at, key], below)
  }
  set([], value)
}

/** An object's value without the annotations of its place. */
function ownValue(resource: Resource): PlainMap {
  const value = resource.field().value
  if (!(value instanceof Map)) return new Map()
  const metadata = value.get('metadata')
  const annotations = metadata instanceof Map ? metadata.get('annotations') : undefined
  if (!(metadata instanceof Map) || !(annotations instanceof Map)) return value
  const kept = new Map([...annotations].filter(([key]) => !OWN_ANNOTATIONS.test(key)))
  const others = [...metadata].flatMap(([key, inner]): [string, PlainValue][] => (key !== 'annotations' ? [[key, inner]] : kept.size > 0 ? [[key, kept]] : []))
  return new Map([...value].map(([key, inner]) => [key, key === 'metadata' ? new Map(others) : inner]))
}
