// Makes the committed schema files small: what stands in many places becomes a definition, what no kind needs goes away.
import { own, type Schema, type SchemaBundle } from '#check/schema/schema.ts'

/** Shorter ones cost more as a reference. */
const LEAST = 60

/** The same bundle with fewer bytes. */
export function compactBundle(bundle: SchemaBundle): SchemaBundle {
  const texts = new Map<string, number>()
  const names = new Map<string, string>()
  const count = (schema: Schema): void => {
    const text = JSON.stringify(schema)
    const seen = texts.get(text) ?? 0
    texts.set(text, seen + 1)
    if (seen === 0) for (const child of childrenOf(schema)) count(child)
  }
  const used = new Map<string, Schema>()
  const visit = (schema: Schema): void => {
    if (schema.ref !== undefined && !used.has(schema.ref)) {
      const definition = own(bundle.definitions, schema.ref)
      if (definition === undefined) throw new Error(`no definition ${schema.ref}`)
      used.set(schema.ref, definition)
      visit(definition)
    }
    for (const child of childrenOf(schema)) visit(child)
  }
  const kinds = Object.entries(bundle.kinds).toSorted(([a], [b]) => (a < b ? -1 : 1))
  for (const [, byKind] of kinds) for (const { schema } of Object.values(byKind)) visit(schema)
  for (const [, byKind] of kinds) for (const { schema } of Object.values(byKind)) count(schema)
  for (const schema of used.values()) count(schema)
  const definitions: Record<string, Schema> = {}
  const shared = (schema: Schema): Schema => {
    const text = JSON.stringify(schema)
    if (schema.ref !== undefined) return { ref: nameOf(schema.ref) }
    if ((texts.get(text) ?? 0) < 2 || text.length < LEAST) return mapped(schema, shared)
    const known = names.get(text)
    if (known !== undefined) return { ref: known }
    const name = `s${names.size}`
    names.set(text, name)
    definitions[name] = mapped(schema, shared)
    return { ref: name }
  }
  const order = [...used.keys()].toSorted()
  const nameOf = (ref: string): string => `d${order.indexOf(ref)}`
  for (const ref of order) definitions[nameOf(ref)] = mapped(used.get(ref)!, shared)
  return {
    ...bundle,
    kinds: Object.fromEntries(kinds.map(([apiVersion, byKind]) => [apiVersion, Object.fromEntries(Object.entries(byKind).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([kind, entry]) => [kind, { ...entry, schema: shared(entry.schema) }]))])),
    definitions,
  }
}

function childrenOf({ properties, values, items }: Schema): Schema[] {
  return [...Object.values(properties ?? {}), ...(values === undefined ? [] : [values]), ...(items === undefined ? [] : [items])]
}

function mapped(schema: Schema, map: (schema: Schema) => Schema): Schema {
  const { properties, values, items, ...rest } = schema
  return {
    ...rest,
    ...(properties !== undefined && { properties: Object.fromEntries(Object.entries(properties).map(([name, child]) => [name, map(child)])) }),
    ...(values !== undefined && { values: map(values) }),
    ...(items !== undefined && { items: map(items) }),
  }
}
