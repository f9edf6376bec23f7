/** `krm-fleet net check`: everything that is wrong with the network of packages, a fleet, or rendered repositories. */

import type { Invocation } from '#cli/term/invocation.ts'
import type { Printer } from '#cli/term/printer.ts'
import { matchesGlob } from '#cli/check/decisions.ts'
import { applyPolicy } from '#check/policy.ts'
import { formatReport, REPORT_FORMATS } from '#check/report/formats.ts'
import { counted } from '#check/report/report.ts'
import { checkNetwork } from '#fleet/network/check.ts'
import { NETWORK_RULES } from '#fleet/network/rules.ts'
import { TOOL } from '#krm/names.ts'
import type { Result } from '#krm/result.ts'
import { readNetInput } from './net-input.ts'

declare const KRM_FLEET_VERSION: string

/** Runs the command; see the table for its flags. */
export function netCheckCommand(invocation: Invocation, printer: Printer): 0 | 1 {
  const input = readNetInput(invocation, printer)
  const { problems, contextErrors, model, policy, ignore, texts } = input
  const findings = applyPolicy([...problems, ...contextErrors, ...checkNetwork(model, policy)], { rules: new Map(), ignore }, matchesGlob)
  const format = REPORT_FORMATS.find((name) => name === invocation.text('output')) ?? 'text'
  const rules = new Map(NETWORK_RULES.map((rule) => [rule.code, rule]))
  printer.payload(formatReport(format, { findings, rules, source: (file) => texts.get(file), tool: { name: TOOL, version: KRM_FLEET_VERSION } }))
  printer.line(`Checked ${counted(model.networks.length, 'network')} of ${counted(model.clusters.length, 'cluster')} in ${counted(texts.size, 'file')}.`)
  return fails(findings, invocation.text('fail-on') ?? 'error') ? 1 : 0
}

function fails(findings: readonly Result[], failOn: string): boolean {
  return findings.some(({ severity }) => severity === failOn || (failOn === 'warning' && severity === 'error'))
}
