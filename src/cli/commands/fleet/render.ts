/** `krm-fleet fleet render`: a tree per deployment repository, each package as Porch would commit it. */

import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { CliError } from '#cli/cli-error.ts'
import { findBlueprints, type FoundBlueprints } from '#cli/fleet/find-blueprints.ts'
import { namedRepositories, readFleetInput, type FleetInput } from '#cli/fleet/fleet-input.ts'
import { groupFindings, nameOf, OWN_DIRECTORY, readSummary, SUMMARY_FILE, summaryText, type FleetSummary, type PackageStatus, type PackageSummary } from '#cli/fleet/fleet-summary.ts'
import type { FleetMaker, FleetPackage } from '#cli/fleet/make-fleet.ts'
import { newFleetMaker } from '#cli/fleet/new-fleet-maker.ts'
import { PackageCache } from '#cli/fleet/package-cache.ts'
import { packageDirectory, storePackage } from '#cli/fleet/package-store.ts'
import { Progress } from '#cli/fleet/progress.ts'
import { parseShard, shardOf, type Shard } from '#cli/fleet/shard.ts'
import { printSummary } from '#cli/fleet/summary-lines.ts'
import { writeReport } from '#cli/io/write-report.ts'
import type { Invocation } from '#cli/term/invocation.ts'
import type { Printer } from '#cli/term/printer.ts'
import type { Result } from '#krm/result.ts'
import { MAKE_FINDINGS } from '#porch/make-findings.ts'
import type { PlannedPackage } from '#porch/planned-package.ts'
import { limitsOf } from '../limit-flags.ts'

/** Runs the command; see the table for its flags. */
export async function fleetRenderCommand(invocation: Invocation, printer: Printer): Promise<0 | 1> {
  const output = invocation.text('output')
  if (output === undefined) throw new CliError('CLI002', 'fleet render needs -o DIR: the directory that gets a tree per deployment repository')
  const shard = parseShard(invocation.text('shard'))
  const given = invocation.positionals('PATH')
  const input = readFleetInput(given.length === 0 ? ['.'] : given, namedRepositories(invocation.list('repo'), invocation.on('working-tree')), limitsOf(invocation))
  for (const note of input.notes) printer.line({ style: 'warning', text: '[WARN]' }, ` ${note.message}`)
  const before = earlierSummary(output)
  const blueprints = findBlueprints(input, shardOf(input.plan.packages, shard))
  const blocked = blueprints.results.some(({ code }) => code === MAKE_FINDINGS.noBlueprint.code) && !invocation.on('keep-going')
  const run = new FleetRun(invocation, input, output, before)
  const own = [...input.model.results, ...input.plan.results, ...blueprints.results].map((result) => ({ result }))
  if (!blocked) await run.renderAll(blueprints.planned, printer)
  const removed = blocked || shard !== undefined ? [] : run.removeStale()
  const packages = [...run.packages, ...removed].toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
  const clusters = [...new Set(packages.flatMap(({ cluster }) => cluster ?? []))].toSorted()
  const summary: FleetSummary = { clusters, packages, findings: groupFindings([...own, ...run.found]) }
  if (!blocked) {
    writeReport(join(output, OWN_DIRECTORY), SUMMARY_FILE, summaryText(summary))
    run.close(shard)
  }
  const where = blocked ? ': nothing was written, because packages are missing (--keep-going renders the others)' : ` in ${output}`
  printSummary(printer, summary, where, blocked ? [] : nextSteps(invocation, output))
  return summary.findings.some(({ result }) => result.severity === 'error') ? 1 : 0
}

function nextSteps(invocation: Invocation, output: string): string[] {
  const paths = invocation.positionals('PATH').join(' ')
  return [
    `What each cluster gets, and from which variant: krm-fleet fleet plan${paths === '' ? '' : ` ${paths}`}`,
    `All findings, with the packages that they concern: ${join(output, OWN_DIRECTORY, SUMMARY_FILE)}`,
  ]
}

