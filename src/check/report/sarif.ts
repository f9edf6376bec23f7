/** A report as SARIF 2.1.0 (OASIS): what code scanning services and editors read. */

import type { Fix, Place, Result, Severity } from '#krm/result.ts'
import { compareResults } from '#krm/result-wire.ts'
import type { Rule } from '#krm/rule.ts'
import { fingerprintsOf } from './fingerprint.ts'
import { linesOf, regionOf, type Region } from './region.ts'
import { rulePage } from './rule-page.ts'
import { severityOf, type Report } from './report.ts'
import { uriOf } from './uri.ts'

const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' }

/** The report as one run. Columns are UTF-16 code units; paths are relative to %SRCROOT%. */
export function sarifReport(report: Report): string {
  const findings = report.findings.toSorted(compareResults)
  const fingerprints = fingerprintsOf(findings)
  const used = [...new Set(findings.flatMap(({ code }) => code ?? []))].toSorted()
  const rules = used.map((code) => report.rules.get(code) ?? { code })
  const ruleIndex = new Map(used.map((code, index) => [code, index]))
  const run = {
    tool: { driver: { name: report.tool.name, semanticVersion: report.tool.version, rules: rules.map(ruleOf) } },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { SRCROOT: { description: { text: 'The directory that was checked.' } } },
    results: findings.map((finding, index) => resultOf(finding, fingerprints[index]!, ruleIndex, report)),
  }
  return `${JSON.stringify({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }, null, 2)}\n`
}

function ruleOf(rule: Rule | { readonly code: string }): object {
  if (!('title' in rule)) return { id: rule.code }
  return {
    id: rule.code,
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.why },
    help: { text: `${rule.why} ${rule.fix}`, markdown: rulePage(rule) },
    defaultConfiguration: { level: LEVELS[rule.severity] },
  }
}

function resultOf(finding: Result, fingerprint: string, ruleIndex: ReadonlyMap<string, number>, report: Report): object {
  const { code, message, place, related, fix } = finding
  return {
    ...(code !== undefined && { ruleId: code, ruleIndex: ruleIndex.get(code)! }),
    level: LEVELS[severityOf(finding)],
    message: { text: message },
    ...(place !== undefined && { locations: [locationOf(place, report)] }),
    ...(related !== undefined && { relatedLocations: related.map(({ message, place }, id) => ({ id, message: { text: message }, ...locationOf(place, report) })) }),
    // SARIF knows no new names of files.
    ...(fix !== undefined && fix.edits.length > 0 && { fixes: [fixOf(fix)] }),
    partialFingerprints: { 'krmFleet/v1': fingerprint },
  }
}

function locationOf(place: Place, { source }: Report): object {
  const { file, resource, field } = place
  const text = file === undefined ? undefined : source(file)
  const region = regionOf(place, text === undefined ? undefined : linesOf(text))
  const name = resource === undefined ? undefined : [resource.apiVersion, resource.kind, resource.namespace, resource.name].filter((part) => part !== '').join('/')
  const logical = [
    ...(name === undefined ? [] : [{ fullyQualifiedName: name, kind: 'object' }]),
    ...(field === undefined ? [] : [{ fullyQualifiedName: field, kind: 'property' }]),
  ]
  return {
    ...(file !== undefined && { physicalLocation: { artifactLocation: artifactOf(file), ...(region !== undefined && { region: regionObject(region) }) } }),
    ...(logical.length > 0 && { logicalLocations: logical }),
  }
}

function artifactOf(file: string): object {
  return { uri: uriOf(file), uriBaseId: 'SRCROOT' }
}

function regionObject({ start, end }: Region): object {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column }
}

function fixOf({ describe, edits }: Fix): object {
  const files = [...new Set(edits.map(({ file }) => file))]
  const replacementOf = ({ start, end, text }: Fix['edits'][number]): object => ({
    deletedRegion: regionObject({ start, end }),
    ...(text !== '' && { insertedContent: { text } }),
  })
  return {
    description: { text: describe },
    artifactChanges: files.map((file) => ({ artifactLocation: artifactOf(file), replacements: edits.filter((edit) => edit.file === file).map(replacementOf) })),
  }
}
