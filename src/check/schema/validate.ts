/** Holds a resource against the schema of its kind and says everything that an API server would not take as it stands. */

import { namesCredential } from '#krm/credential.ts'
import { nearestName } from '#krm/nearest-name.ts'
import { placeOf, type Fix, type Place, type Result } from '#krm/result.ts'
import type { Resource } from '#krm/resource.ts'
import type { Rule } from '#krm/rule.ts'
import { anchoredNode, entryOf, formatPath, scalarText, scalarValue, type MapEntry, type MapNode, type Path, type ScalarNode, type SeqNode, type TreeNode } from '#krm/tree.ts'
import { SCHEMA_RULES } from '#check/rules/schema-rules.ts'
import { wrongScalar } from './scalar-fits.ts'
import { own, type FoundKind, type Schema, type SchemaBundle, type SchemaSet } from './schema.ts'
import { unknownKind } from './unknown-kind.ts'

/** Fields that every object has whatever its CRD says. */
const OBJECT_FIELDS = new Set(['apiVersion', 'kind', 'metadata'])

/** Whether the value of a scalar is the one that is deployed: nobody is to write another one over it, as a setter would. */
export type IsFinal = (text: string, node: ScalarNode) => boolean

/**
 * What the schemas refuse in a resource, in the order of its text; nothing for kinds that they do not know. A value of a
 * Secret, or one behind a key that names a credential, is never part of a message. Fields that are null count as absent. What is wrong with a value that is not final is an info.
 */
export function validateResource(resource: Resource, schemas: SchemaSet, isFinal: IsFinal = () => true): Result[] {
  const found = schemas.find(resource.apiVersion, resource.kind)
  if (found === undefined) return unknownKind(resource, schemas, (copy) => validateResource(copy, schemas).length === 0)
  const tree = resource.tree()
  if (tree === undefined) return []
  const check = new Check(resource, found, tree, schemas, isFinal, `${resource.apiVersion} ${resource.kind} of ${found.origin ?? found.bundle.origin}`)
  check.node(tree, found.schema, [])
  return check.results
}

class Check {
  readonly results: Result[] = []
  readonly #resource: Resource
  readonly #text: string
  readonly #root: TreeNode
  readonly #bundle: SchemaBundle
  readonly #schemas: SchemaSet
  readonly #isFinal: IsFinal
  readonly #origin: string
  /** Whose word it is, where that is not Kubernetes itself. */
  readonly #according: string

  constructor(resource: Resource, found: FoundKind, root: TreeNode, schemas: SchemaSet, isFinal: IsFinal, origin: string) {
    this.#resource = resource
    this.#text = resource.text
    this.#root = root
    this.#bundle = found.bundle
    this.#schemas = schemas
    this.#isFinal = isFinal
    this.#origin = origin
    this.#according = found.bundle.trusted && found.origin === undefined ? '' : ` (${found.origin ?? found.bundle.origin})`
  }

