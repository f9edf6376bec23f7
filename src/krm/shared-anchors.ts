/** Which places of a tree an edit cannot change without changing others. */

import { childrenOf, type TreeNode } from './tree.ts'

/** The anchors of a tree that aliases refer to. */
export class SharedAnchors {
  readonly #root: TreeNode
  /** Names that aliases use. */
  readonly #names: ReadonlySet<string>

  constructor(text: string, root: TreeNode) {
    this.#root = root
    this.#names = text.includes('*') ? aliasNames(root, new Set()) : new Set()
  }

  /** Whether aliases stand for this node: what is changed in it changes there too. */
  isShared(node: TreeNode): boolean {
    return node.anchor !== undefined && this.#names.has(node.anchor)
  }

  /** Whether an alias that stays refers to an anchor inside a node that goes. */
  isNeeded(node: TreeNode): boolean {
    if (this.#names.size === 0) return false
    const anchors = anchorNames(node, new Set())
    return anchors.size > 0 && hasAliasOutside(this.#root, node, anchors)
  }
}

function aliasNames(node: TreeNode, names: Set<string>): Set<string> {
  if (node.kind === 'alias') names.add(node.target)
  for (const child of childrenOf(node)) aliasNames(child, names)
  return names
}

function anchorNames(node: TreeNode, names: Set<string>): Set<string> {
  if (node.anchor !== undefined) names.add(node.anchor)
  for (const child of childrenOf(node)) anchorNames(child, names)
  return names
}

function hasAliasOutside(node: TreeNode, except: TreeNode, names: ReadonlySet<string>): boolean {
  if (node === except) return false
  if (node.kind === 'alias') return names.has(node.target)
  return childrenOf(node).some((child) => hasAliasOutside(child, except, names))
}
