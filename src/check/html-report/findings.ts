/** Findings by file, each with the lines that it is about, and what their rules mean. */

import { codeFrame } from '#check/report/code-frame.ts'
import { fingerprintsOf } from '#check/report/fingerprint.ts'
import { byFile, counted, countBySeverity, severityOf, titleOf, type Report } from '#check/report/report.ts'
import { formatPlace, type Result, type Severity } from '#krm/result.ts'
import { compareResults } from '#krm/result-wire.ts'
import type { Rule } from '#krm/rule.ts'
import { SIGNS } from './content.ts'
import { html, joined, lines, prose, type Html } from './html.ts'
import { leftOut, severityTag, type Section } from './section.ts'

/** So many are shown; the others are counted, and stand in the other forms of the report. */
const MOST_FINDINGS = 1000

/** The findings of a report and how the page refers to them. */
export interface ShownFindings {
  /** Sorted as reports are read: severity, then place. */
  readonly shown: readonly Result[]
  readonly hidden: number
  /** The anchor of a finding: the same as long as the finding is. */
  readonly anchors: ReadonlyMap<Result, string>
}

/** Which findings are shown, and their anchors. */
export function shownFindings({ findings }: Report): ShownFindings {
  const sorted = findings.toSorted(compareResults)
  const fingerprints = fingerprintsOf(sorted)
  const shown = sorted.slice(0, MOST_FINDINGS)
  return { shown, hidden: sorted.length - shown.length, anchors: new Map(shown.map((finding, index) => [finding, `f-${fingerprints[index]!.slice(0, 16)}`])) }
}

/** The section; undefined when there is nothing to say. */
export function findingsSection(report: Report, { shown, hidden, anchors }: ShownFindings): Section | undefined {
  if (shown.length === 0) return undefined
  const files = [...byFile(shown)].toSorted(([, a], [, b]) => worst(a) - worst(b)).map(([file, group]) => fileBlock(file, group, report, anchors))
  const more = hidden === 0 ? undefined : leftOut(`${counted(hidden, 'more finding')}, none of them worse, not shown here: -o json and -o sarif have all of them.`)
  return { id: 'findings', title: 'Findings', count: String(shown.length + hidden), body: html`${byRule(report, shown)}${joined(files, '\n')}${more}` }
}

/** With fewer findings of a rule, on average, the list itself is as short. */
const REPEATED = 2

/** How many findings each rule has, those of errors and then the most frequent first: the way through a long list. */
function byRule({ rules }: Report, shown: readonly Result[]): Html | undefined {
  const counts = new Map<string, { readonly code: string; readonly severity: Severity; count: number }>()
  for (const finding of shown) {
    const { code = '' } = finding
    const severity = severityOf(finding)
    const known = counts.get(`${severity} ${code}`)
    if (known === undefined) counts.set(`${severity} ${code}`, { code, severity, count: 1 })
    else known.count++
  }
  if (counts.size < 2 || shown.length < counts.size * REPEATED) return undefined
  const rank = (severity: Severity): number => ['error', 'warning', 'info'].indexOf(severity)
  const sorted = [...counts].toSorted(([a, one], [b, other]) => rank(one.severity) - rank(other.severity) || other.count - one.count || (a < b ? -1 : 1))
  const items = sorted.map(([, { code, severity, count }]) => {
    const rule = rules.get(code)
    const name = rule === undefined ? html`<span class="code">${code === '' ? 'no rule' : code}</span>` : html`<a class="code" href="#rule-${code}">${code}</a>`
    return html`<li><span class="sign ${severity}" aria-hidden="true">${SIGNS[severity]}</span><span class="num">${count}</span>${name}<span>${rule === undefined ? undefined : prose(rule.title)}</span></li>`
  })
  return html`<ul class="byrule">${items}</ul>
`
}

/** Files with errors come first. */
function worst(group: readonly Result[]): number {
  const { error, warning } = countBySeverity(group)
  return error > 0 ? 0 : warning > 0 ? 1 : 2
}

function fileBlock(file: string, group: readonly Result[], report: Report, anchors: ReadonlyMap<Result, string>): Html {
  const items = group.map((finding) => findingItem(finding, report, anchors.get(finding)!))
  return html`<details class="file" open data-group><summary><span class="path">${file === '' ? 'No file in particular' : file}</span>${countTags(group)}</summary>
<ol class="findings">
${joined(items, '\n')}
</ol></details>`
}

