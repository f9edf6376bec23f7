/** New text above lines that a literal block at its end would take for its own. */

import { indentOf, isBlankLine, isCommentLine, lineEnd, nextLine } from './text-lines.ts'
import type { TreeNode } from './tree.ts'
import { quotedTail, tailText, type Wanted } from './wanted.ts'

/**
 * The value as it can stand above the line at `offset`: a literal block would swallow comments and blanks below it that
 * are deeper than the key or dash at `column`, and with `+` all blank lines.
 */
export function settled(text: string, offset: number, column: number, wanted: Wanted, was?: TreeNode): Wanted {
  if (offset >= text.length) return wanted
  const isBlank = isBlankLine(text, offset)
  if (!isBlank && !isCommentLine(text, offset)) return wanted
  const header = /^\|([1-9])?([-+]?)\n/.exec(tailText(wanted, was?.kind === 'scalar' ? was : undefined))
  if (header === null) return wanted
  const indent = Number(header[1] ?? 2)
  let at = offset
  let isDeep = false
  for (; at < text.length && isBlankLine(text, at); at = nextLine(text, at)) isDeep ||= lineEnd(text, at) - at > column + indent
  const swallows = isDeep || (at < text.length && isCommentLine(text, at) && indentOf(text, at) > column) || (isBlank && header[2] === '+')
  return swallows ? quotedTail(wanted) : wanted
}
