/** Between a document and an item of a list: the same lines, two columns further in, behind a dash. */

import { indentLines } from './text-lines.ts'

/** A document's text as a list item. Blank lines stay blank; the value and every comment stay what they were. */
export function documentToItem(text: string): string {
  const body = text.endsWith('\n') || text === '' ? text : `${text}\n`
  const indented = indentLines(body, '  ')
  // The first line may be blank or a comment: then the dash stands alone, which any parser takes for an item below.
  return /^ {2}[^\s#-]/.test(indented) ? `- ${indented.slice(2)}` : `-\n${indented}`
}

/** An item's text as a document of its own: without the dash, and as far to the left as its content allows. */
export function itemToDocument(text: string): string {
  const dash = text.search(/\S/)
  const lineEnd = text.indexOf('\n')
  const first = text.slice(dash + 1, lineEnd === -1 ? text.length : lineEnd)
  if (first.trim() === '') return outdent(text.slice(lineEnd + 1), firstIndent(text.slice(lineEnd + 1)))
  const isComment = /^\s*#/.test(first)
  const column = isComment ? firstIndent(text.slice(lineEnd + 1)) : dash + 1 + (first.length - first.trimStart().length)
  const rest = lineEnd === -1 ? '' : outdent(text.slice(lineEnd + 1), column)
  return first.trimStart() + (lineEnd === -1 ? '' : '\n') + rest
}

function firstIndent(text: string): number {
  return /(?:^|\n)( *)(?=[^\s#])/.exec(text)?.[1]!.length ?? 0
}

/** Takes up to `columns` blanks from the start of each line. */
function outdent(text: string, columns: number): string {
  return columns === 0 ? text : text.replaceAll(new RegExp(`(^|\\n) {1,${columns}}`, 'g'), '$1')
}
