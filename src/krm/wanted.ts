/** A value that a place in a text shall have: what an edit needs to know of it, wherever it comes from. */

import { entriesOf, isList, isScalar, sameValue } from './plain-value.ts'
import { printEntry, type PlainValue, type PrintOptions } from './print.ts'
import { writeScalar, type ScalarContext, type WrittenScalar } from './scalar-style.ts'
import type { TreeNode } from './tree.ts'

export interface Wanted {
  readonly kind: 'scalar' | 'map' | 'list'
  /** Of a map, by key, in the order in which new keys are written. */
  entries(): ReadonlyMap<string, Wanted>
  /** Of a list. */
  items(): readonly Wanted[]
  /** Whether the node of the edited text already has this value. */
  isAt(node: TreeNode, read: (node: TreeNode) => PlainValue): boolean
  /** The lines of an item of a block list that only moves: as they stand, comments included, the first one not indented. */
  readonly movedLines?: string
  readonly movedTail?: MovedTail | undefined
  /** The text of a scalar; `was` is how the one before it was written. */
  scalarText(was: WrittenScalar | undefined, context: ScalarContext): string
}

/** The block scalar in which lines that move end. */
export interface MovedTail {
  /** As the first line of a literal block: `|`, how much deeper than the dash its lines stand, the chomping indicator, LF. */
  readonly header: string
  /** The lines with the scalar in double quotes instead. */
  quoted(): string
}

/** A plain value as a wanted one. */
export function wantPlain(value: PlainValue): Wanted {
  return new WantedPlain(value)
}

class WantedPlain implements Wanted {
  readonly kind: Wanted['kind']
  readonly #value: PlainValue

  constructor(value: PlainValue) {
    this.#value = value
    this.kind = isScalar(value) ? 'scalar' : isList(value) ? 'list' : 'map'
  }

  entries(): ReadonlyMap<string, Wanted> {
    const value = this.#value
    if (isScalar(value) || isList(value)) return new Map()
    return new Map(entriesOf(value).map(([key, child]) => [key, new WantedPlain(child)]))
  }

