/** `krm-fleet setters list|audit|schema`: the setters of packages. */

import { basename, resolve } from 'node:path'
import { CliError } from '#cli/cli-error.ts'
import { checkRoot, type CheckedTree } from '#cli/check/check-tree.ts'
import { findPackages } from '#cli/check/find-packages.ts'
import { hostFor } from '#cli/check/host.ts'
import { decisionsOf, withoutDecided } from '#cli/check/decisions.ts'
import { findConfigFile } from '#cli/config/config-file.ts'
import { readPackage } from '#cli/io/read-package.ts'
import type { Invocation } from '#cli/term/invocation.ts'
import type { Printer } from '#cli/term/printer.ts'
import { listSetters, shownValue, specData, type ListedSetter } from '#check/list-setters.ts'
import { FAIL_ON, fails } from '#check/policy.ts'
import { FINDINGS_API_VERSION } from '#check/report/data.ts'
import { formatReport, REPORT_FORMATS } from '#check/report/formats.ts'
import { counted } from '#check/report/report.ts'
import { RULES } from '#check/rules/registry.ts'
import { readSourceTree } from '#check/source-tree.ts'
import { SETTER_SCHEMA } from '#fleet/setter-schema.ts'
import { configKindOf, FN_API_VERSION, TOOL } from '#krm/names.ts'
import { printable } from '#krm/printable.ts'
import { printDocument, printJson, type PlainValue } from '#krm/print.ts'
import { formatPlace, placeOf } from '#krm/result.ts'
import { compareResults } from '#krm/result-wire.ts'
import { limitsOf } from '../limit-flags.ts'

declare const KRM_FLEET_VERSION: string

/** `setters list`. */
export function settersListCommand(invocation: Invocation, printer: Printer): 0 {
  const setters = settersOf(invocation)
  printer.payload(invocation.text('output') === 'json' ? jsonOf(setters) : textOf(setters))
  if (setters.length === 0) printer.line('The package gives no setters and asks for none.')
  return 0
}

/** `setters schema`. */
export function settersSchemaCommand(invocation: Invocation, printer: Printer): 0 {
  const setters = settersOf(invocation)
  const name = basename(resolve(invocation.positional('PKG_PATH') ?? '.')).toLowerCase().replaceAll(/[^a-z0-9.-]+/g, '-')
  const document = new Map<string, PlainValue>([
    ['apiVersion', FN_API_VERSION],
    ['kind', configKindOf(SETTER_SCHEMA)],
    ['metadata', { name, annotations: { 'config.kubernetes.io/local-config': 'true' } }],
    ['setters', new Map<string, PlainValue>(setters.map(({ name: setter, spec }) => [setter, specData(spec)]))],
  ])
  printer.payload(printDocument(document))
  return 0
}

/** `setters audit`: 1 when a finding is as bad as --fail-on says. */
export async function settersAuditCommand(invocation: Invocation, printer: Printer): Promise<0 | 1> {
  const given = invocation.positionals('PATH')
  const paths = given.length === 0 ? ['.'] : given
  const decisions = decisionsOf({}, findConfigFile('.') ?? findConfigFile(paths[0]!))
  const tree: CheckedTree = { findings: [], texts: new Map(), packages: 0 }
  for (const path of paths) {
    const found = findPackages(path)
    const host = hostFor(decisions, found.loose)
    for (const root of found.roots) await checkRoot(root, host, tree, limitsOf(invocation))
  }
  const own = { ...tree, findings: tree.findings.filter(({ code }) => code?.startsWith('SET')) }
  const findings = withoutDecided(own, decisions).findings.filter(({ code }) => code?.startsWith('SET')).toSorted(compareResults)
  const format = REPORT_FORMATS.find((name) => name === invocation.text('output')) ?? 'text'
  printer.payload(formatReport(format, { findings, rules: RULES, source: (file) => tree.texts.get(file), tool: { name: TOOL, version: KRM_FLEET_VERSION } }))
  printer.line(`Checked the setters of ${counted(tree.packages, 'package')}.`)
  return fails(findings, FAIL_ON.find((level) => level === invocation.text('fail-on')) ?? 'error') ? 1 : 0
}

function settersOf(invocation: Invocation): ListedSetter[] {
  const root = invocation.positional('PKG_PATH') ?? '.'
  const { files, kptfileDirs } = readPackage(root, { limits: limitsOf(invocation) })
  const tree = readSourceTree({ name: basename(resolve(root)), files, kptfileDirs })
  const pack = tree.packages.find(({ dir }) => dir === '')
  if (pack === undefined) throw new CliError('IO001', `${root} is no package: it has no Kptfile`, root)
  return listSetters(tree, pack)
}

function textOf(setters: readonly ListedSetter[]): string {
  const rows = setters.map((setter) => {
    const { name, uses, spec, given, derived } = setter
    const last = given.at(-1)
    return [name, spec.format ?? spec.type ?? '', shownValue(setter), counted(uses.length, 'field'), last !== undefined ? formatPlace(placeOf(last.from)) : derived !== undefined ? `the context: ${derived}` : 'nobody gives it']
  })
  const widths = [0, 1, 2, 3].map((column) => Math.max(0, ...rows.map((row) => Math.min(40, row[column]!.length))))
  return rows.map((row) => `${printable(row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd())}\n`).join('')
}

function jsonOf(setters: readonly ListedSetter[]): string {
  const list = setters.map((setter): PlainValue => ({
    name: setter.name,
    ...(setter.given.length > 0 && { value: shownValue(setter) }),
    ...(setter.derived !== undefined && { derived: setter.derived }),
    spec: specData(setter.spec),
    given: setter.given.map(({ from }) => formatPlace(placeOf(from))),
    uses: setter.uses.map((field) => ({ place: formatPlace(placeOf(field)), object: field.resource.describe(), field: field.name })),
  }))
  return printJson({ apiVersion: FINDINGS_API_VERSION, kind: 'SetterList', setters: list })
}
