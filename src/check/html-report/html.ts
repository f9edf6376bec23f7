/** HTML as a value: whatever is put into a template is escaped, unless it is HTML itself. */

import { printable } from '#krm/printable.ts'

/** A piece of markup that was made by a template, or that is known to be one. */
export class Html {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** What may stand in a template: text and numbers are escaped, lists are joined, nothing is left out. */
export type Part = Html | string | number | undefined | readonly Html[]

/** A template of markup; parts may stand between tags and in attributes with quotes. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  let text = strings[0]!
  for (const [index, part] of parts.entries()) text += textOf(part) + strings[index + 1]!
  return new Html(text)
}

/** Markup from a list of pieces. */
export function joined(parts: readonly Html[], between = ''): Html {
  return new Html(parts.map(({ text }) => text).join(between))
}

function textOf(part: Part): string {
  if (part === undefined) return ''
  if (part instanceof Html) return part.text
  if (typeof part === 'object') return part.map(({ text }) => text).join('')
  return escapeHtml(String(part))
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Code points that no document may hold (HTML 13.2.3.5). */
const NONCHARACTER = /\p{Noncharacter_Code_Point}/gu

/** Text that means nothing in HTML, in a line or an attribute; what cannot be seen or would turn the text around is spelt out. */
export function escapeHtml(text: string): string {
  return printable(text, 'tabs')
    .replaceAll(NONCHARACTER, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`)
    .replaceAll(/[&<>"']/g, (character) => ENTITIES[character]!)
}

/** Prose with `code` in backticks, as rules are written. */
export function prose(text: string): Html {
  return joined(text.split('`').map((piece, index) => (index % 2 === 1 ? html`<code>${piece}</code>` : html`${piece}`)))
}

/** Text of several lines for a `pre`. */
export function lines(text: string): Html {
  return joined(text.split('\n').map((line) => html`${line}`), '\n')
}
