/** Where rendered packages go: local clones of the deployment repositories, one commit per package, never pushed. */

import { CliError } from '#cli/cli-error.ts'
import { GitClone } from '#cli/git.ts'
import { report } from '#fleet/finding.ts'
import type { BlueprintPackage } from '#fleet/model/blueprint-package.ts'
import type { Repository } from '#fleet/repository.ts'
import { readKrmFile } from '#krm/krm-file.ts'
import { placeOf, Results, type Result } from '#krm/result.ts'
import { MAKE_FINDINGS } from '#porch/make-findings.ts'
import type { PlannedPackage } from '#porch/planned-package.ts'
import type { BlueprintSources } from './blueprint-sources.ts'
import { factsOf, removalMessage, renderMessage } from './commit-message.ts'
import type { PackageStatus, PackageSummary } from './fleet-summary.ts'
import { importStream, type NewCommit, type TreeChange } from './import-stream.ts'
import type { FleetMaker } from './make-fleet.ts'
import { readTreePackage } from './package-files.ts'
import { changesOf, type Texts } from './package-store.ts'
import { shownPath } from './read-management.ts'
import type { Placed, Target } from './tree-target.ts'

/** A clone and what is to be committed to it. */
interface OpenClone {
  readonly clone: GitClone
  readonly branch: string
  readonly head: string
  /** Directory of the packages in it, as the Repository says. */
  readonly root: string
  readonly commits: NewCommit[]
}

type Opened = OpenClone | { readonly problem: string }

export class CommitTarget implements Target {
  readonly next = ['Look at the commits, then push them yourself: nothing was pushed.']
  readonly #deployments: readonly Repository[]
  readonly #sources: BlueprintSources
  readonly #maker: FleetMaker
  readonly #overwrite: boolean
  readonly #open = new Map<string, Opened>()
  readonly #said = new Set<string>()

  /** `repositories`: all of the fleet; those that no variant names any more may hold packages of variants that are gone. */
  constructor(repositories: readonly Repository[], sources: BlueprintSources, maker: FleetMaker, overwrite: boolean) {
    this.#deployments = repositories.filter(({ deployment }) => deployment)
    this.#sources = sources
    this.#maker = maker
    this.#overwrite = overwrite
  }

