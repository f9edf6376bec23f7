/** `krm-fleet fleet check`: everything that is wrong with a management repository, its variants and what they make. */

import { dirname, resolve } from 'node:path'
import { findConfigFile } from '#cli/config/config-file.ts'
import { findBlueprints } from '#cli/fleet/find-blueprints.ts'
import { namedRepositories, readFleetInput, type FleetInput } from '#cli/fleet/fleet-input.ts'
import { newFleetMaker } from '#cli/fleet/new-fleet-maker.ts'
import { Progress } from '#cli/fleet/progress.ts'
import type { Invocation } from '#cli/term/invocation.ts'
import type { Printer } from '#cli/term/printer.ts'
import { checkFleet } from '#check/fleet/check-fleet.ts'
import type { CheckedPackage } from '#check/fleet/fleet-check-input.ts'
import { FLEET_RULES } from '#check/fleet/fleet-rules.ts'
import { formatReport, REPORT_FORMATS } from '#check/report/formats.ts'
import { counted } from '#check/report/report.ts'
import { bundledSchemas } from '#check/schema/bundled.ts'
import type { Result } from '#krm/result.ts'
import { NO_POLICY, type NetworkPolicy } from '#fleet/network/check.ts'
import { policyFrom } from '#functions/validate-network-contexts/policy.ts'
import { TOOL } from '#krm/names.ts'
import { limitsOf } from '../limit-flags.ts'

declare const KRM_FLEET_VERSION: string

/** Runs the command; see the table for its flags. */
export async function fleetCheckCommand(invocation: Invocation, printer: Printer): Promise<0 | 1> {
  const given = invocation.positionals('PATH')
  const paths = given.length === 0 ? ['.'] : given
  const input = readFleetInput(paths, namedRepositories(invocation.list('repo'), invocation.on('working-tree')), limitsOf(invocation))
  for (const note of input.notes) printer.line({ style: 'warning', text: '[WARN]' }, ` ${note.message}`)
  const { packages, results } = await makeAll(invocation, input, printer)
  const { plan, model } = input
  const findings = atTheirLevels(checkFleet({ plan, model, packages, results }, { schemas: bundledSchemas(), network: networkPolicy(paths) }), input)
  const texts = new Map([...input.texts, ...packages.flatMap(({ blueprint }) => blueprint?.files.map(({ path, text }) => [`${blueprint.displayPath}/${path}`, text] as const) ?? [])])
  const format = REPORT_FORMATS.find((name) => name === invocation.text('output')) ?? 'text'
  printer.payload(formatReport(format, { findings, rules: FLEET_RULES, source: (file) => texts.get(file), tool: { name: TOOL, version: KRM_FLEET_VERSION } }))
  const made = packages.filter(({ files }) => files !== undefined).length
  const rendered = made === packages.length ? `all ${made} rendered` : `${made} of them rendered`
  printer.line(`Checked ${counted(model.clusters.length, 'cluster')} and ${counted(packages.length, 'package')}, ${packages.length === 0 ? 'none to render' : rendered}.`)
  const failOn = invocation.text('fail-on') ?? 'error'
  return findings.some(({ severity }) => severity === failOn || (failOn === 'warning' && severity === 'error')) ? 1 : 0
}

/** Every package that can be made, one after the other. */
async function makeAll(invocation: Invocation, input: FleetInput, printer: Printer): Promise<{ packages: CheckedPackage[]; results: readonly Result[] }> {
  const { planned, results } = findBlueprints(input, input.plan.packages)
  const maker = newFleetMaker(invocation, input, false)
  const progress = new Progress(printer, planned.length)
  const packages: CheckedPackage[] = []
  for (const [each, blueprint] of planned) {
    const made = blueprint === undefined ? undefined : await maker.make(each, blueprint)
    packages.push({ planned: each, blueprint, files: made?.ok === true ? made.files : undefined, results: made?.results ?? [] })
    progress.done(each.cluster?.name)
  }
  progress.end()
  return { packages, results }
}

/** The decisions of krm-fleet.yaml about networks. */
function networkPolicy([first]: readonly string[]): NetworkPolicy {
  const file = findConfigFile(first!) ?? findConfigFile(dirname(resolve(first!)))
  if (file === undefined) return NO_POLICY
  const rules = Object.entries(file.config.rules ?? {}).filter(([code]) => code.startsWith('NET'))
  return policyFrom({ rules: Object.fromEntries(rules), domains: file.config.domains }, file.resource)
}

/** What krm-fleet.yaml makes of the rules: another severity, or nothing. Network rules were asked before. */
function atTheirLevels(findings: readonly Result[], { config }: FleetInput): Result[] {
  const levels = new Map(Object.entries(config.rules ?? {}))
  return findings.flatMap((finding) => {
    const level = finding.code === undefined || finding.code.startsWith('NET') ? undefined : levels.get(finding.code)
    if (level === undefined) return [finding]
    return level === false || level === 'off' ? [] : [{ ...finding, severity: level }]
  })
}
