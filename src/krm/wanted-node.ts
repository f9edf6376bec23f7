/** A node of another text as a wanted value: what an outside function answered, perhaps spelt otherwise. */

import type { Wanted } from './wanted.ts'
import { isStringWhenPlain, scalarsEqual, type ScalarText } from './scalar-value.ts'
import { writeScalar, type ScalarContext, type WrittenScalar } from './scalar-style.ts'
import { anchoredNode, scalarText, scalarValue, type ScalarNode, type TreeNode } from './tree.ts'

/** A text and its tree. */
export interface Tree {
  readonly text: string
  readonly root: TreeNode
}

/** How many nodes may be compared or written through aliases: they unfold without bound. */
const MOST_UNFOLDED = 100_000

/** What two texts are compared by, and what becomes of aliases. */
export class Comparison {
  readonly ours: Tree
  readonly theirs: Tree
  #unfolded = 0

  constructor(ours: Tree, theirs: Tree) {
    this.ours = ours
    this.theirs = theirs
  }

  /** The node that an alias stands for; other nodes as they are. Undefined for an alias of nothing or without end. */
  follow(tree: Tree, node: TreeNode): Exclude<TreeNode, { kind: 'alias' }> | undefined {
    let at: TreeNode | undefined = node
    while (at?.kind === 'alias') {
      if (++this.#unfolded > MOST_UNFOLDED) return undefined
      at = anchoredNode(tree.root, at.target, at.start)
    }
    return at
  }

  /** Whether a node of ours and one of theirs have the same value under some common reading of their scalars. */
  same(ours: TreeNode, theirs: TreeNode): boolean {
    // An alias that is still one follows what becomes of its anchor.
    if (ours.kind === 'alias' && theirs.kind === 'alias' && ours.target === theirs.target) return true
    const left = this.follow(this.ours, ours)
    const right = this.follow(this.theirs, theirs)
    if (left === undefined || right === undefined) return left === right
    if (left.kind === 'scalar') return right.kind === 'scalar' && scalarsEqual(textOf(this.ours, left), textOf(this.theirs, right))
    if (left.kind === 'seq') {
      return right.kind === 'seq' && left.items.length === right.items.length && left.items.every((item, index) => this.same(item.node, right.items[index]!.node))
    }
    if (right.kind !== 'map' || left.entries.length !== right.entries.length) return false
    const others = entriesByKey(this.theirs, right)
    return left.entries.every(({ key, value }) => {
      const other = key.kind === 'scalar' ? others.get(scalarText(this.ours.text, key)) : undefined
      return other !== undefined && this.same(value, other)
    })
  }
}

/** A scalar as readers see it. */
export function textOf({ text }: Tree, node: ScalarNode): ScalarText {
  return { text: scalarText(text, node), plain: node.style === 'plain' || node.style === 'empty', tag: node.tag }
}

/** The values of a map by the texts of their keys. */
export function entriesByKey({ text }: Tree, node: TreeNode): Map<string, TreeNode> {
  const entries = node.kind === 'map' ? node.entries : []
  return new Map(entries.flatMap(({ key, value }) => (key.kind === 'scalar' ? [[scalarText(text, key), value] as const] : [])))
}

/** The wanted value of a node of `comparison.theirs`. */
export function wantNode(comparison: Comparison, node: TreeNode): Wanted {
  return new WantedNode(comparison, node)
}

class WantedNode implements Wanted {
  readonly kind: Wanted['kind']
  readonly #comparison: Comparison
  readonly #node: TreeNode
  readonly #followed: Exclude<TreeNode, { kind: 'alias' }> | undefined

  constructor(comparison: Comparison, node: TreeNode) {
    this.#comparison = comparison
    this.#node = node
    this.#followed = comparison.follow(comparison.theirs, node)
    this.kind = this.#followed?.kind === 'seq' ? 'list' : (this.#followed?.kind ?? 'scalar')
  }

  entries(): ReadonlyMap<string, Wanted> {
    if (this.#followed?.kind !== 'map') return new Map()
    return new Map([...entriesByKey(this.#comparison.theirs, this.#followed)].map(([key, value]) => [key, new WantedNode(this.#comparison, value)]))
  }

  items(): readonly Wanted[] {
    return this.#followed?.kind === 'seq' ? this.#followed.items.map((item) => new WantedNode(this.#comparison, item.node)) : []
  }

  isAt(node: TreeNode): boolean {
    return this.#comparison.same(node, this.#node)
  }

  /**
   * A string is written in the style of the scalar before it, a new one in its own style; anything else, or what only
   * some readers take for a string, as the answer spelt it.
   */
  scalarText(was: WrittenScalar | undefined, context: ScalarContext): string {
    const node = this.#followed
    if (node?.kind !== 'scalar') return 'null'
    const { theirs } = this.#comparison
    const value = scalarValue(theirs.text, node)
    if (context.json) return writeScalar(value, was, context)
    const raw = theirs.text.slice(node.start, node.end)
    const isOneLine = !raw.includes('\n')
    if (node.tag !== undefined) return isOneLine && node.style !== 'empty' ? `${node.tag} ${raw}` : writeScalar(value, was, context)
    const content = scalarText(theirs.text, node)
    if (node.style === 'empty') return 'null'
    if (node.style === 'plain') return isStringWhenPlain(content) || (context.flow && /[,[\]{}]/.test(raw)) ? writeScalar(value, was, context) : raw
    const isJson = theirs.root.kind === 'map' && theirs.root.flow
    return writeScalar(content, was ?? (isJson ? undefined : { style: node.style }), context)
  }
}
