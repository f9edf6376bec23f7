/** A field whose string holds JSON, read so that every value in it has a place in the file. */

import type { Field } from '#krm/field.ts'
import { scalarText, type ScalarNode } from '#krm/tree.ts'
import { parseJson, type JsonNode } from './json-text.ts'
import { lineAt, lineStartsOf } from './line-starts.ts'
import type { Inside, Placed, Spot } from './spot.ts'

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
  const source = new Source(field, text, node.valueStart, true)
  const raw = isVerbatim(text, node) ? parseJson(text, node.valueStart, node.valueEnd) : undefined
  if (raw !== undefined && 'root' in raw) return { root: new JsonValue(source, raw.root, '') }
  const decoded = scalarText(text, node)
  const decodedSource = new Source(field, decoded, 0, false)
  const value = parseJson(decoded)
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

/** A JSON text, and whether offsets into it are offsets into the resource's text. */
class Source {
  readonly field: Field
  readonly exact: boolean
  readonly #text: string
  readonly #start: number
  #lines: readonly number[] | undefined

  constructor(field: Field, text: string, start: number, exact: boolean) {
    this.field = field
    this.exact = exact
    this.#text = text
    this.#start = start
  }

  /** The line of an offset, from 1. Lines are counted once for all places, and only when one is printed. */
  lineOf(offset: number): number {
    this.#lines ??= lineStartsOf(this.#text, this.#start)
    return lineAt(this.#lines, offset)
  }
}

function spotIn(source: Source, path: string, offset: number): Spot {
  return { field: source.field, inside: new InsideSource(source, path, offset) }
}

class InsideSource implements Inside {
  readonly path: string
  readonly #source: Source
  readonly #at: number

  constructor(source: Source, path: string, at: number) {
    this.#source = source
    this.path = path
    this.#at = at
  }

  get line(): number {
    return this.#source.lineOf(this.#at)
  }

  get offset(): number | undefined {
    return this.#source.exact ? this.#at : undefined
  }
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
