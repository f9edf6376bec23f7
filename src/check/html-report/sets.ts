/** How large the ConfigMaps of ClusterResourceSets are, against what an API server takes. */

import type { LedgerRow } from '#fleet/cluster-resource-set/ledger.ts'
import { LARGEST_ANNOTATIONS, LARGEST_CONFIG_MAP } from '#fleet/cluster-resource-set/measure.ts'
import type { ReportedSet } from './content.ts'
import { html, joined, type Html } from './html.ts'
import { scrolling, type Section } from './section.ts'

/** The section; undefined for a fleet without such sets. */
export function setsSection(sets: readonly ReportedSet[]): Section | undefined {
  if (sets.length === 0) return undefined
  const rows = sets.flatMap(({ package: name, rows: own }) => own.map((row) => html`<tr data-row><th scope="row">${row.set}<span class="sub">${name}</span></th><td>${row.configMap}</td><td class="num">${row.objects}</td><td class="num">${row.valueBytes}</td><td>${barOf(row)}</td><td>${noteOf(row)}</td></tr>`))
  const table = html`<table><thead><tr><th scope="col">set, package</th><th scope="col">ConfigMap</th><th scope="col" class="num">objects</th><th scope="col" class="num">bytes</th><th scope="col">of ${LARGEST_CONFIG_MAP}</th><th scope="col">note</th></tr></thead><tbody>
${joined(rows, '\n')}
</tbody></table>`
  return { id: 'sets', title: 'ClusterResourceSets', count: String(sets.length), body: html`<p class="lead">Bytes of the values in each ConfigMap; an API server takes ${LARGEST_CONFIG_MAP}.</p>${scrolling('ClusterResourceSets', table)}` }
}

/** The bar ends a fifth behind the limit, so that more than it can be seen. */
const WIDTH = 240
const SCALE = WIDTH / (LARGEST_CONFIG_MAP * 1.2)

function barOf({ valueBytes }: LedgerRow): Html {
  const limit = Math.round(LARGEST_CONFIG_MAP * SCALE)
  const length = Math.max(1, Math.min(WIDTH, Math.round(valueBytes * SCALE)))
  const percent = Math.round((valueBytes / LARGEST_CONFIG_MAP) * 1000) / 10
  return html`<svg class="bar" viewBox="0 0 ${WIDTH} 16" preserveAspectRatio="none" role="img" aria-label="${percent} % of what an API server takes"><rect class="track" x="0.5" y="2.5" width="${WIDTH - 1}" height="11"/><rect class="${valueBytes > LARGEST_CONFIG_MAP ? 'over' : 'fill'}" x="0" y="3" width="${length}" height="10"/><path class="limit" d="M${limit} 0v16"/></svg>`
}

function noteOf({ valueBytes, clientSideBytes }: LedgerRow): Html | undefined {
  if (valueBytes > LARGEST_CONFIG_MAP) return html`<span class="badge error">too large for the API server</span>`
  return clientSideBytes > LARGEST_ANNOTATIONS ? html`<span class="badge warning">apply on the server side</span>` : undefined
}
