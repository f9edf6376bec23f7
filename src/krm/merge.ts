/** From what a resource shall hold to splices: only what differs is written, all of it planned on one tree. */

import { changeList, changeMap } from './edit-collection.ts'
import type { EditStyle } from './edit-place.ts'
import { replaceWith, type Surroundings } from './edit.ts'
import { FieldError } from './field-error.ts'
import { relationsOf } from './item-relations.ts'
import { matchLists, type Pair } from './match-lists.ts'
import { movedItem } from './moved-item.ts'
import { ChangesBelow, InsertedItem, type Patch } from './patch.ts'
import type { PlainValue } from './print.ts'
import { SharedAnchors } from './shared-anchors.ts'
import { columnOf } from './text-lines.ts'
import { formatPath, isBlockCollection, scalarText, scalarValue, type MapNode, type Path, type PathStep, type SeqNode, type TreeNode } from './tree.ts'
import { listOf, mapOf, type Wanted } from './wanted.ts'
import type { Splice } from './yaml-text.ts'

export interface MergeOptions {
  readonly style: EditStyle
  /** The value of a node of the tree, aliases followed. */
  readonly read: (node: TreeNode) => PlainValue
  /** The resource's name for messages. */
  readonly describe: () => string
  /** Changes under an anchor that an alias refers to are made; the caller checks what has become of the aliases. */
  readonly sharedToo?: boolean
}

/**
 * The splices that make `patch` true of a text that ends in a line break or is one flow collection. Throws a FieldError
 * when a place has the wrong shape or is shared by an alias.
 */
export function planPatch(text: string, root: TreeNode, patch: Patch, options: MergeOptions): Splice[] {
  const merge = new Merge(text, root, options)
  const isWhole = patch !== undefined && !(patch instanceof ChangesBelow) && !(patch instanceof InsertedItem)
  if (isWhole && root.kind === 'map' && patch.kind !== 'map') throw new FieldError(`${options.describe()} is a map and stays one`)
  merge.visit(root, patch, { column: -2, flow: !isBlockCollection(root) && root.kind !== 'scalar', from: 0 }, [], false)
  return merge.splices
}

class Merge {
  readonly splices: Splice[] = []
  readonly #text: string
  readonly #options: MergeOptions
  readonly #values = new Map<TreeNode, PlainValue>()
  /** Undefined when shared places may be changed. */
  readonly #anchors: SharedAnchors | undefined

  constructor(text: string, root: TreeNode, options: MergeOptions) {
    this.#text = text
    this.#options = options
    this.#anchors = options.sharedToo === true ? undefined : new SharedAnchors(text, root)
  }

  visit(node: TreeNode, patch: Patch, around: Surroundings, path: Path, shared: boolean): void {
    const isShared = shared || this.#anchors?.isShared(node) === true
    if (patch === undefined) return
    if (patch instanceof ChangesBelow) return this.#below(node, patch, around, path, isShared)
    if (patch instanceof InsertedItem) return this.#insert(node, patch, around, path, isShared)
    if (node.kind === 'map' && patch.kind === 'map') return this.#map(node, patch, around, path, isShared)
    if (node.kind === 'seq' && patch.kind === 'list') return this.#list(node, patch, around, path, isShared)
    if (patch.isAt(node, this.#read)) return
    this.#replace(node, patch, around, path, isShared)
  }

  readonly #read = (node: TreeNode): PlainValue => {
    let value = this.#values.get(node)
    if (value === undefined) this.#values.set(node, (value = this.#options.read(node)))
    return value
  }

  #emit(splices: readonly Splice[], path: Path, shared: boolean, lost: readonly TreeNode[]): void {
    if (shared || lost.some((node) => this.#anchors?.isNeeded(node))) {
      throw this.#sharedError(path)
    }
    this.splices.push(...splices)
  }

  #sharedError(path: Path): FieldError {
    return new FieldError(`${formatPath(path)} of ${this.#options.describe()} is shared through an anchor: an edit would change every alias of it`)
  }

