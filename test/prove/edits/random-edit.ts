/** One edit at a random place of a resource, and what it is meant to do to the resource's value. */

import { behindRemoved, headOf, placeAfter } from '#krm/edit-place.ts'
import type { PlainValue } from '#krm/print.ts'
import type { Resource } from '#krm/resource.ts'
import { isBlankLine, lineEnd, lineStart, nextLine, skipBlanks } from '#krm/text-lines.ts'
import { columnOf } from '#krm/text-lines.ts'
import { isBlockCollection, scalarText, type Path, type TreeNode } from '#krm/tree.ts'
import type { Rng } from './rng.ts'

export interface RandomEdit {
  readonly name: string
  readonly path: Path
  /** Makes the edit. */
  readonly run: (resource: Resource) => void
  /** Makes it on a value. */
  readonly model: (value: PlainValue) => PlainValue
  /** The lines that may change: offsets of the text before. */
  readonly lines: { readonly start: number; readonly end: number }
  /** What happens to the comments: none changes, or only those in `lines` may go. */
  readonly keepsComments: boolean
}

interface Place {
  readonly path: Path
  readonly node: TreeNode
  /** The lines of the entry or item, head comments included. */
  readonly start: number
  readonly end: number
  readonly parent: TreeNode | undefined
}

/** A random edit of `resource`; `values` are values to choose from. */
export function randomEdit(rng: Rng, resource: Resource, values: readonly PlainValue[]): RandomEdit {
  const root = resource.tree()!
  const { text } = resource
  const places = placesOf(text, root)
  const place = rng.pick(places)
  const { path, node } = place
  const value = rng.pick(values)
  const own = { start: place.start, end: place.end }
  const scalar = isScalarValue(value) ? value : 'in place'
  const set = (name: string, wanted: PlainValue, keepsComments: boolean): RandomEdit => ({
    name,
    path,
    run: (target) => target.field(...path).set(wanted),
    model: (before) => modelSet(before, path, wanted),
    lines: withFoot(text, node, own),
    keepsComments,
  })
  const kind = rng.below(8)
  if (kind < 2) {
    const scalars = places.filter((candidate) => candidate.node.kind === 'scalar')
    const other = rng.pick(scalars.length > 0 ? scalars : places)
    return {
      name: 'set scalar',
      path: other.path,
      run: (target) => target.field(...other.path).set(scalar),
      model: (before) => modelSet(before, other.path, scalar),
      lines: other,
      keepsComments: other.node.kind === 'scalar',
    }
  }
  if (kind === 2 && path.length > 0) return set('set any', value, false)
  if (kind === 3 && path.length > 0) {
    return {
      name: 'remove',
      path,
      run: (target) => target.field(...path).remove(),
      model: (before) => modelRemove(before, path),
      lines: place.parent !== undefined && childCount(place.parent) === 1 ? linesOfNode(text, places, path.slice(0, -1)) : own,
      keepsComments: false,
    }
  }
  if (node.kind === 'map') {
    const key = rng.pick(['new', 'kpt.dev/new', 'with space', '__proto__', '5', 'yes', '', 'k: v', `long${'g'.repeat(140)}`])
    if (resource.field(...path, key).exists) return set('set scalar', 'instead', false)
    const inner = path.length > 0 && rng.once(3) ? [key, 'deep'] : [key]
    return {
      name: 'insert key',
      path: [...path, ...inner],
      run: (target) => target.field(...path, ...inner).set(value),
      model: (before) => modelSet(before, [...path, ...inner], value),
      lines: insertionLines(text, node, own),
      keepsComments: true,
    }
  }
  if (node.kind === 'seq') return listEdit(rng, text, place, value, values)
  return set('set any', value, false)
}

function listEdit(rng: Rng, text: string, { path, node, start, end }: Place, value: PlainValue, values: readonly PlainValue[]): RandomEdit {
  if (node.kind !== 'seq') throw new Error('no list')
  const count = node.items.length
  const kind = rng.below(3)
  if (kind < 2) {
    const index = kind === 0 ? count : rng.below(count + 1)
    return {
      name: 'insert item',
      path: [...path, index],
      run: (target) => target.field(...path).insertItem(index, value),
      model: (before) => modelList(before, path, (list) => [...list.slice(0, index), value, ...list.slice(index)]),
      lines: index === 0 && skipBlanks(text, lineStart(text, node.start)) < node.start && !node.flow ? { start, end } : insertionLines(text, node, { start, end }),
      keepsComments: true,
    }
  }
  // A new list that shares items with the old one.
  const seed = rng.below(1000)
  const change = (list: readonly PlainValue[]): PlainValue[] => {
    const kept = list.filter((_, index) => (seed >> index % 8) % 3 !== 0)
    return seed % 2 === 0 ? [...kept, value] : [values[seed % values.length]!, ...kept.toReversed()]
  }
  return {
    name: 'replace list',
    path,
    run: (target) => {
      const field = target.field(...path)
      const now = field.value
      field.set(change(Array.isArray(now) ? now : []))
    },
    model: (before) => modelList(before, path, change),
    lines: withFoot(text, node, { start, end }),
    keepsComments: false,
  }
}

