/** A report as one HTML file: nothing is fetched, everything can be read without the script. */

import { countBySeverity, describeCounts } from '#check/report/report.ts'
import { sha256 } from '#fleet/cluster-resource-set/sha256.ts'
import { changesSection } from './changes.ts'
import { SIGNS, type ReportContent } from './content.ts'
import { findingsSection, rulesSection, shownFindings, type ShownFindings } from './findings.ts'
import { functionsSection } from './functions.ts'
import { Html, html, joined } from './html.ts'
import { matrixSection } from './matrix.ts'
import { networkSection } from './network.ts'
import { parametersSection } from './parameters.ts'
import { reportData } from './report-data.ts'
import { SCRIPT } from './script.ts'
import { sectionOf, type Section } from './section.ts'
import { setsSection } from './sets.ts'
import { STYLE } from './style.ts'
import { syncSection } from './syncs.ts'

/** The page: the same bytes for the same content. */
export function htmlReport(content: ReportContent): string {
  const { title, subject, report } = content
  const found = shownFindings(report)
  const sections = sectionsOf(content, found).filter((section) => section !== undefined)
  const name = subject === '' ? title : subject
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Html(policy())}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}${subject === '' ? '' : ` · ${subject}`}</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
<div class="page">
<header>
<p class="kind">${report.tool.name} · ${title}</p>
<h1>${name}</h1>
${verdict(content)}
</header>
<nav aria-label="Sections"><ul>${sections.map(({ id, title: called, count }) => html`<li><a href="#${id}">${called}<span class="n">${count}</span></a></li>`)}</ul>${filterForm(sections)}</nav>
<main id="main">
${joined(sections.map((section) => sectionOf(section)))}</main>
<footer><p>Made by ${report.tool.name} ${report.tool.version} from files alone; the same files give the same report. The same as data: the JSON in this page, or <code>-o json</code>.</p></footer>
</div>
<script type="application/json" id="data">${new Html(reportData(content, found))}</script>
<script>${new Html(SCRIPT)}</script>
</body>
</html>
`.text
}

/** Everything is forbidden but this style and this script. */
function policy(): string {
  return `default-src 'none'; style-src '${hashOf(STYLE)}'; script-src '${hashOf(SCRIPT)}'; base-uri 'none'; form-action 'none'`
}

function hashOf(text: string): string {
  const digest = sha256(new TextEncoder().encode(text))
  const bytes = digest.match(/../g)!.map((pair) => String.fromCharCode(Number.parseInt(pair, 16)))
  return `sha256-${btoa(bytes.join(''))}`
}

/** In the order in which people look; one that has nothing to say is undefined. */
function sectionsOf({ report, fleet, changes }: ReportContent, found: ShownFindings): (Section | undefined)[] {
  return [
    fleet && matrixSection(fleet, changes, found.anchors),
    changesSection(changes),
    findingsSection(report, found),
    fleet && networkSection(fleet.plan),
    fleet && syncSection(fleet.syncs),
    fleet && parametersSection(fleet.parameters, found.anchors),
    fleet && functionsSection(fleet.functions),
    fleet && setsSection(fleet.sets),
    rulesSection(report, found),
  ]
}

function verdict({ report, fleet, changes, notes = [] }: ReportContent): Html {
  const counts = countBySeverity(report.findings)
  const tone = counts.error > 0 ? 'error' : counts.warning > 0 ? 'warning' : 'good'
  const word = describeCounts(counts)
  const made = fleet?.packages.filter(({ isMade }) => isMade).length ?? 0
  const files = new Set(report.findings.flatMap(({ place }) => place?.file ?? [])).size
  const figures: (readonly [string, string])[] = [
    ...(fleet === undefined ? [] : [['clusters', String(fleet.clusters.length)] as const, ['packages made', made === fleet.packages.length ? String(made) : `${made} of ${fleet.packages.length}`] as const]),
    ...(changes === undefined ? [] : [['changed objects', String(changes.diff.objects)] as const]),
    ...(files === 0 ? [] : [['files with findings', String(files)] as const]),
  ]
  return html`<div class="verdict ${tone}"><p class="word"><span class="sign ${tone}" aria-hidden="true">${SIGNS[tone]}</span>${word.charAt(0).toUpperCase() + word.slice(1)}</p>${figures.length === 0 ? undefined : html`<dl class="figures">${figures.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`}</div>${notes.length === 0 ? undefined : html`
<ul class="notes">${notes.map((note) => html`<li>${note}</li>`)}</ul>`}`
}

/** Shown by the script alone: without it there is nothing to filter with. */
function filterForm(sections: readonly Section[]): Html | undefined {
  if (sections.length === 0) return undefined
  const check = (severity: 'error' | 'warning' | 'info'): Html => html`<label><input type="checkbox" value="${severity}" checked><span class="sign ${severity}" aria-hidden="true">${SIGNS[severity]}</span>${severity === 'info' ? 'infos' : `${severity}s`}</label>`
  return html`<search id="filter" class="filter" hidden><input type="search" aria-label="Filter the rows of all sections" placeholder="Filter: cluster, package, file, rule … ( / )" autocomplete="off" spellcheck="false">${check('error')}${check('warning')}${check('info')}<output class="quiet"></output></search>`
}