  items(): readonly Wanted[] {
    return isScalar(this.#value) || !isList(this.#value) ? [] : this.#value.map((item) => new WantedPlain(item))
  }

  isAt(node: TreeNode, read: (node: TreeNode) => PlainValue): boolean {
    return sameValue(read(node), this.#value)
  }

  scalarText(was: WrittenScalar | undefined, context: ScalarContext): string {
    return writeScalar(isScalar(this.#value) ? this.#value : null, was, context)
  }
}

/** A map of wanted values. */
export function mapOf(entries: ReadonlyMap<string, Wanted>): Wanted {
  return new WantedCollection('map', entries, [])
}

/** A list of wanted values. */
export function listOf(items: readonly Wanted[]): Wanted {
  return new WantedCollection('list', new Map(), items)
}

class WantedCollection implements Wanted {
  readonly kind: 'map' | 'list'
  readonly #entries: ReadonlyMap<string, Wanted>
  readonly #items: readonly Wanted[]

  constructor(kind: 'map' | 'list', entries: ReadonlyMap<string, Wanted>, items: readonly Wanted[]) {
    this.kind = kind
    this.#entries = entries
    this.#items = items
  }

  entries(): ReadonlyMap<string, Wanted> {
    return this.#entries
  }

  items(): readonly Wanted[] {
    return this.#items
  }

  /** Made for places that hold something else. */
  isAt(): boolean {
    return false
  }

  scalarText(): string {
    return 'null'
  }
}

/** The text that the last scalar of a wanted value would have on lines of its own. `was`: the scalar that it replaces. */
export function tailText(wanted: Wanted, was?: WrittenScalar): string {
  if (wanted.movedLines !== undefined) return wanted.movedTail?.header ?? ''
  const last = wanted.kind === 'map' ? [...wanted.entries().values()].at(-1) : wanted.items().at(-1)
  if (last !== undefined) return tailText(last)
  return wanted.kind === 'scalar' ? wanted.scalarText(was, { flow: false, key: false, json: false, indent: 2 }) : ''
}

/** The same value with its last scalar in double quotes: for places where a literal block would take in what follows. */
export function quotedTail(wanted: Wanted): Wanted {
  if (wanted.movedTail !== undefined) return moved(wanted, wanted.movedTail.quoted())
  if (wanted.kind === 'map') {
    const entries = [...wanted.entries()]
    return mapOf(new Map(entries.map(([key, child], index) => [key, index === entries.length - 1 ? quotedTail(child) : child])))
  }
  if (wanted.kind === 'list') {
    const items = wanted.items()
    return listOf(items.map((item, index) => (index === items.length - 1 ? quotedTail(item) : item)))
  }
  const quoted: Wanted = {
    kind: 'scalar',
    entries: () => new Map(),
    items: () => [],
    isAt: (node, read) => wanted.isAt(node, read),
    scalarText: (_was, context) => wanted.scalarText({ style: 'double' }, context),
  }
  return quoted
}

/** The same value, written as these lines where it becomes an item of a block list. */
export function moved(wanted: Wanted, movedLines: string, movedTail?: MovedTail): Wanted {
  return {
    kind: wanted.kind,
    movedLines,
    movedTail,
    entries: () => wanted.entries(),
    items: () => wanted.items(),
    isAt: (node, read) => wanted.isAt(node, read),
    scalarText: (was, context) => wanted.scalarText(was, context),
  }
}

/** Whether a wanted map or list holds nothing. */
export function isEmptyCollection(wanted: Wanted): boolean {
  return wanted.kind === 'map' ? wanted.entries().size === 0 : wanted.kind === 'list' && wanted.items().length === 0
}

/** On one line, to stand inside `[]` or `{}`, or as an empty map or list anywhere. */
export function flowText(wanted: Wanted, json: boolean): string {
  const context = { flow: true, key: false, json, indent: 0 }
  if (wanted.kind === 'scalar') return wanted.scalarText(undefined, context)
  if (wanted.kind === 'list') return `[${wanted.items().map((item) => flowText(item, json)).join(', ')}]`
  return `{${[...wanted.entries()].map(([key, child]) => flowEntry(key, child, json)).join(', ')}}`
}

/** `key: value` inside `{}`. */
export function flowEntry(key: string, wanted: Wanted, json: boolean): string {
  return `${writeScalar(key, undefined, { flow: true, key: true, json, indent: 0 })}: ${flowText(wanted, json)}`
}

/** As `printYaml`: the first line without indentation, further lines at column `indent`. */
export function blockText(wanted: Wanted, options: PrintOptions): string {
  const { indent } = options
  if (wanted.kind === 'scalar') return wanted.scalarText(undefined, { flow: false, key: false, json: false, indent })
  if (isEmptyCollection(wanted)) return flowText(wanted, false)
  const margin = `\n${' '.repeat(indent)}`
  if (wanted.kind === 'list') return wanted.items().map((item) => itemText(item, options)).join(margin)
  return [...wanted.entries()].map(([key, child]) => entryText(key, child, options)).join(margin)
}

/** As `printItem`. */
export function itemText(wanted: Wanted, { indent, sequenceIndent }: PrintOptions): string {
  if (wanted.movedLines !== undefined) return wanted.movedLines
  return `- ${blockText(wanted, { indent: indent + 2, sequenceIndent })}`
}

/** As `printEntry`. */
export function entryText(key: string, wanted: Wanted, options: PrintOptions): string {
  const { indent, sequenceIndent } = options
  // Keys have rules of their own (`? ` before long ones): taken from the printer of plain values.
  const lead = printEntry(key, null, options).slice(0, -'null'.length)
  const isInline = wanted.kind === 'scalar' || isEmptyCollection(wanted) || lead.startsWith('? ')
  if (isInline) return lead + blockText(wanted, { indent: indent + 2, sequenceIndent })
  const inner = wanted.kind === 'list' && sequenceIndent === 'compact' ? indent : indent + 2
  return `${lead.trimEnd()}\n${' '.repeat(inner)}${blockText(wanted, { indent: inner, sequenceIndent })}`
}
