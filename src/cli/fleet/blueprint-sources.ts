/** Where the packages of upstream repositories are read from: local clones at a revision, or directories as they lie there. */

import { readdirSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { CliError } from '#cli/cli-error.ts'
import { GitClone } from '#cli/git.ts'
import { revisionKey, type BlueprintPackage, type PackageRevisionId } from '#fleet/model/blueprint-package.ts'
import type { Repository } from '#fleet/repository.ts'
import { findRevision } from './find-revision.ts'
import { nearDirectory } from './near-directory.ts'
import { isDirectory, readDirectoryPackage, readTreePackage } from './package-files.ts'
import { shownPath } from './read-management.ts'

/** What a user says of one repository. */
export interface LocalRepository {
  readonly path: string
  /** Read what lies in the directory, whatever revision is asked for. */
  readonly workingTree: boolean
}

/**
 * A package, or why there is none. `assumption`: the revision could not be read from git, so the directory was.
 * `unnumbered`: its tag is no number.
 */
export type FoundBlueprint =
  | { readonly blueprint: BlueprintPackage; readonly assumption?: string; readonly unnumbered?: true }
  | { readonly missing: string }

/** Revisions that count instead of what lies in a directory or what a variant names. */
export interface Pins {
  /** Commits by the roots of clones: for copies whose working tree would be read. */
  readonly clones: ReadonlyMap<string, string>
  /** Tags, branches or commits by the names of repositories. */
  readonly repositories: ReadonlyMap<string, string>
}

const NO_PINS: Pins = { clones: new Map(), repositories: new Map() }

/** Finds and reads packages; each revision once. */
export class BlueprintSources {
  readonly #named: ReadonlyMap<string, LocalRepository>
  readonly #near: string
  readonly #pins: Pins
  readonly #read = new Map<string, FoundBlueprint>()
  readonly #clones = new Map<string, GitClone | undefined>()
  #nearClones: ReadonlyMap<string, string> | undefined

  /** `named`: repositories by the names of their objects. `near`: a directory; the clone it lies in and those beside it are known by their remotes. */
  constructor(named: ReadonlyMap<string, LocalRepository>, near: string, pins: Pins = NO_PINS) {
    this.#named = named
    this.#near = near
    this.#pins = pins
  }

  /** The package of a revision. */
  find(id: PackageRevisionId, repository: Repository | undefined): FoundBlueprint {
    const key = revisionKey(id)
    let found = this.#read.get(key)
    if (found === undefined) this.#read.set(key, (found = this.#find(id, repository)))
    return found
  }

  /** The local copy of a repository: named by the user, else a clone whose remote it is. */
  locate(name: string, repository: Repository | undefined): LocalRepository | undefined {
    const named = this.#named.get(name)
    const url = repository?.url?.value
    if (named !== undefined || url === undefined) return named
    const path = (this.#nearClones ??= clonesNear(this.#near)).get(comparable(url))
    return path === undefined ? undefined : { path, workingTree: false }
  }

  #find(id: PackageRevisionId, repository: Repository | undefined): FoundBlueprint {
    const local = this.locate(id.repo, repository)
    if (local === undefined) {
      const url = repository?.url?.value
      return { missing: `there is no local copy of repository ${id.repo}${url === undefined ? '' : ` (${url})`}: clone it beside the management repository, or name one with --repo ${id.repo}=PATH or below repositories: in krm-fleet.yaml` }
    }
    const root = repository?.resource.field('spec', 'git', 'directory').string?.replaceAll(/^\/+|\/+$/g, '') ?? ''
    const directory = root === '' ? id.package : `${root}/${id.package}`
    try {
      return this.#readPackage(id, local, directory, repository)
    } catch (error) {
      if (!(error instanceof CliError)) throw error
      return { missing: `package ${id.package} of repository ${id.repo} cannot be read: ${error.message}` }
    }
  }

  #readPackage(id: PackageRevisionId, local: LocalRepository, directory: string, repository: Repository | undefined): FoundBlueprint {
    const { path, workingTree } = local
    if (!isDirectory(path)) return { missing: `the local copy of repository ${id.repo} is to be ${path}, and there is no such directory` }
    const pinned = this.#pinned(id, local)
    if (pinned !== undefined) return this.#readPinned(id, path, directory, pinned)
    const clone = workingTree ? undefined : this.#cloneAt(path)
    const searched = clone === undefined ? undefined : findRevision(clone, id, directory)
    if (searched !== undefined && 'missing' in searched) return { missing: `${named(path)}: ${searched.missing}` }
    if (clone !== undefined && searched !== undefined) {
      const revision = searched.found
      const inClone = pathInClone(clone, path, directory)
      const tree = clone.treeOf(revision.commit, inClone)
      if (tree === undefined) return { missing: `${named(path)} has no directory ${inClone} at ${revision.ref} (${revision.commit.slice(0, 12)})${meantInTree(clone, revision.commit, inClone)}` }
      const ref = revision.ref.replace(/^refs\/(?:tags|heads|remotes\/[^/]+)\//, '')
      const url = repository?.url?.value ?? clone.remotes().get('origin') ?? ''
      const displayPath = `${displayed(join(path, directory))}@${ref}`
      const blueprint = { id, displayPath, ...readTreePackage(clone, tree, displayPath), lock: { url, directory, ref, commit: revision.commit } }
      return { blueprint, ...(searched.unnumbered === true && { unnumbered: true }) }
    }
    const at = join(path, directory)
    if (!isDirectory(at)) return { missing: `${named(path)} has no directory ${directory}${meant(directory, (inside) => directoriesIn(join(path, inside)))}` }
    const blueprint = { id, displayPath: displayed(at), ...readDirectoryPackage(at), lock: undefined }
    if (workingTree) return { blueprint }
    const why = clone === undefined ? `${named(path)} is no clone` : `the clone ${named(path)} has no tag or branch ${directory}/${id.workspaceName}, and none for another revision of the package`
    return { blueprint, assumption: `${why}: took revision ${id.workspaceName} of ${id.repo}/${id.package} to be what lies in ${named(at)}; to state it, write "${id.repo}: {path: …, workingTree: true}" below repositories: in krm-fleet.yaml` }
  }

  /** What a pin says of a repository: the commit to read in the place of its working tree, or of any revision. */
  #pinned({ repo }: PackageRevisionId, { path, workingTree }: LocalRepository): { readonly clone: GitClone; readonly commit: string } | undefined {
    const named = this.#pins.repositories.get(repo)
    if (named === undefined && (!workingTree || this.#pins.clones.size === 0)) return undefined
    const clone = this.#cloneAt(path)
    if (clone === undefined && named === undefined) return undefined
    const commit = named === undefined ? this.#pins.clones.get(clone!.root) : clone?.resolve(named)?.commit
    if (named !== undefined && commit === undefined) throw new CliError('CLI002', `the local copy ${path} of repository ${repo} has no revision ${named}`, path)
    return clone === undefined || commit === undefined ? undefined : { clone, commit }
  }

  /** Stands for the working tree of the same copy, so it says the same of itself. */
  #readPinned(id: PackageRevisionId, path: string, directory: string, { clone, commit }: { readonly clone: GitClone; readonly commit: string }): FoundBlueprint {
    const inClone = pathInClone(clone, path, directory)
    const tree = clone.treeOf(commit, inClone)
    if (tree === undefined) return { missing: `${named(path)} has no directory ${inClone} at ${commit.slice(0, 12)}${meantInTree(clone, commit, inClone)}` }
    const displayPath = displayed(join(path, directory))
    return { blueprint: { id, displayPath, ...readTreePackage(clone, tree, displayPath), lock: undefined } }
  }

  #cloneAt(path: string): GitClone | undefined {
    if (!this.#clones.has(path)) this.#clones.set(path, GitClone.at(path))
    return this.#clones.get(path)
  }
}

/** The path of a package from the top of a clone. */
function pathInClone(clone: GitClone, path: string, directory: string): string {
  const prefix = clone.bare ? '' : relative(clone.root, resolve(path)).replaceAll('\\', '/')
  return prefix === '' ? directory : `${prefix}/${directory}`
}

/** The end of a message about a directory that is not there. */
function meant(directory: string, children: (inside: string) => readonly string[]): string {
  const near = nearDirectory(directory, children)
  return near === undefined ? '' : `; did you mean ${near}?`
}

function meantInTree(clone: GitClone, commit: string, directory: string): string {
  const root = clone.treeOf(commit, '')
  const paths = root === undefined ? [] : clone.list(root).map(({ path }) => path.split('/'))
  return meant(directory, (inside) => {
    const above = inside === '' ? [] : inside.split('/')
    const below = paths.filter((path) => path.length > above.length + 1 && above.every((name, index) => path[index] === name))
    return [...new Set(below.map((path) => path[above.length]!))]
  })
}

function directoriesIn(path: string): string[] {
  return isDirectory(path) ? readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name) : []
}

