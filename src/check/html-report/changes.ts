/** What changes against the base: the same change in many clusters once, the highest risk first. */

import { titleOf, type ChangeGroup } from '#check/fleet-diff/diff-fleet.ts'
import { moreThan, verdict, whereOf } from '#check/fleet-diff/diff-reports.ts'
import { RISKS } from '#check/fleet-diff/kind-risk.ts'
import { counted } from '#check/report/report.ts'
import type { Comparison } from './content.ts'
import { html, joined, type Html } from './html.ts'
import { leftOut, type Section } from './section.ts'

/** So many changes, and fields of one, are shown; the others are counted. */
const MOST_GROUPS = 300
const MOST_FIELDS = 40

const SIGN = { added: '+', removed: '−', changed: '~' } as const
const TONE = { high: 'error', medium: 'warning', low: 'plain' } as const

/** The section; undefined where nothing was compared. */
export function changesSection(changes: Comparison | undefined): Section | undefined {
  if (changes === undefined) return undefined
  const { diff, base, notCompared } = changes
  const shown = diff.groups.slice(0, MOST_GROUPS)
  const blocks = RISKS.flatMap((risk) => shown.filter((group) => group.risk === risk).map(groupBlock))
  const more = diff.groups.length > shown.length ? leftOut(`${counted(diff.groups.length - shown.length, 'more change')} not shown here: krm-fleet fleet diff has all of them.`) : undefined
  const unknown = [...notCompared].map(([why, names]) => html`<p class="more">Not compared, since it ${why}: ${joined(names.map((name) => html`<span class="path">${name}</span>`), ', ')}</p>`)
  return {
    id: 'changes',
    title: 'Changes',
    count: String(diff.groups.length),
    body: html`<p class="lead">${diff.groups.length === 0 && notCompared.size > 0 ? undefined : html`${verdict(diff)} `}Before is ${base}; what pullers apply is compared by value.</p>${joined(blocks, '\n')}${more}${unknown}`,
  }
}

function groupBlock(group: ChangeGroup): Html {
  const { change, risk, fields, packages } = group
  const names = packages.map(({ repository, package: name }) => (repository === '' ? name : `${repository}/${name}`))
  const list = html`<p class="quiet">${counted(names.length, 'package')}: ${joined(names.map((name) => html`<span class="path">${name}</span>`), ', ')}</p>`
  const left = moreThan(MOST_FIELDS, group)
  const more = left > 0 ? html`<li class="quiet">and ${counted(left, 'more field')}</li>` : undefined
  return html`<details class="file group" data-group data-row${fields.length <= 4 ? html` open` : undefined}><summary><span class="kindof"><span aria-hidden="true">${SIGN[change]}</span> ${change}</span><span class="path">${titleOf(group)}</span><span class="quiet">${whereOf(group)}</span><span class="badge ${TONE[risk]}">${risk} risk</span></summary>
<ul class="fields"><li>${list}</li>${fields.slice(0, MOST_FIELDS).map(({ field, before, after }) => html`<li><span class="path">${field}</span>${before === undefined ? undefined : html`<del class="old">${before}</del>`}${after === undefined ? undefined : html`<ins class="new">${after}</ins>`}</li>`)}${more}</ul></details>`
}
