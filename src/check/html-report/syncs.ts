/** What makes each cluster pull, as far as the files of the fleet say. */

import type { Puller, SyncState } from './content.ts'
import { SIGNS } from './content.ts'
import { html, joined, type Html } from './html.ts'
import { scrolling, type Section } from './section.ts'

/** The section; undefined for a fleet without repositories. */
export function syncSection(syncs: readonly SyncState[]): Section | undefined {
  if (syncs.length === 0) return undefined
  const pulled = syncs.filter(({ repositories }) => repositories.some(({ pullers }) => pullers.length > 0)).length
  const rows = syncs.flatMap(({ cluster, repositories }) => {
    if (repositories.length === 0) return [html`<tr data-row><th scope="row">${cluster}</th><td>${state('warning', 'not registered')}</td><td class="quiet">no Repository object</td><td></td></tr>`]
    return repositories.map(({ name, url, branch, at, pullers }) => html`<tr data-row><th scope="row">${cluster}</th><td>${name}<span class="sub path">${at}</span></td><td><span class="path">${url ?? 'no address'}</span>${branch === undefined ? undefined : html`<span class="sub">branch ${branch}</span>`}</td><td>${pullersOf(pullers, pulled > 0)}</td></tr>`)
  })
  const table = html`<table><thead><tr><th scope="col">cluster</th><th scope="col">repository</th><th scope="col">address</th><th scope="col">pulled by</th></tr></thead><tbody>
${joined(rows, '\n')}
</tbody></table>`
  return {
    id: 'sync',
    title: 'Repositories and sync',
    count: `${pulled} of ${syncs.length}`,
    body: html`<p class="lead">Which object of the fleet makes a cluster pull from its repository. What somebody applied by hand is not in these files; <code>krm-fleet bootstrap bundle</code> makes what is missing.</p>${scrolling('Repositories and sync', table)}`,
  }
}

/** Where the fleet keeps no sync object at all, none is missing: somebody applies them from elsewhere (FLT054 is an info then). */
function pullersOf(pullers: readonly Puller[], isKept: boolean): Html {
  if (pullers.length === 0) return state(isKept ? 'warning' : 'info', 'nothing in the fleet')
  return html`<ul class="list">${pullers.map(({ object, reads, at }) => html`<li>${state('good', object)}<span class="sub">${reads === '' ? undefined : html`${reads}, `}<span class="path">${at}</span></span></li>`)}</ul>`
}

function state(tone: 'good' | 'warning' | 'info', text: string): Html {
  return html`<span class="tag ${tone}"><span class="sign" aria-hidden="true">${SIGNS[tone]}</span>${text}</span>`
}
