/** Random edits as data, which a Go function makes with kyaml and we make with fields. */

import { ItemList } from '#krm/item-list.ts'
import type { PlainValue } from '#krm/print.ts'
import type { Resource } from '#krm/resource.ts'
import { entryOf, scalarText, type Path, type TreeNode } from '#krm/tree.ts'
import type { Rng } from '../../prove/edits/rng.ts'

/** One edit; for `add` only `value` counts. `insert` puts an item before the one that `path` names. */
export interface Edit {
  readonly file: string
  readonly index: string
  readonly op: 'set' | 'remove' | 'insert' | 'delete' | 'add'
  readonly path: Path
  readonly value?: Json
}

/** Values that both languages have alike. */
export type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json }

const SCALARS: readonly Json[] = ['new', 'two words', 'yes', '5', '', 'a: b', "it's", 'x # y', 'é', '-', '0x1F', 'null', 'a\nb\n', 'a\nb', 5, -3, 1.5, true, false]
const MAPS: readonly Json[] = [{ k: 'v' }, { k: { n: 1, s: 'x y' }, l: [1, 'two'] }, { l: [{ name: 'x', value: '1' }, { name: 'y' }] }, {}]
/** kpt pairs items by index, and fails where their kinds differ: lists that are put in place of lists hold the same kind. */
const LISTS: Readonly<Record<'scalar' | 'map', readonly Json[]>> = { scalar: [['a', 'b'], ['x'], []], map: [[{ name: 'x', args: ['p', 'q'] }], []] }
const KEYS = ['new', 'zz', 'kpt.dev/new', 'with space', '5', 'yes']

interface Place {
  readonly path: Path
  readonly node: TreeNode
  readonly parent: TreeNode
}

/** An edit of the resource as it is now; undefined where nothing can be edited. Aliases are left alone. */
export function randomEdit(rng: Rng, resource: Resource): Edit | undefined {
  const { path: file, index } = resource.origin
  const root = resource.tree()
  if (root === undefined || /(?:^|[\s[{,])[&*][^\s]/.test(resource.text)) return undefined
  const at = { file, index: String(index) }
  const chance = rng.below(20)
  if (chance === 0) return { ...at, op: 'set', path: ['metadata', 'annotations', rng.pick(['a.example/b', 'z'])], value: rng.pick(['x', 'yes', '']) }
  const places = placesOf(resource.text, root)
  const scalars = places.filter(({ node }) => node.kind === 'scalar')
  if (places.length === 0) return undefined
  if (chance < 7 && scalars.length > 0) return { ...at, op: 'set', path: rng.pick(scalars).path, value: rng.pick(SCALARS) }
  const { path, node, parent } = rng.pick(places)
  if (chance < 10) {
    const value = valueLike(rng, node)
    return value === undefined ? undefined : { ...at, op: 'set', path, value }
  }
  if (chance < 13) return parent.kind === 'seq' && itemKind(parent) === undefined ? undefined : { ...at, op: 'remove', path }
  if (node.kind === 'map') return newKey(rng, resource.text, at, path, node)
  if (node.kind === 'seq') return newItem(rng, at, path, node)
  const holder = path.slice(0, -1)
  return parent.kind === 'seq' ? newItem(rng, at, holder, parent) : newKey(rng, resource.text, at, holder, parent)
}

type At = Pick<Edit, 'file' | 'index'>

/** A value of the node's own kind: kpt refuses another one. */
function valueLike(rng: Rng, node: TreeNode): Json | undefined {
  if (node.kind === 'map') return rng.pick(MAPS)
  if (node.kind === 'scalar') return rng.pick(SCALARS)
  const kind = itemKind(node)
  return kind === undefined ? undefined : rng.pick(LISTS[kind])
}

/** The kind of all items; scalars where there are none. */
function itemKind(node: TreeNode): 'scalar' | 'map' | undefined {
  if (node.kind !== 'seq') return undefined
  const kinds = new Set(node.items.map((item) => item.node.kind))
  if (kinds.size > 1) return undefined
  const [kind = 'scalar'] = kinds
  return kind === 'scalar' || kind === 'map' ? kind : undefined
}

function newKey(rng: Rng, text: string, at: At, path: Path, node: TreeNode): Edit | undefined {
  if (node.kind !== 'map') return undefined
  const key = rng.pick(KEYS.filter((name) => entryOf(text, node, name) === undefined))
  const value: Json = path[0] === 'metadata' ? 'text' : rng.pick([...SCALARS, ...MAPS, ...LISTS.scalar, ...LISTS.map])
  return { ...at, op: 'set', path: [...path, key], value }
}

function newItem(rng: Rng, at: At, path: Path, node: TreeNode): Edit | undefined {
  const kind = itemKind(node)
  if (kind === undefined || node.kind !== 'seq') return undefined
  return { ...at, op: 'insert', path: [...path, rng.below(node.items.length + 1)], value: rng.pick(kind === 'map' ? MAPS : SCALARS) }
}

/** Makes the edit on the items as our functions do. */
export function applyEdit(items: ItemList, edit: Edit): void {
  const { file, index, op, path, value } = edit
  if (op === 'add') return void items.add(value as PlainValue)
  const item = [...items].find(({ origin }) => origin.path === file && String(origin.index) === index)
  if (item === undefined) throw new Error(`no item ${index} of ${file}`)
  if (op === 'delete') return items.remove(item)
  if (op === 'remove') return item.field(...path).remove()
  if (op === 'insert') return item.field(...path.slice(0, -1)).insertItem(Number(path.at(-1)), value as PlainValue)
  item.field(...path).set(value as PlainValue)
}

/** Places below spec and the like, labels and annotations of the author's: what functions edit. */
function placesOf(text: string, root: TreeNode): Place[] {
  const places: Place[] = []
  visit(root, [])
  return places.filter(({ path: [first, second, ...rest] }) => {
    if (first === 'apiVersion' || first === 'kind') return false
    if (first !== 'metadata') return true
    return (second === 'labels' || second === 'annotations') && rest.length > 0 && !/config\.(?:kubernetes|k8s)\.io/.test(String(rest[0]))
  })

  function visit(node: TreeNode, path: Path): void {
    if (node.kind === 'map') {
      for (const { key, value } of node.entries) if (key.kind === 'scalar') enter(value, [...path, scalarText(text, key)], node)
    } else if (node.kind === 'seq') {
      for (const [index, item] of node.items.entries()) enter(item.node, [...path, index], node)
    }
  }

  function enter(node: TreeNode, path: Path, parent: TreeNode): void {
    places.push({ path, node, parent })
    visit(node, path)
  }
}
