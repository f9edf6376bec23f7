/** A field whose string holds JSON, read so that every value in it has a place in the file. */

import type { Field } from '#krm/field.ts'
import { scalarText, type ScalarNode } from '#krm/tree.ts'
import { parseJson, type JsonNode } from './json-text.ts'
import type { Placed, Spot } from './spot.ts'

/** The JSON of a field: its value, or what is wrong with it. */
export type JsonOfField = { readonly root: JsonValue } | { readonly message: string; readonly at: Spot }

/**
 * Reads the JSON that a scalar holds; undefined when the field is no string or blank. Block scalars and quoted scalars
 * without escapes differ from their values only in white space, which means nothing between JSON's tokens: so the source
 * text itself is parsed, and offsets need no translation. Only where that is not the same text the value is parsed.
 */
export function readJsonField(field: Field): JsonOfField | undefined {
  const node = field.node()
  if (node?.kind !== 'scalar' || field.string === undefined || field.string.trim() === '') return undefined
  const { text } = field.resource
  const source = { field, text, start: node.valueStart, exact: true }
  const raw = isVerbatim(text, node) ? parseJson(text, node.valueStart, node.valueEnd) : undefined
  if (raw !== undefined && 'root' in raw) return { root: new JsonValue(source, raw.root, '') }
  const decoded = scalarText(text, node)
  const value = parseJson(decoded)
  const decodedSource = { field, text: decoded, start: 0, exact: false }
  if ('root' in value) return { root: new JsonValue(decodedSource, value.root, '') }
  const [where, problem] = raw === undefined ? [decodedSource, value] : [source, raw]
  return { message: problem.message, at: spotIn(where, '', problem.offset) }
}

/** Whether the text between the quotes, or the lines of the block, are the value but for white space. */
function isVerbatim(text: string, node: ScalarNode): boolean {
  if (node.style === 'literal' || node.style === 'folded' || node.style === 'plain') return true
  const escape = node.style === 'single' ? "''" : '\\'
  const at = text.indexOf(escape, node.valueStart)
  return at === -1 || at >= node.valueEnd
}

interface Source {
  readonly field: Field
  readonly text: string
  readonly start: number
  /** Whether offsets into `text` are offsets into the resource's text. */
  readonly exact: boolean
}

function spotIn({ field, text, start, exact }: Source, path: string, offset: number): Spot {
  let line = 1
  for (let at = text.indexOf('\n', start); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line++
  return { field, inside: { path, line, offset: exact ? offset : undefined } }
}

/** A value in a JSON text. Its path and place are made when they are asked for. */
export class JsonValue {
  readonly #source: Source
  readonly node: JsonNode
  readonly path: string

  constructor(source: Source, node: JsonNode, path: string) {
    this.#source = source
    this.node = node
    this.path = path
  }

  get at(): Spot {
    return spotIn(this.#source, this.path, this.node.start)
  }

  /** The value under a key; undefined when this is no map or has no such key, or it is null, which Go takes for absent. */
  get(key: string): JsonValue | undefined {
    const child = this.node.kind === 'map' ? this.node.entries.get(key) : undefined
    if (child === undefined || child.kind === 'null') return undefined
    return new JsonValue(this.#source, child, this.path === '' ? key : `${this.path}.${key}`)
  }

  /** The items of a list; none when this is none. */
  items(): JsonValue[] {
    if (this.node.kind !== 'list') return []
    return this.node.items.map((item, index) => new JsonValue(this.#source, item, `${this.path}[${index}]`))
  }

  get string(): Placed<string> | undefined {
    return this.node.kind === 'string' ? { value: this.node.value, at: this.at } : undefined
  }

  get number(): Placed<number> | undefined {
    return this.node.kind === 'number' ? { value: this.node.value, at: this.at } : undefined
  }
}
