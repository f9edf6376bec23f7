/**
 * In-process answer for the catalog's set-namespace. Values, messages and verdicts are those of v0.4.1, the tag that real
 * packages name, its surprises included: a CRD gets a webhook namespace and a binding without subjects an empty list.
 */

import type { Field } from '#krm/field.ts'
import type { FunctionOutcome, KrmFunction } from '#krm/function.ts'
import type { Resource } from '#krm/resource.ts'
import { AnyConfig } from './config.ts'
import { failed, sortedAsSdk } from './go-sdk.ts'
import { isNamespacedForGoSdk } from './go-sdk-scopes.ts'

const DEPENDS_ON = 'config.kubernetes.io/depends-on'
/** `<group>/namespaces/<namespace>/<kind>/<name>`. */
const NAMESPACED_REFERENCE = /^([-.\w]*)\/namespaces\/([-.\w]*)\/([-.\w]*)\/([-.\w]*)$/

/** Takes a ConfigMap (`namespace`, or `name` of package-context) or a SetNamespace of fn.kpt.dev/v1alpha1. */
export const setNamespaceOfCatalog: KrmFunction = {
  name: 'set-namespace',
  type: 'mutator',
  summary: 'Sets the namespace of all resources and of the references to their namespaces.',
  config: AnyConfig,
  accepts: [],
  invoke(items, functionConfig) {
    const namespace = namespaceOf(functionConfig)
    if ('error' in namespace) return failed(items, namespace.error)
    const places: NamespacePlace[] = []
    for (const item of items) {
      const found = placesIn(item)
      if ('error' in found) return failed(items, found.error)
      places.push(...found)
    }
    return setNamespace(items, places, namespace.name)
  },
}

/** One field that names a namespace, whether it is there or not; `value` is empty when it is not. */
interface NamespacePlace {
  readonly field: Field
  readonly value: string
}

type Failure = { readonly error: string }

function namespaceOf(config: Resource | undefined): { name: string } | Failure {
  if (config === undefined || config.field().children().length === 0) {
    return { error: 'FunctionConfig is missing. Expect `ConfigMap` or `SetNamespace`' }
  }
  if (config.apiVersion === 'v1' && config.kind === 'ConfigMap') {
    const given = textAt(config.field('data', 'namespace'))
    if (typeof given !== 'string' || given !== '') return typeof given === 'string' ? { name: given } : given
    if (config.name !== 'kptfile.kpt.dev') return { error: '`data.namespace` should not be empty' }
    const name = textAt(config.field('data', 'name'))
    if (typeof name !== 'string') return name
    return name === '' ? { error: '`data.name` should not be empty' } : { name }
  }
  if (config.apiVersion === 'fn.kpt.dev/v1alpha1' && config.kind === 'SetNamespace') {
    const given = textAt(config.field('namespace'))
    if (typeof given !== 'string') return given
    return given === '' ? { error: '`namespace` should not be empty' } : { name: given }
  }
  return { error: `unknown functionConfig Kind=${config.kind} ApiVersion=${config.apiVersion}, expect \`SetNamespace\` or \`ConfigMap\`` }
}

/** A string, empty when it is missing; anything else ends the run with the SDK's words, its missing quote included. */
function textAt(field: Field): string | Failure {
  if (!field.exists) return ''
  return field.string ?? { error: `SubObject has unmatched field type: \`${field.path.join('/')}` }
}

function placesIn(item: Resource): NamespacePlace[] | Failure {
  const local = item.annotations.get('config.kubernetes.io/local-config') ?? ''
  if (local !== '' && local !== 'false') return []
  const fields = fieldsIn(item)
  const places: NamespacePlace[] = []
  for (const field of fields) {
    const value = textAt(field)
    if (typeof value !== 'string') return value
    places.push({ field, value })
  }
  return places
}

function fieldsIn(item: Resource): Field[] {
  const fields: Field[] = []
  const is = (apiVersion: string, kind: string): boolean => item.apiVersion === apiVersion && item.kind === kind
  if (is('v1', 'Namespace')) fields.push(item.field('metadata', 'name'))
  else if (is('apiextensions.k8s.io/v1', 'CustomResourceDefinition')) fields.push(item.field('spec', 'conversion', 'webhook', 'clientConfig', 'service', 'namespace'))
  else if (is('apiregistration.k8s.io/v1', 'APIService')) fields.push(item.field('spec', 'service', 'namespace'))
  else if (isBinding(item)) fields.push(...item.field('subjects').children().map((subject) => subject.child('namespace')).filter((field) => field.string !== undefined))
  if (isNamespacedForGoSdk(item.apiVersion, item.kind) ?? item.field('metadata', 'namespace').exists) fields.push(item.field('metadata', 'namespace'))
  return fields
}

/** By kind alone, whatever the group, as the original asks. */
function isBinding(item: Resource): boolean {
  return item.kind === 'ClusterRoleBinding' || item.kind === 'RoleBinding'
}

function setNamespace(items: readonly Resource[], places: readonly NamespacePlace[], namespace: string): FunctionOutcome {
  const changing = places.filter(({ value }) => value !== namespace)
  const old = new Set(changing.map(({ value }) => value))
  for (const { field } of changing) field.set(namespace)
  for (const item of items) if (isBinding(item) && !item.field('subjects').exists) item.field('subjects').set([])
  redirectDependsOn(places, old, namespace)
  const message =
    changing.length === 0
      ? `all namespaces are already "${namespace}". no value changed`
      : `namespace ${[...old].sort().map((name) => `"${name}"`).join(',')} updated to "${namespace}", ${changing.length} value(s) changed`
  const twin = duplicateOf(items)
  return { items: sortedAsSdk(items), ok: true, results: [twin === undefined ? { severity: 'info', message } : { severity: 'error', message: twin }] }
}

/** References in depends-on annotations to objects whose namespace was one of the old ones. */
function redirectDependsOn(places: readonly NamespacePlace[], old: ReadonlySet<string>, namespace: string): void {
  const owners = [...new Set(places.map(({ field }) => field.resource))]
  const moved = new Set(owners.map((owner) => `${owner.apiVersion.split('/')[0]}/${owner.kind}/${owner.name}`))
  for (const owner of owners) {
    const [, group, from, kind, name] = NAMESPACED_REFERENCE.exec(owner.annotations.get(DEPENDS_ON) ?? '') ?? []
    if (from === undefined || !old.has(from) || !moved.has(`${group}/${kind}/${name}`)) continue
    owner.field('metadata', 'annotations', DEPENDS_ON).set(`${group}/namespaces/${namespace}/${kind}/${name}`)
  }
}

/** The original reports two resources of one identity, and yet ends with exit code 0. */
function duplicateOf(items: readonly Resource[]): string | undefined {
  const seen = new Set<string>()
  for (const { apiVersion, kind, namespace, name } of items) {
    const id = `${apiVersion}|${kind}|${namespace}|${name}`
    if (seen.has(id)) return `duplicate Resource(apiVersion=${apiVersion}, kind=${kind}, Namespace=${namespace}, Name=${name})`
    seen.add(id)
  }
  return undefined
}
