/** The comments of a resource, wherever they stand. */

import type { Resource } from '#krm/resource.ts'
import type { TreeNode } from '#krm/tree.ts'

/** The texts of all comments, from the `#` to the end of the line without trailing blanks, sorted. */
export function commentTexts(resource: Resource): string[] {
  const tree = resource.tree()
  const { text } = resource
  const comments: string[] = []
  if (tree === undefined) return comments
  let at = 0
  for (const [start, end] of [...scalarRanges(tree), [text.length, text.length] as const]) {
    for (const [, comment] of text.slice(at, start).matchAll(/(?<=^|[\s,[\]{}])(#[^\n]*)/g)) comments.push(comment!.trimEnd())
    at = Math.max(at, end)
  }
  return comments.toSorted()
}

/** Where scalars stand, in order; of a block scalar its lines, so that a comment behind its header is outside. */
function scalarRanges(node: TreeNode): (readonly [number, number])[] {
  switch (node.kind) {
    case 'alias':
      return []
    case 'scalar':
      return [node.style === 'literal' || node.style === 'folded' ? [node.valueStart, node.end] : [node.start, node.end]]
    case 'seq':
      return node.items.flatMap((item) => scalarRanges(item.node))
    case 'map':
      return node.entries.flatMap(({ key, value }) => [...scalarRanges(key), ...scalarRanges(value)])
  }
}
