/** Bundles of schemas from what people have: CRDs among resources, and the OpenAPI document of an API server. */

import { entriesOf, isList, isScalar, valueOf } from '#krm/plain-value.ts'
import type { PlainValue } from '#krm/print.ts'
import type { Resource } from '#krm/resource.ts'
import { convertDefinition, convertSchema, type SchemaForm } from './convert.ts'
import type { KindSchema, Schema, SchemaBundle } from './schema.ts'

/** Kinds of the machinery that nobody writes into a file. */
const NOT_OBJECTS = /^(?:DeleteOptions|WatchEvent|Status|APIVersions|APIResourceList|APIGroup|APIGroupList|Scale|TokenRequest|Eviction|Binding|PodCertificateRequest|\w+List)$/

/** The kinds that the CRDs among `resources` define; undefined when there are none with a schema. */
export function bundleOfCrds(resources: Iterable<Resource>, origin: (crd: Resource) => string = describeCrd): SchemaBundle | undefined {
  const kinds = new Map<string, Map<string, KindSchema>>()
  let first: Resource | undefined
  for (const crd of resources) {
    if (crd.kind !== 'CustomResourceDefinition' || crd.group !== 'apiextensions.k8s.io' || crd.problems().length > 0) continue
    for (const [apiVersion, kind, schema] of kindsOfCrd(crd.field('spec').value, keepsUnknown(crd) ? 'preserving' : 'structural')) {
      first ??= crd
      const byKind = kinds.get(apiVersion) ?? new Map<string, KindSchema>()
      kinds.set(apiVersion, byKind.set(kind, schema))
    }
  }
  if (first === undefined) return undefined
  return { origin: origin(first), kinds: Object.fromEntries([...kinds].map(([apiVersion, byKind]) => [apiVersion, Object.fromEntries(byKind)])), definitions: {}, trusted: false }
}

/** Why a CRD cannot define a kind; undefined where it does, with a schema or without one. */
export function definesNothing(crd: Resource): string | undefined {
  const spec = crd.field('spec').value
  const wanted: [string, PlainValue | undefined][] = [['spec.group', valueOf(spec, 'group')], ['spec.names.kind', valueOf(valueOf(spec, 'names'), 'kind')]]
  const missing = wanted.find(([, value]) => typeof value !== 'string' || value === '')
  if (missing !== undefined) return `${missing[0]} is no text`
  const versions = valueOf(spec, 'versions')
  return isListOfNames(versions) || typeof valueOf(spec, 'version') === 'string' ? undefined : 'spec.versions is no list of versions with names'
}

function isListOfNames(versions: PlainValue | undefined): boolean {
  return versions !== undefined && !isScalar(versions) && isList(versions) && versions.length > 0 && versions.every((version) => typeof valueOf(version, 'name') === 'string')
}

function describeCrd(crd: Resource): string {
  return crd.origin.path === '' ? 'the CRD' : `the CRD in ${crd.origin.path}`
}

/** Before v1 of the API unknown fields were kept unless the CRD says otherwise; since then none are. */
function keepsUnknown(crd: Resource): boolean {
  const said = crd.field('spec', 'preserveUnknownFields').value
  return said === true || (crd.apiVersion.endsWith('/v1beta1') && said !== false)
}

function kindsOfCrd(spec: PlainValue | undefined, form: SchemaForm): [string, string, KindSchema][] {
  const group = valueOf(spec, 'group')
  const kind = valueOf(valueOf(spec, 'names'), 'kind')
  const [versions, only] = [valueOf(spec, 'versions'), valueOf(spec, 'version')]
  if (typeof group !== 'string' || typeof kind !== 'string') return []
  const scope = valueOf(spec, 'scope')
  const all: [PlainValue | undefined, PlainValue | undefined][] = versions !== undefined && !isScalar(versions) && isList(versions) ? versions.map((version) => [valueOf(version, 'name'), version]) : [[only, undefined]]
  return all.flatMap(([name, version]) => {
    // Before v1 one schema held for all versions, of which there could be one without a list.
    const schema = valueOf(valueOf(version, 'schema') ?? valueOf(spec, 'validation'), 'openAPIV3Schema')
    if (typeof name !== 'string' || schema === undefined) return []
    const converted = withMetadata(convertSchema(schema, form))
    return [[`${group}/${name}`, kind, { schema: converted, ...(scope === 'Cluster' || scope === 'Namespaced' ? { scope } : {}) }]]
  })
}

/** Whatever a CRD says, the three fields of every object are there, and an API server holds metadata to its own type. */
function withMetadata(schema: Schema): Schema {
  return schema.properties === undefined ? { ...schema, open: true } : { ...schema, embedded: true }
}

/** The kinds of an OpenAPI v2 document (`swagger.json` of a release, `kubectl get --raw /openapi/v2`). */
export function bundleOfOpenApi(document: PlainValue, origin: string): SchemaBundle | undefined {
  const definitions = valueOf(document, 'definitions')
  if (definitions === undefined || isScalar(definitions) || isList(definitions)) return undefined
  const kinds = new Map<string, Map<string, KindSchema>>()
  const converted = new Map<string, Schema>()
  for (const [name, definition] of entriesOf(definitions)) {
    converted.set(name, convertDefinition(name, definition))
    const gvks = valueOf(definition, 'x-kubernetes-group-version-kind')
    for (const gvk of gvks === undefined || isScalar(gvks) || !isList(gvks) ? [] : gvks) {
      const [group, version, kind] = ['group', 'version', 'kind'].map((key) => valueOf(gvk, key))
      if (typeof group !== 'string' || typeof version !== 'string' || typeof kind !== 'string' || NOT_OBJECTS.test(kind)) continue
      const apiVersion = group === '' ? version : `${group}/${version}`
      const byKind = kinds.get(apiVersion) ?? new Map<string, KindSchema>()
      kinds.set(apiVersion, byKind.set(kind, { schema: { ref: name } }))
    }
  }
  if (kinds.size === 0) return undefined
  return { origin, kinds: Object.fromEntries([...kinds].map(([apiVersion, byKind]) => [apiVersion, Object.fromEntries(byKind)])), definitions: Object.fromEntries(converted), trusted: true }
}