/** How many of each severity, as signs. */
export function countTags(group: readonly Result[]): Html {
  const counts = countBySeverity(group)
  const tags = (['error', 'warning', 'info'] as const).filter((severity) => counts[severity] > 0)
  return html`<span class="counts">${tags.map((severity) => html`<span class="tag ${severity}"><span class="sign" aria-hidden="true">${SIGNS[severity]}</span>${spoken(severity, counts[severity])}</span>`)}</span>`
}

function spoken(severity: Severity, count: number): string {
  return severity === 'info' ? `${count} info` : counted(count, severity)
}

function findingItem(finding: Result, { source, rules }: Report, anchor: string): Html {
  const { place, code, message, fix, related = [] } = finding
  const severity = severityOf(finding)
  const frame = place === undefined ? [] : codeFrame(place, place.file === undefined ? undefined : source(place.file))
  const rule = code === undefined ? undefined : rules.has(code) ? html`<a class="code" href="#rule-${code}" title="${titleOf(finding, rules)}">${code}</a>` : html`<span class="code">${code}</span>`
  const position = place?.position === undefined ? undefined : html`<span class="at">line ${place.position.line}<span class="quiet">:${place.position.column}</span></span>`
  return html`<li id="${anchor}" class="finding ${severity}" data-row data-severity="${severity}"><div class="head">${severityTag(severity)}${rule}${position}${aboutOf(finding)}</div>
<p class="message">${message}</p>${frameOf(frame)}${related.map(({ message: said, place: at }) => html`<p class="more"><span class="label">see</span> ${at.file === undefined ? undefined : html`<span class="path">${formatPlace(at)}</span> `}${said}</p>`)}${fix === undefined ? undefined : html`<p class="more"><span class="label">fix</span> ${fix.describe}</p>`}</li>`
}

/** The object and the field, so that a finding can be looked for by them. */
function aboutOf({ place }: Result): Html | undefined {
  const { resource, field } = place ?? {}
  const name = resource === undefined || resource.kind === 'Kptfile' ? '' : `${resource.kind} ${resource.namespace === '' ? '' : `${resource.namespace}/`}${resource.name}`
  const about = [name, field ?? ''].filter((part) => part.trim() !== '').join(' · ')
  return about === '' ? undefined : html`<span class="about">${about}</span>`
}

/** The last line of a frame marks the one before it. */
function frameOf(frame: readonly string[]): Html | undefined {
  if (frame.length === 0) return undefined
  const before = frame.slice(0, -2)
  const [line, marks] = frame.slice(-2)
  return html`<pre class="frame"><code>${joined(before.map((text) => html`${text}\n`))}<strong>${line}</strong>\n<span class="marks">${marks}</span></code></pre>`
}

/** What the rules of the findings mean; undefined when none is known. */
export function rulesSection({ rules }: Report, { shown }: ShownFindings): Section | undefined {
  const used = [...new Set(shown.flatMap(({ code }) => code ?? []))].toSorted().flatMap((code) => rules.get(code) ?? [])
  if (used.length === 0) return undefined
  return { id: 'rules', title: 'Rules', count: String(used.length), body: joined(used.map(ruleBlock), '\n') }
}

function ruleBlock({ code, title, severity, why, fix, bad, good, source }: Rule): Html {
  const example = (label: string, text: string | undefined): Html | undefined => (text === undefined ? undefined : html`<figure><figcaption>${label}</figcaption><pre class="frame"><code>${lines(text)}</code></pre></figure>`)
  const examples = bad === undefined && good === undefined ? undefined : html`<div class="examples">${example('Wrong', bad)}${example('Right', good)}</div>`
  return html`<article id="rule-${code}" class="rule" data-row><h3><span class="code">${code}</span> ${prose(title)} ${severityTag(severity)}</h3>
${why === `${title}.` ? undefined : html`<p>${prose(why)}</p>`}<p><span class="label">Fix</span> ${prose(fix)}</p>${examples}${source === undefined ? undefined : html`<p class="quiet">Source: ${prose(source)}</p>`}</article>`
}
