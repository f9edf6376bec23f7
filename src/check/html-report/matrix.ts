/** Clusters and packages as a table: what became of each, with the way to what is known of it. */

import { counted, countBySeverity, severityOf } from '#check/report/report.ts'
import type { Result, Severity } from '#krm/result.ts'
import { SIGNS, type Comparison, type FleetContent, type ReportedPackage } from './content.ts'
import { countTags } from './findings.ts'
import { html, joined, type Html } from './html.ts'
import { scrolling, severityTag, type Section } from './section.ts'

/** More columns have their names on end. */
const WIDE = 9

/** The section; undefined for a fleet without clusters and packages. */
export function matrixSection({ clusters, packages }: FleetContent, changes: Comparison | undefined, anchors: ReadonlyMap<Result, string>): Section | undefined {
  if (packages.length === 0 && clusters.length === 0) return undefined
  const changed = changedObjects(changes)
  const columns = [...new Set(packages.map((each) => each.package))].toSorted()
  const rows = [...new Set([...clusters.map(({ name }) => name), ...packages.map(({ cluster }) => cluster)])].toSorted()
  const sorted = packages.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
  const numbers = new Map(sorted.map((each, index) => [each, index + 1]))
  const of = new Map<string, ReportedPackage[]>()
  for (const each of packages) of.set(`${each.cluster}\n${each.package}`, [...(of.get(`${each.cluster}\n${each.package}`) ?? []), each])
  const own = new Map(clusters.map(({ name, findings }) => [name, findings]))
  const head = html`<tr><th scope="col">cluster</th>${columns.map((name) => html`<th scope="col"><span>${name}</span></th>`)}</tr>`
  const body = rows.map((cluster) => {
    const cells = columns.map((name) => html`<td>${(of.get(`${cluster}\n${name}`) ?? []).map((each) => cellOf(each, numbers.get(each)!, changed))}</td>`)
    return html`<tr data-row><th scope="row">${cluster}${clusterTags(own.get(cluster) ?? [], anchors)}${own.has(cluster) ? undefined : html`<span class="sub">repository of no cluster</span>`}</th>${cells}</tr>`
  })
  const table = html`<table class="matrix${columns.length > WIDE ? ' many' : ''}"><thead>${head}</thead><tbody>
${joined(body, '\n')}
</tbody></table>`
  return {
    id: 'clusters',
    title: 'Clusters and packages',
    count: `${clusters.length} × ${columns.length}`,
    body: html`${scrolling('Clusters and packages', table, 'fit')}${legend(packages, changed)}${packageTable(sorted, numbers, changed, anchors)}`,
  }
}

function key({ cluster, package: name, repository }: ReportedPackage): string {
  return [cluster, name, repository].join('\n')
}

/** How many objects change in a package, by repository and package; `new` for one that was not there. */
function changedObjects(changes: Comparison | undefined): ReadonlyMap<string, string> {
  const counts = new Map<string, number>()
  const whole = new Map<string, string>()
  for (const { object, change, packages } of changes?.diff.groups ?? []) {
    for (const { repository, package: name } of packages) {
      const key = `${repository}/${name}`
      if (object === undefined && change === 'added') whole.set(key, 'new')
      else counts.set(key, (counts.get(key) ?? 0) + 1)
    }
  }
  return new Map([...[...counts].map(([key, count]) => [key, `Δ ${count}`] as const), ...whole])
}

type State = 'none' | 'error' | 'warning' | 'info' | 'good'

function stateOf({ isMade, findings }: ReportedPackage): State {
  if (!isMade) return 'none'
  const { error, warning, info } = countBySeverity(findings)
  return error > 0 ? 'error' : warning > 0 ? 'warning' : info > 0 ? 'info' : 'good'
}

const WORDS: Readonly<Record<State, string>> = { none: 'not made', error: 'errors', warning: 'warnings', info: 'infos only', good: 'nothing found' }

function cellOf(each: ReportedPackage, number: number, changed: ReadonlyMap<string, string>): Html {
  const state = stateOf(each)
  const delta = changed.get(`${each.repository}/${each.package}`)
  const worst = state === 'none' || state === 'good' ? 0 : each.findings.filter((finding) => severityOf(finding) === state).length
  const said = [`${each.package} of ${each.cluster}: ${state === 'none' || state === 'good' ? WORDS[state] : counted(worst, state)}`, ...(delta === undefined ? [] : [spoken(delta)])].join(', ')
  return html`<a class="cell ${state}" href="#p-${number}" title="${said}" aria-label="${said}"><span class="sign ${state}" aria-hidden="true">${SIGNS[state]}</span>${worst > 1 ? worst : undefined}${delta === undefined ? undefined : html`<span class="delta">${delta}</span>`}</a>`
}

