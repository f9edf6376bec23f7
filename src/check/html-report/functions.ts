/** The functions that the pipelines of the fleet name, their versions, and how they were run for this report. */

import { counted } from '#check/report/report.ts'
import type { FunctionUse } from './content.ts'
import { SIGNS } from './content.ts'
import { html, joined } from './html.ts'
import { scrolling, type Section } from './section.ts'

/** The section; undefined where no pipeline names one. */
export function functionsSection(functions: readonly FunctionUse[]): Section | undefined {
  if (functions.length === 0) return undefined
  const rows = functions.map(({ image, tag, ran, packages, blueprints }) => html`<tr data-row><th scope="row"><span class="path">${image}</span></th><td class="nowrap">${tag === '' ? html`<span class="quiet">none</span>` : html`<span class="code">${tag}</span>`}</td><td>${ran ? html`<span class="tag"><span class="sign" aria-hidden="true">${SIGNS.good}</span>in process</span>` : html`<span class="tag warning"><span class="sign" aria-hidden="true">${SIGNS.warning}</span>passed over</span><span class="sub">what it writes is not in this report</span>`}</td><td>${counted(packages, 'package')}<span class="sub">${blueprints.join(', ')}</span></td></tr>`)
  const table = html`<table><thead><tr><th scope="col">image or program</th><th scope="col">version</th><th scope="col">run</th><th scope="col">used by</th></tr></thead><tbody>
${joined(rows, '\n')}
</tbody></table>`
  return { id: 'functions', title: 'Functions', count: String(functions.length), body: scrolling('Functions', table) }
}
