/** Proof that a tree holds everything that its text says: parsers have been seen to drop what they could not place. */

import type { TreeNode } from './tree.ts'

/** The first character from the root on that belongs to no node and is no indicator, blank, comment or end mark; -1 when there is none. */
export function firstUncovered(text: string, root: TreeNode): number {
  let at = root.outerStart
  let found = -1
  visit(root)
  if (found === -1) found = firstIn(text, at, text.length)
  return found === -1 || text.startsWith('...', found) ? -1 : found

  function visit(node: TreeNode): void {
    if (found !== -1) return
    if (node.outerStart < node.start || node.kind === 'scalar' || node.kind === 'alias') {
      found = firstIn(text, at, node.outerStart)
      // Tags and anchors, and whatever parts them from the node.
      at = Math.max(at, node.start)
    }
    if (node.kind === 'map') {
      for (const { key, value } of node.entries) {
        visit(key)
        visit(value)
      }
    } else if (node.kind === 'seq') for (const item of node.items) visit(item.node)
    else at = Math.max(at, node.end)
  }
}

function firstIn(text: string, from: number, to: number): number {
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x23) {
      const end = text.indexOf('\n', at)
      if (end === -1) return -1
      at = end
    } else if (!isIndicator(code)) return at
  }
  return -1
}

/** Blanks, line breaks and `-?:,[]{}`; a byte order mark. */
function isIndicator(code: number): boolean {
  switch (code) {
    case 0x20: case 0x09: case 0x0a: case 0x0d: case 0x2d: case 0x3f: case 0x3a: case 0x2c: case 0x5b: case 0x5d: case 0x7b: case 0x7d: case 0xfeff:
      return true
    default:
      return false
  }
}