function legend(packages: readonly ReportedPackage[], changed: ReadonlyMap<string, string>): Html {
  const used = (['good', 'info', 'warning', 'error', 'none'] as const).filter((state) => packages.some((each) => stateOf(each) === state))
  return html`<p class="legend">${used.map((state) => html`<span><span class="cell ${state}" aria-hidden="true"><span class="sign ${state}">${SIGNS[state]}</span></span>${WORDS[state]}</span>`)}${changed.size === 0 ? undefined : html`<span>Δ 3: three objects change</span>`}<span>an empty cell: no variant puts the package there</span></p>`
}

/** A sign beside a cluster with findings of its own, which leads to the first of them. */
function clusterTags(findings: readonly Result[], anchors: ReadonlyMap<Result, string>): Html | undefined {
  const worst = worstOf(findings)
  const anchor = findings.filter((finding) => severityOf(finding) === worst).map((finding) => anchors.get(finding)).find((each) => each !== undefined)
  if (worst === undefined || anchor === undefined) return undefined
  return html` <a class="tag ${worst}" href="#${anchor}" aria-label="${counted(findings.length, 'finding')} about the cluster itself"><span class="sign" aria-hidden="true">${SIGNS[worst]}</span>${findings.length}</a>`
}

function worstOf(findings: readonly Result[]): Severity | undefined {
  return (['error', 'warning', 'info'] as const).find((severity) => findings.some((finding) => severityOf(finding) === severity))
}

/** Findings of one package that are named one by one. */
const MOST_LINKS = 6

function packageTable(packages: readonly ReportedPackage[], numbers: ReadonlyMap<ReportedPackage, number>, changed: ReadonlyMap<string, string>, anchors: ReadonlyMap<Result, string>): Html | undefined {
  if (packages.length === 0) return undefined
  const rows = packages.map((each) => html`<tr id="p-${numbers.get(each)}" data-row><th scope="row">${each.cluster}<span class="sub">${each.repository}</span></th><td>${each.package}<span class="sub">from ${each.upstream}</span></td><td>${each.variant}<span class="sub path">${each.at}</span></td><td class="num">${each.isMade ? each.objects : 'not made'}</td><td>${foundIn(each, anchors)}${changeOf(each, changed)}</td></tr>`)
  const table = html`<table><thead><tr><th scope="col">cluster, repository</th><th scope="col">package</th><th scope="col">made by variant</th><th scope="col" class="num">objects</th><th scope="col">findings</th></tr></thead><tbody>
${joined(rows, '\n')}
</tbody></table>`
  return scrolling('Packages one by one', table)
}

function foundIn({ findings, isMade }: ReportedPackage, anchors: ReadonlyMap<Result, string>): Html {
  if (findings.length === 0) return isMade ? html`<span class="tag"><span class="sign" aria-hidden="true">${SIGNS.good}</span>none</span>` : severityTag('error')
  const links = findings.slice(0, MOST_LINKS).map((finding) => {
    const anchor = anchors.get(finding)
    return anchor === undefined ? html`<span class="code">${finding.code ?? 'finding'}</span>` : html`<a class="code" href="#${anchor}">${finding.code ?? 'finding'}</a>`
  })
  return html`${countTags(findings)}<span class="sub">${joined(links, ' ')}${findings.length > MOST_LINKS ? html` and ${findings.length - MOST_LINKS} more` : undefined}</span>`
}

function changeOf({ repository, package: name }: ReportedPackage, changed: ReadonlyMap<string, string>): Html | undefined {
  const delta = changed.get(`${repository}/${name}`)
  return delta === undefined ? undefined : html`<a class="sub" href="#changes">${spoken(delta)}</a>`
}

/** `Δ 2` in words. */
function spoken(delta: string): string {
  return delta === 'new' ? 'a new package' : `${counted(Number(delta.slice(2)), 'object')} of it ${delta === 'Δ 1' ? 'changes' : 'change'}`
}
