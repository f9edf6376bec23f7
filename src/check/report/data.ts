/** A report for programs: the same document as JSON or YAML. */

import { DOMAIN } from '#krm/names.ts'
import { entriesOf, isList, isScalar } from '#krm/plain-value.ts'
import { printable } from '#krm/printable.ts'
import { printDocument, printJson, type PlainMap, type PlainValue } from '#krm/print.ts'
import type { Fix, Place, Related, Result } from '#krm/result.ts'
import { compareResults } from '#krm/result-wire.ts'
import { fingerprintsOf } from './fingerprint.ts'
import { linesOf, regionOf } from './region.ts'
import { countBySeverity, severityOf, type Report } from './report.ts'

export const FINDINGS_API_VERSION = `${DOMAIN}/v1alpha1`

export function jsonReport(report: Report): string {
  return printJson(findingList(report))
}

/** No text in it runs over several lines: a line of a log that begins with `::` is a command to some that read it. */
export function yamlReport(report: Report): string {
  return printDocument(onOneLine(findingList(report)))
}

function onOneLine(value: PlainValue): PlainValue {
  if (isScalar(value)) return typeof value === 'string' ? printable(value, 'tabs') : value
  if (isList(value)) return value.map(onOneLine)
  return new Map(entriesOf(value).map(([key, child]) => [key, onOneLine(child)]))
}

/** `kind: FindingList`: a summary, and the findings sorted by severity and place. What is not known is left out. */
function findingList(report: Report): PlainMap {
  return new Map<string, PlainValue>([['apiVersion', FINDINGS_API_VERSION], ['kind', 'FindingList'], ...findingListEntries(report)])
}

/** What a document that holds findings says of them: tool, summary, and the findings themselves. */
export function findingListEntries(report: Report): [string, PlainValue][] {
  const findings = report.findings.toSorted(compareResults)
  const fingerprints = fingerprintsOf(findings)
  const { error, warning, info } = countBySeverity(findings)
  return [
    ['tool', { name: report.tool.name, version: report.tool.version }],
    ['summary', { errors: error, warnings: warning, infos: info }],
    ['findings', findings.map((finding, index) => findingOf(finding, fingerprints[index]!, report))],
  ]
}

function findingOf(finding: Result, fingerprint: string, report: Report): PlainMap {
  const { code, message, place, currentValue, proposedValue, related, fix, tags } = finding
  const map = new Map<string, PlainValue>()
  if (code !== undefined) map.set('code', code)
  map.set('severity', severityOf(finding))
  map.set('message', message)
  if (place !== undefined) for (const [key, value] of placeEntries(place, report)) map.set(key, value)
  if (currentValue !== undefined) map.set('currentValue', currentValue)
  if (proposedValue !== undefined) map.set('proposedValue', proposedValue)
  if (related !== undefined) map.set('related', related.map((other) => relatedOf(other, report)))
  if (fix !== undefined) map.set('fix', fixOf(fix))
  if (tags !== undefined) map.set('tags', { ...tags })
  map.set('fingerprint', fingerprint)
  return map
}

function placeEntries(place: Place, { source }: Report): [string, PlainValue][] {
  const { file, resource, field } = place
  const text = file === undefined ? undefined : source(file)
  const region = regionOf(place, text === undefined ? undefined : linesOf(text))
  return [
    ...(file === undefined ? [] : [['file', file] as [string, PlainValue]]),
    ...(region === undefined ? [] : [['start', { ...region.start }], ['end', { ...region.end }]] as [string, PlainValue][]),
    ...(resource === undefined ? [] : [['resource', new Map(Object.entries(resource).filter(([, value]) => value !== ''))] as [string, PlainValue]]),
    ...(field === undefined ? [] : [['field', field] as [string, PlainValue]]),
  ]
}

function relatedOf({ message, place }: Related, report: Report): PlainMap {
  return new Map<string, PlainValue>([['message', message], ...placeEntries(place, report)])
}

function fixOf({ describe, edits, rename }: Fix): PlainMap {
  return { describe, edits: edits.map(({ file, start, end, text }) => ({ file, start: { ...start }, end: { ...end }, text })), ...(rename !== undefined && { rename: { ...rename } }) }
}
