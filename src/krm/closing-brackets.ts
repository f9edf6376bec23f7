/** Flow collections whose closing bracket stands too far to the left: kpt prints them so when a comment stands before it. */

import { LIMITS } from './limits.ts'
import { parseWithEvents } from './tree-events.ts'
import { withOffsets } from './tree-shift.ts'
import { childrenOf, type TreeNode } from './tree.ts'

/** Deeper than any block that the text may stand in. */
const MARGIN = ' '.repeat(4 * LIMITS.depth)

/**
 * The tree of a text some of whose lines begin with a closing bracket, read as if they were indented: Go parsers do not
 * look at indentation inside brackets. Undefined when there are none; throws as `parseWithEvents` does. No other text is
 * misread: such a line of a quoted scalar may be indented at will, and one that became a part of a plain or block scalar
 * which it does not belong to is found.
 */
export function parseWithOutdentedBrackets(text: string): TreeNode | undefined {
  const lines = [...text.matchAll(/\n(?= *[}\]])/g)].map(({ index }) => index + 1)
  if (lines.length === 0) return undefined
  const indented = text.replaceAll(/\n(?= *[}\]])/g, `\n${MARGIN}`)
  const root = parseWithEvents(indented)
  if (hasSwallowed(indented, root)) return undefined
  /** How many margins stand before an offset; offsets come nearly in order, so it is found from the last. */
  let passed = 0
  return withOffsets(root, (offset) => {
    while (passed < lines.length && offset >= lines[passed]! + (passed + 1) * MARGIN.length) passed++
    while (passed > 0 && offset < lines[passed - 1]! + passed * MARGIN.length) passed--
    return offset - passed * MARGIN.length
  })
}

/** Whether a line that was indented has become a part of the plain or block scalar above it. */
function hasSwallowed(text: string, node: TreeNode): boolean {
  if (node.kind !== 'scalar') return childrenOf(node).some((child) => hasSwallowed(text, child))
  if (node.style === 'plain') return /\n *[}\]]/.test(text.slice(node.start, node.end))
  if (node.style !== 'literal' && node.style !== 'folded') return false
  const lines = text.slice(node.start, node.end).matchAll(/\n( *)[}\]]/g)
  return [...lines].some(([, blanks]) => blanks!.length - MARGIN.length <= node.parentIndent)
}
