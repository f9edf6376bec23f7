/** `krm-fleet fleet render`: every package of a fleet as Porch would commit it, into trees or into local clones. */

import { join } from 'node:path'
import { CliError } from '#cli/cli-error.ts'
import { CommitTarget } from '#cli/fleet/commit-target.ts'
import { findBlueprints, type FoundBlueprints } from '#cli/fleet/find-blueprints.ts'
import { namedRepositories, readFleetInput, type FleetInput } from '#cli/fleet/fleet-input.ts'
import { groupFindings, nameOf, OWN_DIRECTORY, type FleetSummary, type PackageSummary } from '#cli/fleet/fleet-summary.ts'
import type { FleetMaker } from '#cli/fleet/make-fleet.ts'
import { newFleetMaker } from '#cli/fleet/new-fleet-maker.ts'
import { PackageCache } from '#cli/fleet/package-cache.ts'
import { Progress } from '#cli/fleet/progress.ts'
import { parseShard, shardOf } from '#cli/fleet/shard.ts'
import { printSummary } from '#cli/fleet/summary-lines.ts'
import { TreeTarget, type Target } from '#cli/fleet/tree-target.ts'
import type { Invocation } from '#cli/term/invocation.ts'
import type { Printer } from '#cli/term/printer.ts'
import type { Result } from '#krm/result.ts'
import { MAKE_FINDINGS } from '#porch/make-findings.ts'
import { limitsOf } from '../limit-flags.ts'

/** Runs the command; see the table for its flags. */
export async function fleetRenderCommand(invocation: Invocation, printer: Printer): Promise<0 | 1> {
  checkFlags(invocation)
  const shard = parseShard(invocation.text('shard'))
  const given = invocation.positionals('PATH')
  const input = readFleetInput(given.length === 0 ? ['.'] : given, namedRepositories(invocation.list('repo'), invocation.on('working-tree')), limitsOf(invocation))
  for (const note of input.notes) printer.line({ style: 'warning', text: '[WARN]' }, ` ${note.message}`)
  const cache = cacheOf(invocation)
  const maker = newFleetMaker(invocation, input, invocation.on('status'), cache)
  const target = targetOf(invocation, input, maker)
  const blueprints = findBlueprints(input, shardOf(input.plan.packages, shard))
  const own = [...input.model.results, ...input.plan.results, ...blueprints.results].map((result) => ({ result }))
  if (blueprints.results.some(({ code }) => code === MAKE_FINDINGS.noBlueprint.code) && !invocation.on('keep-going')) {
    printSummary(printer, { clusters: [], packages: [], findings: groupFindings(own) }, ': nothing was written, because packages are missing (--keep-going renders the others)', [])
    return 1
  }
  const made = await renderAll(blueprints.planned, maker, target, new Progress(printer, blueprints.planned.length))
  const packages = [...made.packages, ...target.finish(made.packages, shard !== undefined)].toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
  const clusters = [...new Set(packages.flatMap(({ cluster }) => cluster ?? []))].toSorted()
  const summary: FleetSummary = { clusters, packages, findings: groupFindings([...own, ...made.found]) }
  target.keep(summary)
  // A shard has seen only its own entries, and a directory that was named may serve others.
  if (shard === undefined && invocation.text('cache') === undefined) cache?.prune()
  printSummary(printer, summary, target.where, [planLine(given), ...target.next])
  return summary.findings.some(({ result }) => result.severity === 'error') ? 1 : 0
}

function checkFlags(invocation: Invocation): void {
  const output = invocation.text('output')
  if (invocation.on('commit') === (output !== undefined)) {
    throw new CliError(output === undefined ? 'CLI002' : 'CLI003', 'fleet render needs either -o DIR, the directory that gets a tree per deployment repository, or --commit')
  }
  if (invocation.on('overwrite') && !invocation.on('commit')) throw new CliError('CLI003', '--overwrite is for --commit: -o DIR holds nothing but trees of earlier runs')
}

function cacheOf(invocation: Invocation): PackageCache | undefined {
  const [output, directory] = [invocation.text('output'), invocation.text('cache')]
  if (invocation.on('no-cache')) return undefined
  if (directory !== undefined) return PackageCache.at(directory)
  return output === undefined ? undefined : new PackageCache(join(output, OWN_DIRECTORY, 'cache'))
}

function targetOf(invocation: Invocation, { model, sources }: FleetInput, maker: FleetMaker): Target {
  const output = invocation.text('output')
  return output === undefined ? new CommitTarget(model.repositories, sources, maker, invocation.on('overwrite')) : new TreeTarget(output)
}

function planLine(paths: readonly string[]): string {
  return `What each cluster gets, and from which variant: krm-fleet fleet plan${paths.length === 0 ? '' : ` ${paths.join(' ')}`}`
}

interface Made {
  readonly packages: readonly PackageSummary[]
  readonly found: readonly { readonly result: Result; readonly package: string }[]
}

async function renderAll(planned: FoundBlueprints['planned'], maker: FleetMaker, target: Target, progress: Progress): Promise<Made> {
  const packages: PackageSummary[] = []
  const found: { result: Result; package: string }[] = []
  const inRepository = new Map<string, string[]>()
  for (const [{ downstream: { repo, package: name } }] of planned) inRepository.set(repo.value, [...(inRepository.get(repo.value) ?? []), name.value])
  for (const [each, blueprint] of planned) {
    const { downstream, variant, cluster, deletionPolicy } = each
    const [repository, name] = [downstream.repo.value, downstream.package.value]
    const nested = inRepository.get(repository)!.filter((inside) => inside.startsWith(`${name}/`)).map((inside) => inside.slice(name.length + 1))
    const made = blueprint === undefined ? undefined : await maker.make(each, blueprint)
    const placed = made?.ok === true ? await target.place({ planned: each, files: made.files, nested }) : { status: target.missed(each) }
    for (const result of [...(made?.results ?? []), ...(placed.results ?? [])]) found.push({ result, package: `${repository}/${name}` })
    packages.push({
      repository, package: name, ...(cluster !== undefined && { cluster: cluster.name }), variant: `${variant.namespace}/${variant.name}`, deletionPolicy, status: placed.status,
      objects: made?.ok === true ? made.objects : 0,
    })
    progress.done(cluster?.name)
  }
  progress.end()
  return { packages, found }
}
