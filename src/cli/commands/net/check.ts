/** `krm-fleet net check`: everything that is wrong with the network of packages, a fleet, or rendered repositories. */

import type { Invocation } from '#cli/term/invocation.ts'
import { printable } from '#krm/printable.ts'
import type { Printer } from '#cli/term/printer.ts'
import { checkNetwork } from '#fleet/network/check.ts'
import { groupBy } from '#fleet/network/group-by.ts'
import { NETWORK_RULES } from '#fleet/network/rules.ts'
import { formatPlace, type Result, type Severity } from '#krm/result.ts'
import { compareResults } from '#krm/result-wire.ts'
import { readNetInput, type NetInput } from './net-input.ts'

/** Runs the command; see the table for its flags. */
export function netCheckCommand(invocation: Invocation, printer: Printer): 0 | 1 {
  const input = readNetInput(invocation, printer)
  const results = [...input.problems, ...input.contextErrors, ...checkNetwork(input.model, input.policy)].sort(compareResults)
  const isJson = invocation.text('output') === 'json'
  printer.payload(isJson ? jsonOf(input, results) : printable(textOf(results), 'lines and tabs'))
  printer.line(summaryOf(input, results))
  return fails(results, invocation.text('fail-on') ?? 'error') ? 1 : 0
}

function fails(results: readonly Result[], failOn: string): boolean {
  return results.some(({ severity }) => severity === failOn || (failOn === 'warning' && severity === 'error'))
}

const FIXES: ReadonlyMap<string, string> = new Map(NETWORK_RULES.map(({ code, fix }) => [code, fix]))

/** Findings by file, each with its place, what is wrong and what to do. */
function textOf(results: readonly Result[]): string {
  const byFile = groupBy(results, ({ place }) => place?.file ?? '')
  const blocks = [...byFile].map(([file, found]) => [...(file === '' ? [] : [file]), ...found.flatMap(linesOf), ''].join('\n'))
  return blocks.map((block) => `${block}\n`).join('')
}

function linesOf(result: Result): string[] {
  const { code = '', severity = 'info', message, place, proposedValue } = result
  const where = formatPlace(place)
  const fix = proposedValue === undefined ? FIXES.get(code) : `write ${proposedValue}`
  const head = `  ${where === '' ? '' : `${where}: `}${severity}: ${code} ${message}`
  return fix === undefined ? [head] : [head, `    fix: ${fix}`]
}

function jsonOf(input: NetInput, results: readonly Result[]): string {
  return `${JSON.stringify({ summary: countsOf(input, results), findings: results.map(findingOf) }, undefined, 2)}\n`
}

/** One finding for machines: what kpt's results hold, with line and column as numbers. */
function findingOf({ code, severity, message, place, currentValue, proposedValue, tags }: Result): object {
  const { file, position, resource, field } = place ?? {}
  const fix = FIXES.get(code ?? '')
  return { code, severity, message, fix, file, line: position?.line, column: position?.column, resource, field, currentValue, proposedValue, ...tags }
}

function countsOf({ files, model }: NetInput, results: readonly Result[]): Record<string, number> {
  const count = (wanted: Severity): number => results.filter(({ severity }) => severity === wanted).length
  return { files, clusters: model.clusters.length, networks: model.networks.length, errors: count('error'), warnings: count('warning'), infos: count('info') }
}

function summaryOf(input: NetInput, results: readonly Result[]): string {
  const { files, clusters, networks, errors, warnings, infos } = countsOf(input, results)
  const counted = (count: number | undefined, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`
  return `Checked ${counted(networks, 'network')} of ${counted(clusters, 'cluster')} in ${counted(files, 'file')}: ${counted(errors, 'error')}, ${counted(warnings, 'warning')}, ${counted(infos, 'note')}.`
}
