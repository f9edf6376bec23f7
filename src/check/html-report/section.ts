/** Parts of the page that come again: sections with their entry in the navigation, boxes that scroll, signs of severity. */

import type { Severity } from '#krm/result.ts'
import { SIGNS } from './content.ts'
import { html, type Html } from './html.ts'

/** A section and how the navigation names it. */
export interface Section {
  readonly id: string
  readonly title: string
  /** A number or two words beside the name. */
  readonly count: string
  readonly body: Html
}

/** A section of the page. */
export function sectionOf({ id, title, body }: Section, lead?: Html): Html {
  return html`<section id="${id}" class="part" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>${lead}
${body}
</section>
`
}

/** A box that scrolls by itself, so that a wide table does not move the page; the keyboard reaches it. */
export function scrolling(label: string, content: Html, more = ''): Html {
  return html`<div class="scroll${more === '' ? '' : ` ${more}`}" role="group" tabindex="0" aria-label="${label}">${content}</div>`
}

/** The sign and the word of a severity. */
export function severityTag(severity: Severity): Html {
  return html`<span class="tag ${severity}"><span class="sign" aria-hidden="true">${SIGNS[severity]}</span>${severity}</span>`
}

/** A line about what a table does not show. */
export function leftOut(text: string): Html {
  return html`<p class="quiet">${text}</p>`
}