  #insert(node: TreeNode, { index, wanted }: InsertedItem, around: Surroundings, path: Path, shared: boolean): void {
    if (node.kind !== 'seq' || index > node.items.length) throw this.#misfit(path, index)
    this.#changeList(node, [], new Map([[index, [wanted]]]), around, path, shared)
  }

  #replace(node: TreeNode, wanted: Wanted, around: Surroundings, path: Path, shared: boolean): void {
    this.#emit(replaceWith(this.#text, node, wanted, around, this.#options.style), path, shared, [node])
  }

  #below(node: TreeNode, { steps }: ChangesBelow, around: Surroundings, path: Path, shared: boolean): void {
    const text = this.#text
    if (node.kind === 'map') {
      const indexes = keyIndexes(text, node)
      const removed: number[] = []
      const added = new Map<string, Wanted>()
      for (const [step, patch] of steps) {
        const key = String(step)
        const index = indexes.get(key)
        if (index === undefined) {
          const wanted = this.#wantedFrom(patch, [...path, step])
          if (wanted !== undefined) added.set(key, wanted)
        } else if (patch === undefined) removed.push(index)
        else this.visit(node.entries[index]!.value, patch, inMap(text, node, index, around), [...path, step], shared)
      }
      return this.#changeMap(node, removed, added, around, path, shared)
    }
    if (node.kind === 'seq') return this.#belowList(node, steps, around, path, shared)
    const additions = [...steps].flatMap(([step, patch]) => {
      const wanted = this.#wantedFrom(patch, [...path, step])
      return wanted === undefined ? [] : [[step, wanted] as const]
    })
    if (additions.length === 0) return
    if (node.kind === 'alias') throw this.#sharedError(path)
    if (scalarValue(text, node) !== null) throw this.#misfit(path, additions[0]![0])
    this.#replace(node, this.#nested(new Map(additions), path), around, path, shared)
  }

  #belowList(node: SeqNode, steps: ReadonlyMap<PathStep, Patch>, around: Surroundings, path: Path, shared: boolean): void {
    const removed: number[] = []
    const added: Wanted[] = []
    const sorted = [...steps].toSorted(([a], [b]) => Number(a) - Number(b))
    for (const [step, patch] of sorted) {
      if (typeof step === 'number' && step < node.items.length) {
        if (patch === undefined) removed.push(step)
        else this.visit(node.items[step]!.node, patch, inList(this.#text, node, step, around), [...path, step], shared)
        continue
      }
      const wanted = this.#wantedFrom(patch, [...path, step])
      if (wanted === undefined) continue
      if (step !== node.items.length + added.length) throw this.#misfit(path, step)
      added.push(wanted)
    }
    this.#changeList(node, removed, added.length === 0 ? new Map() : new Map([[node.items.length, added]]), around, path, shared)
  }

  #misfit(path: Path, step: PathStep): FieldError {
    const what = typeof step === 'number' ? 'list of that length' : 'map'
    return new FieldError(`${formatPath(path) || 'the root'} of ${this.#options.describe()} is no ${what}`)
  }

  /** The value that changes make where nothing is yet; undefined when they only remove. */
  #wantedFrom(patch: Patch, path: Path): Wanted | undefined {
    if (patch instanceof InsertedItem) return listOf([patch.wanted])
    if (!(patch instanceof ChangesBelow)) return patch
    const parts = [...patch.steps].flatMap(([step, child]) => {
      const wanted = this.#wantedFrom(child, [...path, step])
      return wanted === undefined ? [] : [[step, wanted] as const]
    })
    return parts.length === 0 ? undefined : this.#nested(new Map(parts), path)
  }

  /** A map of keys, or a list of the indexes 0, 1, …. */
  #nested(parts: ReadonlyMap<PathStep, Wanted>, path: Path): Wanted {
    const steps = [...parts.keys()]
    if (steps.every((step) => typeof step === 'string')) return mapOf(new Map([...parts].map(([step, wanted]) => [String(step), wanted])))
    const sorted = [...parts].toSorted(([a], [b]) => Number(a) - Number(b))
    const wrong = sorted.find(([step], index) => step !== index)
    if (wrong !== undefined) throw this.#misfit(path, wrong[0])
    return listOf(sorted.map(([, wanted]) => wanted))
  }

  #map(node: MapNode, wanted: Wanted, around: Surroundings, path: Path, shared: boolean): void {
    const entries = wanted.entries()
    const indexes = keyIndexes(this.#text, node)
    const removed: number[] = []
    for (const [key, index] of indexes) {
      const child = entries.get(key)
      if (child === undefined) removed.push(index)
      else this.visit(node.entries[index]!.value, child, inMap(this.#text, node, index, around), [...path, key], shared)
    }
    this.#changeMap(node, removed, new Map([...entries].filter(([key]) => !indexes.has(key))), around, path, shared)
  }

  #changeMap(node: MapNode, removed: readonly number[], added: ReadonlyMap<string, Wanted>, around: Surroundings, path: Path, shared: boolean): void {
    if (removed.length === 0 && added.size === 0) return
    const lost = removed.flatMap((index) => [node.entries[index]!.key, node.entries[index]!.value])
    this.#emit(changeMap({ text: this.#text, around, style: this.#options.style }, node, removed, added), path, shared, lost)
  }

  #changeList(
    node: SeqNode,
    removed: readonly number[],
    inserted: ReadonlyMap<number, readonly Wanted[]>,
    around: Surroundings,
    path: Path,
    shared: boolean,
  ): void {
    if (removed.length === 0 && inserted.size === 0) return
    const lost = removed.map((index) => node.items[index]!.node)
    this.#emit(changeList({ text: this.#text, around, style: this.#options.style }, node, removed, inserted), path, shared, lost)
  }

  #list(node: SeqNode, wanted: Wanted, around: Surroundings, path: Path, shared: boolean): void {
    const wantedItems = wanted.items()
    const pairs = matchLists(node.items.length, wantedItems.length, relationsOf(this.#text, node, wantedItems, this.#read))
    const items = this.#withMoved(node, wantedItems, pairs)
    const removed = new Set(node.items.keys())
    const inserted = new Map<number, Wanted[]>()
    let from = 0
    const insert = (before: number, to: number): void => {
      if (to > from) inserted.set(before, items.slice(from, to))
    }
    for (const [before, after] of pairs) {
      removed.delete(before)
      insert(before, after)
      from = after + 1
      this.visit(node.items[before]!.node, items[after]!, inList(this.#text, node, before, around), [...path, before], shared)
    }
    insert(node.items.length, items.length)
    this.#changeList(node, [...removed], inserted, around, path, shared)
  }

  /** New items that are old ones at another place keep their lines. */
  #withMoved(node: SeqNode, items: readonly Wanted[], pairs: readonly Pair[]): readonly Wanted[] {
    if (node.flow || pairs.length === items.length) return items
    const kept = new Set(pairs.map(([before]) => before))
    const placed = new Set(pairs.map(([, after]) => after))
    const free = [...node.items.keys()].filter((index) => !kept.has(index))
    return items.map((item, index) => {
      const at = placed.has(index) ? -1 : free.findIndex((before) => item.isAt(node.items[before]!.node, this.#read))
      return at === -1 ? item : movedItem(item, this.#text, node, free.splice(at, 1)[0]!)
    })
  }
}

function inMap(text: string, map: MapNode, index: number, around: Surroundings): Surroundings {
  const from = map.entries[index]!.colon
  return map.flow ? { column: around.column, flow: true, from } : { column: columnOf(text, map.start), flow: false, from }
}

function inList(text: string, seq: SeqNode, index: number, around: Surroundings): Surroundings {
  if (seq.flow) return { column: around.column, flow: true }
  return { column: columnOf(text, seq.start), flow: false, from: seq.items[index]!.dash + 1, isItem: true }
}

/** The entries of a map by key; what is no scalar has no name that a path could give. */
function keyIndexes(text: string, map: MapNode): Map<string, number> {
  const indexes = new Map<string, number>()
  for (const [index, { key }] of map.entries.entries()) if (key.kind === 'scalar') indexes.set(scalarText(text, key), index)
  return indexes
}