/** What stands before the names of files below a path. */
function displayed(path: string): string {
  return shownPath(path) || '.'
}

/** How messages name a path. */
function named(path: string): string {
  return shownPath(path) || 'the working directory'
}

const MAX_NEIGHBOURS = 500

/** Clones that a directory lies in or that lie beside that clone, by the URLs of their remotes. */
function clonesNear(directory: string): Map<string, string> {
  const own = GitClone.at(directory)
  const found = new Map<string, string>()
  const parent = dirname(own?.root ?? resolve(directory))
  const neighbours = readdirSync(parent, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => join(parent, name)).toSorted()
  for (const path of [...(own === undefined ? [] : [own.root]), ...neighbours.slice(0, MAX_NEIGHBOURS)]) {
    if (!isDirectory(join(path, '.git')) && !(path.endsWith('.git') && isDirectory(join(path, 'refs')))) continue
    const clone = GitClone.at(path)
    for (const url of clone?.remotes().values() ?? []) if (!found.has(comparable(url))) found.set(comparable(url), path)
  }
  return found
}

/** A repository's address without what may differ between two spellings of it: scheme, user, `.git`, slashes at the end. */
export function comparable(url: string): string {
  const plain = url.replace(/\/+$/, '').replace(/\.git$/, '')
  const scp = /^(?:[^@/]+@)?([^:/]+):(?!\/\/)(.+)$/.exec(plain)
  if (scp !== null) return `${scp[1]!.toLowerCase()}/${scp[2]!.replace(/^\/+/, '')}`
  const found = /^[a-z+]+:\/\/(?:[^@/]*@)?([^/]+)(.*)$/i.exec(plain)
  return found === null ? plain : `${found[1]!.toLowerCase().replace(/:(?:22|80|443)$/, '')}${found[2]}`
}