  node(written: TreeNode, given: Schema, path: Path): void {
    const schema = this.#resolve(given)
    const node = written.kind === 'alias' ? anchoredNode(this.#root, written.target, written.start) : written
    if (schema === undefined || node === undefined || (node.kind === 'scalar' && scalarValue(this.#text, node) === null)) return
    switch (schema.type) {
      case undefined:
        if (node.kind === 'map' && schema.properties !== undefined) this.#map(node, schema, path)
        return
      case 'object':
        return node.kind === 'map' ? this.#map(node, schema, path) : this.#wrongShape(node, 'a map', path)
      case 'array':
        return node.kind === 'seq' ? this.#list(node, schema, path) : this.#wrongShape(node, 'a list', path)
      default:
        return node.kind === 'scalar' ? this.#scalar(node, schema, path) : this.#wrongShape(node, describeType(schema), path)
    }
  }

  #resolve(schema: Schema): Schema | undefined {
    let at: Schema | undefined = schema
    for (let steps = 0; at?.ref !== undefined && steps < 10; steps++) at = own(this.#bundle.definitions, at.ref)
    return at
  }

  #map(map: MapNode, schema: Schema, path: Path): void {
    for (const entry of map.entries) {
      if (entry.key.kind !== 'scalar') continue
      const key = scalarText(this.#text, entry.key)
      // A merge key brings the fields of another map along.
      if (key === '<<' && entry.value.kind === 'alias') continue
      const child = own(schema.properties, key) ?? schema.values
      if (schema.embedded === true && OBJECT_FIELDS.has(key)) this.#objectField(entry, key, [...path, key])
      else if (child !== undefined) this.node(entry.value, child, [...path, key])
      else if (schema.open !== true) this.#unknownField(map, entry, key, schema, path)
    }
    for (const key of schema.required ?? []) if (isMissing(this.#text, map, key)) this.#missing(map, key, path)
  }

  /** apiVersion, kind and metadata of an object that a CRD describes. */
  #objectField(entry: MapEntry, key: string, path: Path): void {
    const metadata = key === 'metadata' ? this.#schemas.find('v1', 'ConfigMap') : undefined
    if (metadata === undefined) return this.node(entry.value, { type: key === 'metadata' ? 'object' : 'string', open: true }, path)
    const definition = own(own(metadata.bundle.definitions, metadata.schema.ref ?? '')?.properties, 'metadata')
    const check = new Check(this.#resource, metadata, this.#root, this.#schemas, this.#isFinal, 'every object')
    if (definition !== undefined) check.node(entry.value, definition, path)
    this.results.push(...check.results)
  }

  #list(list: SeqNode, schema: Schema, path: Path): void {
    const { items, keys } = schema
    for (const [index, item] of list.items.entries()) if (items !== undefined) this.node(item.node, items, [...path, index])
    if (keys !== undefined) this.#repeatedKeys(list, keys, path)
    this.#length(list.items.length, list, schema, 'items', path)
  }

  #repeatedKeys(list: SeqNode, keys: readonly string[], path: Path): void {
    const seen = new Map<string, number>()
    for (const [index, { node }] of list.items.entries()) {
      const values = keys.map((key) => (node.kind === 'map' ? entryOf(this.#text, node, key)?.value : undefined))
      // A key that is left out has a default, which is not known here.
      if (!values.every((value): value is ScalarNode => value?.kind === 'scalar')) continue
      const id = JSON.stringify(values.map((value) => scalarText(this.#text, value)))
      const first = seen.get(id)
      if (first === undefined) seen.set(id, index)
      else this.#say(SCHEMA_RULES.repeatedKey, `${formatPath([...path, first])} has the same ${keys.join(' and ')} already; server-side apply refuses the list`, values[0]!, [...path, index, keys[0]!])
    }
  }

  #scalar(node: ScalarNode, schema: Schema, path: Path): void {
    const wrong = wrongScalar(this.#text, node, schema, this.#bundle.trusted)
    if (wrong === undefined) return
    const content = shorten(scalarText(this.#text, node))
    // Quotes would contradict "is a number".
    const shown = this.#isSecret(path) ? 'the value' : typeof scalarValue(this.#text, node) === 'string' ? `"${content}"` : content || 'an empty value'
    const fix = wrong.text === undefined || this.#isSecret(path) ? undefined : this.#replacing(node, wrong.text, wrong.describe!)
    const rule = wrong.isType ? SCHEMA_RULES.wrongType : SCHEMA_RULES.notAllowed
    this.#say(this.#isFinal(this.#text, node) ? rule : { ...rule, severity: 'info' }, `${formatPath(path)}: ${shown} ${wrong.why}${this.#according}`, node, path, fix)
  }

  #length(length: number, node: TreeNode, { minItems, maxItems }: Schema, what: string, path: Path): void {
    const limit = minItems !== undefined && length < minItems ? `at least ${minItems}` : maxItems !== undefined && length > maxItems ? `at most ${maxItems}` : undefined
    if (limit !== undefined) this.#say(SCHEMA_RULES.notAllowed, `${formatPath(path)} has ${length} ${what} and must have ${limit}`, node, path)
  }

  #wrongShape(node: TreeNode, expected: string, path: Path): void {
    const found = node.kind === 'seq' ? 'a list' : node.kind === 'map' ? 'a map' : 'a single value'
    const where = path.length === 0 ? this.#origin : formatPath(path)
    this.#say(SCHEMA_RULES.wrongType, `${where} must be ${expected}, not ${found}${path.length === 0 ? '' : this.#according}`, node, path)
  }

  #unknownField(map: MapNode, { key, value }: MapEntry, name: string, schema: Schema, path: Path): void {
    const known = Object.keys(schema.properties ?? {})
    const taken = new Set(map.entries.flatMap((entry) => (entry.key.kind === 'scalar' ? [scalarText(this.#text, entry.key)] : [])))
    const near = nearestName(name, known.filter((field) => !taken.has(field)))
    const where = path.length === 0 ? this.#origin : `${formatPath(path)} of ${this.#origin}`
    const hint = near === undefined ? this.#whereElse(name, path) ?? listed(known) : `did you mean ${near}?`
    const fix = near === undefined || key.kind !== 'scalar' || key.style !== 'plain' ? undefined : this.#replacing(key, near, `rename it to ${near}`)
    const empty = value.kind === 'scalar' && value.style === 'empty'
    this.#say(SCHEMA_RULES.unknownField, `${where} has no field "${shorten(name)}"${empty ? ' (which is empty here)' : ''}; ${hint}`, key, [...path, name], fix)
  }

  /** The field exists one level above: it is indented too deep. */
  #whereElse(name: string, path: Path): string | undefined {
    if (OBJECT_FIELDS.has(name) || name === 'spec' || name === 'status') return undefined
    for (let length = path.length - 1; length >= 0; length--) {
      const above = this.#schemaAt(path.slice(0, length))
      if (own(above?.properties, name) !== undefined) return `${length === 0 ? 'the resource itself' : formatPath(path.slice(0, length))} has one: move it there`
    }
    return undefined
  }

  #schemaAt(path: Path): Schema | undefined {
    let at = this.#resolve(this.#schemas.find(this.#resource.apiVersion, this.#resource.kind)!.schema)
    for (const step of path) {
      const next = typeof step === 'number' ? at?.items : (own(at?.properties, step) ?? at?.values)
      at = next === undefined ? undefined : this.#resolve(next)
    }
    return at
  }

  #missing(map: MapNode, key: string, path: Path): void {
    const where = path.length === 0 ? this.#origin : formatPath(path)
    const place = placeOf(this.#resource.field(...path))
    const position = this.#resource.position(map.outerStart)
    this.results.push({ code: SCHEMA_RULES.missingField.code, severity: SCHEMA_RULES.missingField.severity, message: `${where} needs the field ${key}`, place: { ...place, ...(position !== undefined && { position }), field: formatPath([...path, key]) } })
  }

  #isSecret(path: Path): boolean {
    return this.#resource.kind === 'Secret' || namesCredential(String(path.findLast((step) => typeof step === 'string')))
  }

  #replacing(node: ScalarNode, text: string, describe: string): Fix | undefined {
    const { path } = this.#resource.origin
    const [start, end] = [this.#resource.position(node.start), this.#resource.position(node.end)]
    if (path === '' || start === undefined || end === undefined) return undefined
    return { describe, edits: [{ file: path, start, end, from: this.#text.slice(node.start, node.end), text }] }
  }

  #say({ code, severity }: Rule, message: string, node: TreeNode, path: Path, fix?: Fix): void {
    const { apiVersion, kind, name, namespace, origin } = this.#resource
    const [position, end] = [this.#resource.position(node.start), this.#resource.position(node.end)]
    const place: Place = {
      ...(origin.path !== '' && { file: origin.path, index: origin.index }),
      ...(position !== undefined && { position }),
      ...(end !== undefined && { end }),
      resource: { apiVersion, kind, name, namespace },
      field: formatPath(path),
    }
    this.results.push({ code, severity, message, place, ...(fix !== undefined && { fix }) })
  }
}

function isMissing(text: string, map: MapNode, key: string): boolean {
  return entryOf(text, map, key) === undefined && entryOf(text, map, '<<') === undefined
}

function describeType({ type }: Schema): string {
  return type === 'integer' ? 'a whole number' : type === 'number' ? 'a number' : type === 'boolean' ? 'true or false' : type === 'quantity' ? 'a quantity such as 500m or 2Gi' : 'a single value'
}

function listed(names: readonly string[]): string {
  if (names.length === 0) return 'it has none'
  return names.length > 12 ? `it has ${names.length} fields, none with a similar name` : `it has ${names.join(', ')}`
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