function isScalarValue(value: PlainValue): boolean {
  return value === null || typeof value !== 'object'
}

function childCount(node: TreeNode): number {
  return node.kind === 'map' ? node.entries.length : node.kind === 'seq' ? node.items.length : 0
}

/** An insertion into block lines changes none of them; inside brackets, or from nothing, those of the node. */
function insertionLines(text: string, node: TreeNode, own: { start: number; end: number }): { start: number; end: number } {
  if ((node.kind === 'map' || node.kind === 'seq') && !node.flow && node.start !== node.end) return { start: Number.NaN, end: Number.NaN }
  return { start: lineStart(text, node.outerStart), end: Math.max(own.end, nextLine(text, node.end)) }
}

/** What is added to a list or map goes below its foot comment. */
function withFoot(text: string, node: TreeNode, { start, end }: { start: number; end: number }): { start: number; end: number } {
  return { start, end: isBlockCollection(node) ? Math.max(end, placeAfter(text, node, columnOf(text, node.start)).offset) : end }
}

function linesOfNode(text: string, places: readonly Place[], path: Path): { start: number; end: number } {
  const found = places.find((place) => place.path.length === path.length && place.path.every((step, index) => step === path[index]))
  return found ?? { start: 0, end: text.length }
}

/** Every place that a path can name. */
function placesOf(text: string, root: TreeNode): Place[] {
  const places: Place[] = [{ path: [], node: root, start: 0, end: text.length, parent: undefined }]
  visit(root, [])
  return places

  function visit(node: TreeNode, path: Path): void {
    if (node.kind === 'map') {
      for (const { start, key, value } of node.entries) {
        if (key.kind !== 'scalar') continue
        const step = scalarText(text, key)
        places.push({ path: [...path, step], node: value, ...linesFrom(text, node, start, value.end > key.end ? value : key), parent: node })
        visit(value, [...path, step])
      }
    } else if (node.kind === 'seq') {
      for (const [index, { dash, node: child }] of node.items.entries()) {
        places.push({ path: [...path, index], node: child, ...linesFrom(text, node, dash, child.end > dash ? child : { ...child, end: dash + 1 }), parent: node })
        visit(child, [...path, index])
      }
    }
  }
}

function linesFrom(text: string, holder: TreeNode, start: number, last: TreeNode): { start: number; end: number } {
  const isFlow = (holder.kind === 'map' || holder.kind === 'seq') && holder.flow
  // Inside brackets neighbours share the line, and a comma may stand on the line before.
  if (isFlow) return { start: lineStart(text, holder.start), end: lineEnd(text, holder.end) }
  const column = columnOf(text, holder.start)
  const line = lineStart(text, start)
  let end = behindRemoved(text, last, column)
  // What follows the first entry behind a dash moves up to it when that is removed.
  if (skipBlanks(text, line) < start) end = nextLine(text, skipBlankLines(text, end))
  return { start: headOf(text, line, column), end }
}

function skipBlankLines(text: string, from: number): number {
  let at = from
  while (at < text.length && isBlankLine(text, at)) at = nextLine(text, at)
  return at
}

export function modelSet(value: PlainValue, path: Path, wanted: PlainValue): PlainValue {
  const [step, ...rest] = path
  if (step === undefined) return wanted
  if (Array.isArray(value)) return modelList(value, [], (list) => list.map((item, index) => (index === step ? modelSet(item, rest, wanted) : item)))
  const map = new Map(value instanceof Map ? (value as ReadonlyMap<string, PlainValue>) : [])
  return map.set(String(step), modelSet(map.get(String(step)) ?? null, rest, wanted))
}

function modelRemove(value: PlainValue, path: Path): PlainValue {
  const last = path.at(-1)!
  return modelAt(value, path.slice(0, -1), (holder) => {
    if (Array.isArray(holder)) return holder.filter((_, index) => index !== last)
    return new Map([...(holder as ReadonlyMap<string, PlainValue>)].filter(([key]) => key !== last))
  })
}

function modelList(value: PlainValue, path: Path, change: (list: readonly PlainValue[]) => PlainValue[]): PlainValue {
  return modelAt(value, path, (list) => change(Array.isArray(list) ? list : []))
}

function modelAt(value: PlainValue, path: Path, change: (value: PlainValue) => PlainValue): PlainValue {
  const [step, ...rest] = path
  if (step === undefined) return change(value)
  if (Array.isArray(value)) return value.map((item: PlainValue, index) => (index === step ? modelAt(item, rest, change) : item))
  return new Map([...(value as ReadonlyMap<string, PlainValue>)].map(([key, child]) => [key, key === step ? modelAt(child, rest, change) : child]))
}