/** Refuses a directory that holds something else than the trees of an earlier run. */
function earlierSummary(output: string): FleetSummary | undefined {
  const before = readSummary(output)
  if (before === undefined && existsSync(output) && readdirSync(output).some((name) => name !== OWN_DIRECTORY)) {
    throw new CliError('IO007', `${output} is there and holds no trees of an earlier run (${join(OWN_DIRECTORY, SUMMARY_FILE)}): name a new directory, so that nothing of yours is overwritten`, output)
  }
  return before
}

/** One run: what it made so far. */
class FleetRun {
  readonly packages: PackageSummary[] = []
  readonly found: { readonly result: Result; readonly package: string }[] = []
  readonly #output: string
  readonly #before: FleetSummary | undefined
  readonly #maker: FleetMaker
  readonly #cache: PackageCache | undefined
  readonly #ownCache: boolean

  constructor(invocation: Invocation, { model, config }: FleetInput, output: string, before: FleetSummary | undefined) {
    this.#output = output
    this.#before = before
    const given = invocation.text('cache')
    this.#ownCache = given === undefined
    this.#cache = invocation.on('no-cache') ? undefined : new PackageCache(given ?? join(output, OWN_DIRECTORY, 'cache'))
    this.#maker = newFleetMaker(invocation, { model, config }, invocation.on('status'), this.#cache)
  }

  async renderAll(planned: FoundBlueprints['planned'], printer: Printer): Promise<void> {
    const progress = new Progress(printer, planned.length)
    const inRepository = new Map<string, string[]>()
    for (const [{ downstream: { repo, package: name } }] of planned) inRepository.set(repo.value, [...(inRepository.get(repo.value) ?? []), name.value])
    for (const [each, blueprint] of planned) {
      const { repo, package: name } = each.downstream
      const nested = inRepository.get(repo.value)!.filter((inside) => inside.startsWith(`${name.value}/`)).map((inside) => inside.slice(name.value.length + 1))
      const made = blueprint === undefined ? undefined : await this.#maker.make(each, blueprint)
      this.#add(each, made, nested)
      progress.done(each.cluster?.name)
    }
    progress.end()
  }

  #add(planned: PlannedPackage, made: FleetPackage | undefined, nested: readonly string[]): void {
    const repository = planned.downstream.repo.value
    const name = planned.downstream.package.value
    const { variant, cluster, deletionPolicy } = planned
    const directory = packageDirectory(this.#output, repository, name)
    const status: PackageStatus = made?.ok === true ? storePackage(directory, made.files, nested) : existsSync(directory) ? 'kept' : 'failed'
    for (const result of made?.results ?? []) this.found.push({ result, package: `${repository}/${name}` })
    this.packages.push({
      repository, package: name, ...(cluster !== undefined && { cluster: cluster.name }), variant: `${variant.namespace}/${variant.name}`, deletionPolicy, status,
      objects: made?.ok === true ? made.objects : 0,
    })
  }

  /** What an earlier run made and no variant asks for any more: deleted, or left alone, by the policy it was made with. */
  removeStale(): PackageSummary[] {
    const now = new Set(this.packages.map(nameOf))
    return (this.#before?.packages ?? []).flatMap((each): PackageSummary[] => {
      if (now.has(nameOf(each)) || each.status === 'deleted' || each.status === 'failed') return []
      const directory = packageDirectory(this.#output, each.repository, each.package)
      if (!existsSync(directory)) return []
      if (each.deletionPolicy === 'orphan') return [{ ...each, status: 'orphaned', objects: 0 }]
      rmSync(directory, { recursive: true, force: true })
      return [{ ...each, status: 'deleted', objects: 0 }]
    })
  }

  /** A shard has seen only its own entries. */
  close(shard: Shard | undefined): void {
    if (this.#ownCache && shard === undefined) this.#cache?.prune()
  }
}
