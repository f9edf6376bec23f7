/** `krm-fleet fleet diff`: what a change of the management or blueprint repository does to every cluster. */

import { diffFleet, type PackageState } from '#check/fleet-diff/diff-fleet.ts'
import { diffJson, diffMarkdown, diffText, verdict } from '#check/fleet-diff/diff-reports.ts'
import { CliError } from '#cli/cli-error.ts'
import type { Pins } from '#cli/fleet/blueprint-sources.ts'
import { namedRepositories, plannedInput, readFleetInput, type FleetInput } from '#cli/fleet/fleet-input.ts'
import { FleetMaker } from '#cli/fleet/make-fleet.ts'
import { readManagementAt } from '#cli/fleet/management-at.ts'
import { storedStates } from '#cli/fleet/stored-states.ts'
import type { Invocation } from '#cli/term/invocation.ts'
import type { Printer } from '#cli/term/printer.ts'
import { formatResult, type Result } from '#krm/result.ts'
import { limitsOf } from '../limit-flags.ts'

/** Runs the command; see the table for its flags. 1 when something changes, or cannot be rendered. */
export async function fleetDiffCommand(invocation: Invocation, printer: Printer): Promise<0 | 1> {
  const given = invocation.positionals('PATH')
  const paths = given.length === 0 ? ['.'] : given
  const local = namedRepositories(invocation.list('repo'), invocation.on('working-tree'))
  const bases = baseRevisions(invocation.list('blueprint-base'))
  const against = invocation.text('against')
  const base = invocation.text('base')
  if ((against === undefined) === (base === undefined && bases.size === 0)) {
    throw new CliError('CLI003', 'fleet diff compares with one state: give --base REF and --blueprint-base NAME=REF, or --against DIR')
  }
  const workingTrees = new Map([...local].map(([name, copy]) => [name, bases.has(name) ? { ...copy, workingTree: true } : copy]))
  const head = readFleetInput(paths, workingTrees, limitsOf(invocation))
  const after = await statesOf(withWorkingTrees(head, paths, workingTrees, bases), invocation)
  const before = against === undefined ? await statesOf(baseInput(head, paths, workingTrees, base, bases), invocation) : { states: storedStates(against, after.states), problems: [] }
  for (const result of after.problems) printer.line({ style: 'bad', text: formatResult(result) })
  const diff = diffFleet(before.states, after.states)
  const format = invocation.text('output')
  printer.payload(format === 'json' ? diffJson(diff) : format === 'markdown' ? diffMarkdown(diff) : diffText(diff))
  if (format !== 'text') printer.line(verdict(diff))
  return diff.groups.length > 0 || after.problems.length > 0 ? 1 : 0
}

function baseRevisions(given: readonly string[]): Map<string, string> {
  return new Map(given.map((text) => {
    const [, name, ref] = /^([^=]+)=(.+)$/.exec(text) ?? []
    if (name === undefined) throw new CliError('CLI002', `--blueprint-base is "${text}" and must be NAME=REF`)
    return [name, ref!] as const
  }))
}

/** A repository with a base revision is compared as it lies there, whatever revisions variants name. */
function withWorkingTrees(head: FleetInput, paths: readonly string[], local: Parameters<typeof plannedInput>[2], bases: ReadonlyMap<string, string>): FleetInput {
  if (bases.size === 0) return head
  const copies = new Map(local)
  for (const name of bases.keys()) {
    const repository = head.model.repositories.find((each) => each.name === name)
    const copy = head.sources.locate(name, repository)
    if (copy === undefined) throw new CliError('CLI002', `there is no local copy of repository ${name} for --blueprint-base: name one with --repo ${name}=PATH`)
    copies.set(name, { ...copy, workingTree: true })
  }
  return plannedInput(head, paths, copies)
}

function baseInput(head: FleetInput, paths: readonly string[], local: Parameters<typeof plannedInput>[2], base: string | undefined, bases: ReadonlyMap<string, string>): FleetInput {
  const management = base === undefined ? undefined : readManagementAt(paths, base)
  const pins: Pins = { clones: management?.commits ?? new Map(), repositories: bases }
  return plannedInput(management ?? head, paths, local, pins)
}

interface States {
  readonly states: readonly PackageState[]
  readonly problems: readonly Result[]
}

/** Every package of a fleet that renders; errors of those that do not. */
async function statesOf({ model, plan, sources, config }: FleetInput, invocation: Invocation): Promise<States> {
  const runners = { config, allowExec: invocation.on('allow-exec'), allowNetwork: false, environment: process.env }
  const maker = new FleetMaker(model, runners, {})
  const states: PackageState[] = []
  const problems: Result[] = []
  for (const planned of plan.packages) {
    const found = sources.find(planned.upstream, planned.upstreamRepository)
    if ('missing' in found) {
      problems.push({ code: 'FLT208', severity: 'error', message: found.missing })
      continue
    }
    const { ok, files, results } = await maker.make(planned, found.blueprint)
    if (!ok) problems.push(...results.filter(({ severity }) => severity === 'error'))
    else states.push({ repository: planned.downstream.repo.value, package: planned.downstream.package.value, cluster: planned.cluster?.name, files })
  }
  const known = new Set<string>()
  return { states, problems: problems.filter((problem) => !known.has(formatResult(problem)) && known.add(formatResult(problem))) }
}
