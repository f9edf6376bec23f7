/**
 * Tier 0 for files: cuts a text into its YAML documents without parsing. Only a line that begins with `---` parts
 * documents, as in kpt, which splits before it parses; kpt's own check of what may follow the dashes is ours too.
 */

import type { TextProblem } from './parse.ts'

/** One document's text: `[start, end)` of the file. Separator lines, directives and `...` lie between the documents. */
export interface DocumentRange {
  readonly start: number
  readonly end: number
}

export interface DocumentCut {
  /** Non-empty documents in order; their number is kpt's index. */
  readonly documents: readonly DocumentRange[]
  readonly problems: readonly TextProblem[]
}

/** Cuts a file's text. A byte order mark stays outside of the first document. */
export function cutDocuments(text: string): DocumentCut {
  const documents: DocumentRange[] = []
  const problems: TextProblem[] = []
  let start = text.charCodeAt(0) === 0xfeff ? 1 : 0
  const take = (end: number): void => {
    if (hasContent(text, start, end)) documents.push({ start, end })
  }
  for (let line = start; line < text.length; ) {
    const lf = text.indexOf('\n', line)
    const next = lf === -1 ? text.length : lf + 1
    const code = text.charCodeAt(line)
    if (code === 0x2d && text.startsWith('---', line)) {
      const rest = text.slice(line + 3, next).trim()
      if (rest !== '' && !(/^[ \t]/.test(text.charAt(line + 3)) && rest.startsWith('#'))) {
        problems.push({
          code: 'YML005',
          message: `"${text.slice(line, next).trim().slice(0, 40)}" is no document separator: behind --- only blanks or a comment may stand`,
          offset: line,
        })
      }
      take(line)
      start = next
    } else if (code === 0x2e && text.startsWith('...', line) && text.slice(line + 3, next).trim() === '') {
      take(line)
      start = next
    } else if (code === 0x25 && !hasContent(text, start, line)) {
      problems.push({ code: 'YML006', message: 'YAML directives are not supported: kpt refuses them', offset: line })
      start = next
    }
    line = next
  }
  take(text.length)
  return { documents, problems }
}

/** Whether a range holds anything but blanks and comments. */
function hasContent(text: string, start: number, end: number): boolean {
  for (let line = start; line < end; ) {
    let at = line
    while (at < end && isSpace(text.charCodeAt(at))) at++
    if (at >= end) return false
    if (text.charCodeAt(at) !== 0x23) return true
    const lf = text.indexOf('\n', at)
    if (lf === -1) return false
    line = lf + 1
  }
  return false
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09
}
