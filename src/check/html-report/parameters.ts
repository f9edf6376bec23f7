/** Every setter of the fleet's packages: its value in each cluster, and who gave it. */

import { counted } from '#check/report/report.ts'
import { formatPlace, type Result } from '#krm/result.ts'
import type { PackageParameters, Parameter, ParameterSource, ParameterValue } from './content.ts'
import { html, joined, type Html } from './html.ts'
import { scrolling, type Section } from './section.ts'

/** Names of clusters of one value that are written out. */
const MOST_CLUSTERS = 6

/** Codes of findings about setters and about values that do not arrive. */
const ABOUT_SETTERS = /^(?:SET|FLT06)/

/** Setters with more values than that come after the others. */
const FEW = 8

const SOURCES: Readonly<Record<ParameterSource, string>> = {
  variant: 'the variant',
  package: "the package's own function",
  context: "the cluster's context",
  blueprint: 'nobody: the text of the blueprint',
  other: 'another function',
}

/** The section; undefined where no package has a setter. */
export function parametersSection(parameters: readonly PackageParameters[], anchors: ReadonlyMap<Result, string>): Section | undefined {
  if (parameters.length === 0) return undefined
  const byPlace = new Map([...anchors].filter(([{ code = '' }]) => ABOUT_SETTERS.test(code)).map(([{ place }, anchor]) => [formatPlace(place), anchor]))
  const count = parameters.reduce((sum, { setters }) => sum + setters.length, 0)
  return {
    id: 'parameters',
    title: 'Parameters',
    count: String(count),
    body: html`<p class="lead">The value that each setter has in the rendered packages, and who gave it last. <code>krm-fleet explain</code> lists every writer of a field.</p>${joined(parameters.map((each) => blueprintBlock(each, byPlace)), '\n')}`,
  }
}

/** Anchors of findings by the places that they are at. */
type Places = ReadonlyMap<string, string>

function blueprintBlock({ blueprint, setters }: PackageParameters, places: Places): Html {
  const sorted = setters.toSorted((a, b) => Number(a.values.length > FEW) - Number(b.values.length > FEW))
  const clusters = new Set(setters.flatMap(({ values }) => values.flatMap((each) => each.clusters))).size
  const bad = setters.filter(({ values }) => values.some(isWrong)).length
  const table = html`<table><thead><tr><th scope="col">setter</th><th scope="col">value</th><th scope="col">given by</th><th scope="col">clusters</th></tr></thead><tbody>
${joined(sorted.flatMap((setter) => rowsOf(setter, clusters, places)), '\n')}
</tbody></table>`
  return html`<details class="file" data-group${bad > 0 || setters.length <= 12 ? html` open` : undefined}><summary><span class="path">${blueprint}</span>${bad === 0 ? undefined : html`<span class="badge warning">${bad} without effect</span>`}<span class="quiet">${counted(setters.length, 'setter')}, ${counted(clusters, 'cluster')}</span></summary>${scrolling(`Setters of ${blueprint}`, table, 'plain')}</details>`
}

function isWrong({ unused, shadowed }: ParameterValue): boolean {
  return unused || shadowed !== undefined
}

function rowsOf({ name, values }: Parameter, clusters: number, places: Places): Html[] {
  return values.map((each) => html`<tr data-row><th scope="row"><span class="code">${name}</span></th><td><span class="value">${each.value === '' ? '""' : each.value}</span>${badges(each, places)}</td><td>${SOURCES[each.source]}${each.at === '' ? undefined : html`<span class="sub path">${each.at}</span>`}</td><td>${clustersText(each.clusters, clusters)}</td></tr>`)
}

function badges({ unused, shadowed, at }: ParameterValue, places: Places): Html | undefined {
  if (unused) return html` ${badge('warning', 'unused', places.get(at))}<span class="sub">no field of the package asks for it</span>`
  return shadowed === undefined ? undefined : html` ${badge('error', 'shadowed', places.get(shadowed.at))}<span class="sub">the variant's <span class="value">${shadowed.value}</span> (<span class="path">${shadowed.at}</span>) is overwritten</span>`
}

/** It leads to the finding that says the same, where there is one. */
function badge(tone: 'warning' | 'error', text: string, anchor: string | undefined): Html {
  return anchor === undefined ? html`<span class="badge ${tone}">${text}</span>` : html`<a class="badge ${tone}" href="#${anchor}">${text}</a>`
}

function clustersText(names: readonly string[], all: number): string {
  if (names.length === all && all > MOST_CLUSTERS) return `all ${all}`
  return names.length <= MOST_CLUSTERS ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`
}