  get where(): string {
    const clones = [...this.#open.values()].filter((each) => !('problem' in each))
    return ` in ${clones.length} local clone${clones.length === 1 ? '' : 's'}`
  }

  async place({ planned, files, nested }: Placed): Promise<{ readonly status: PackageStatus; readonly results?: readonly Result[] }> {
    const open = this.#clone(planned.downstream.repo.value, planned.downstreamRepository)
    if ('problem' in open) return { status: 'failed', results: this.#once(open.problem, planned) }
    const directory = directoryIn(open, planned.downstream.package.value)
    const committed = readCommitted(open, directory, nested)
    const changes = changesOf(committed ?? new Map(), files)
    if (changes.size === 0) return { status: 'unchanged' }
    const dirty = open.clone.uncommitted(directory)
    const edited = dirty.length > 0 ? `${dirty[0]!} is not committed` : committed === undefined || this.#overwrite ? undefined : await this.#whoEdited(open, directory, committed, planned)
    if (edited !== undefined) return { status: 'refused', results: this.#refusal(planned, directory, edited) }
    const status = committed === undefined ? 'new' : 'changed'
    open.commits.push({ message: renderMessage(planned, directory, status), changes: new Map([...changes].map(([path, change]) => [`${directory}/${path}`, change])) })
    return { status }
  }

  missed({ downstream, downstreamRepository }: PlannedPackage): PackageStatus {
    const open = this.#clone(downstream.repo.value, downstreamRepository)
    return !('problem' in open) && open.clone.treeOf(open.head, directoryIn(open, downstream.package.value)) !== undefined ? 'kept' : 'failed'
  }

  /** Adds the removals, then writes all commits of each clone at once, and takes its working tree along. */
  finish(now: readonly PackageSummary[], isPart: boolean): PackageSummary[] {
    if (!isPart) for (const repository of this.#deployments) this.#clone(repository.name, repository)
    const removed = [...this.#open].flatMap(([repository, open]) => ('problem' in open ? [] : this.#removals(repository, open, now)))
    for (const open of this.#open.values()) if (!('problem' in open)) commitAll(open)
    return removed
  }

  keep(): void {
    // The commits say it all.
  }

  /** Packages that our own last commit made and no variant asks for: by the policy that this commit states. */
  #removals(repository: string, open: OpenClone, now: readonly PackageSummary[]): PackageSummary[] {
    const tree = open.clone.treeOf(open.head, open.root)
    const wanted = new Set(now.filter((each) => each.repository === repository).map(({ package: name }) => directoryIn(open, name)))
    const entries = tree === undefined ? [] : open.clone.list(tree).map(({ path }) => directoryIn(open, path))
    return entries.flatMap((path): PackageSummary[] => {
      if (!path.endsWith('/Kptfile')) return []
      const directory = path.slice(0, -'/Kptfile'.length)
      if (wanted.has(directory)) return []
      const last = open.clone.lastTouched(open.head, directory)
      const facts = last === undefined ? undefined : factsOf(last.message)
      if (facts?.package !== directory) return []
      const isKept = facts.deletionPolicy === 'orphan'
      if (!isKept) {
        const inside = [...wanted].filter((other) => other.startsWith(`${directory}/`))
        const files = entries.filter((file) => file.startsWith(`${directory}/`) && !inside.some((other) => file.startsWith(`${other}/`)))
        open.commits.push({ message: removalMessage(facts), changes: new Map(files.map((file): [string, TreeChange] => [file, 'delete'])) })
      }
      const name = open.root === '' ? directory : directory.slice(open.root.length + 1)
      return [{ repository, package: name, variant: facts.variant, deletionPolicy: facts.deletionPolicy, status: isKept ? 'orphaned' : 'deleted', objects: 0 }]
    })
  }

  #clone(name: string, repository: Repository | undefined): Opened {
    let open = this.#open.get(name)
    if (open === undefined) this.#open.set(name, (open = this.#openClone(name, repository)))
    return open
  }

  #openClone(name: string, repository: Repository | undefined): Opened {
    const local = this.#sources.locate(name, repository)
    if (local === undefined) return { problem: `there is no local clone of ${name} to commit to: clone it beside the management repository, or name one with --repo ${name}=PATH` }
    const clone = GitClone.at(local.path)
    if (clone === undefined) return { problem: `${shownPath(local.path)}, the local copy of ${name}, is no clone: nothing can be committed to it` }
    const branch = `refs/heads/${repository?.branch?.value ?? 'main'}`
    const revision = clone.resolve(branch)
    if (revision === undefined) return { problem: `the clone ${shownPath(local.path)} of ${name} has no branch ${branch.slice('refs/heads/'.length)}: make it with a first commit` }
    const root = repository?.resource.field('spec', 'git', 'directory').string?.replaceAll(/^\/+|\/+$/g, '') ?? ''
    return { clone, branch, head: revision.commit, root, commits: [] }
  }

  /**
   * Why a package cannot be replaced without losing somebody's work; undefined when it can: its last commit is ours, or it
   * means what rendering its upstreamLock gives.
   */
  async #whoEdited(open: OpenClone, directory: string, committed: Texts, planned: PlannedPackage): Promise<string | undefined> {
    const last = open.clone.lastTouched(open.head, directory)
    if (last !== undefined && factsOf(last.message)?.package === directory) return undefined
    const locked = this.#lockedBlueprint(committed, planned)
    if (locked === undefined) return `commit ${last?.commit.slice(0, 12) ?? '(unknown)'} is not ours, and its upstreamLock cannot be rendered here to compare`
    const made = await this.#maker.make(planned, locked)
    if (made.ok && changesOf(committed, made.files).size === 0) return undefined
    return `commit ${last?.commit.slice(0, 12) ?? '(unknown)'} holds something else than rendering its upstreamLock gives: somebody edited it`
  }

  /** The upstream at the commit that the package's Kptfile records. */
  #lockedBlueprint(committed: Texts, planned: PlannedPackage): BlueprintPackage | undefined {
    const lock = readKrmFile('Kptfile', committed.get('Kptfile') ?? '').resources[0]?.field('upstreamLock', 'git')
    const [directory, ref, commit] = ['directory', 'ref', 'commit'].map((key) => lock?.child(key).string)
    const local = this.#sources.locate(planned.upstream.repo, planned.upstreamRepository)
    const clone = local === undefined ? undefined : GitClone.at(local.path)
    if (clone === undefined || directory === undefined || ref === undefined || commit === undefined || !/^[0-9a-f]{40,64}$/.test(commit)) return undefined
    const tree = clone.treeOf(commit, directory)
    if (tree === undefined) return undefined
    const displayPath = `${shownPath(clone.root)}/${directory}@${ref}`
    const url = planned.upstreamRepository?.url?.value ?? ''
    return { id: planned.upstream, displayPath, ...readTreePackage(clone, tree, displayPath), lock: { url, directory, ref, commit } }
  }

  #refusal(planned: PlannedPackage, directory: string, why: string): Result[] {
    const results = new Results()
    const { repo } = planned.downstream
    report(results, MAKE_FINDINGS.edited, `${directory} of ${repo.value} was left as it is: ${why}; bring the edit into the blueprint or the variant, or give --overwrite`, placeOf(planned.variant.from))
    return results.list
  }

  #once(problem: string, planned: PlannedPackage): Result[] {
    if (this.#said.has(problem)) return []
    this.#said.add(problem)
    const results = new Results()
    report(results, MAKE_FINDINGS.noClone, problem, placeOf(planned.downstream.repo.from))
    return results.list
  }
}

function directoryIn({ root }: Pick<OpenClone, 'root'>, name: string): string {
  return root === '' ? name : `${root}/${name}`
}

function readCommitted({ clone, head }: OpenClone, directory: string, nested: readonly string[]): Texts | undefined {
  const tree = clone.treeOf(head, directory)
  if (tree === undefined) return undefined
  const { files, others = [] } = readTreePackage(clone, tree, directory)
  return new Map([...files, ...others].filter(({ path }) => !nested.some((inside) => path.startsWith(`${inside}/`))).map(({ path, text }) => [path, text]))
}

function commitAll({ clone, branch, head, commits }: OpenClone): void {
  if (commits.length === 0) return
  clone.importCommits(importStream(branch, head, clone.identity(), commits))
  if (clone.bare || clone.head() !== branch) return
  const now = clone.resolve(branch)!.commit
  try {
    clone.moveWorkingTree(head, now)
  } catch (error) {
    if (!(error instanceof CliError)) throw error
    throw new CliError('IO011', `${branch} of ${clone.root} has the new commits, but its working tree could not follow: ${error.message}`, clone.root)
  }
}
