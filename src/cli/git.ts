/**
 * The only file that runs git. It reads and writes object databases of clones on this machine: no transport, no hook, no
 * configuration but the clone's own with everything switched off that could start a program, arguments as arrays, and
 * revisions only by names that `whyNoRef` accepts.
 */

import { spawnSync } from 'node:child_process'
import { CliError } from './cli-error.ts'
import { isCommitId, whyNoRef } from './git-ref.ts'

/** A revision that was found. */
export interface Revision {
  readonly commit: string
  /** The full name that it was found by: `refs/tags/v1`; the id itself for a commit. */
  readonly ref: string
}

/** One file of a tree, not yet read. */
export interface TreeEntry {
  /** Relative to the directory that was listed. */
  readonly path: string
  /** `100644`, `100755`, `120000` (link) or `160000` (submodule). */
  readonly mode: string
  readonly object: string
  /** In bytes; 0 for a submodule. */
  readonly size: number
}

/** What could start a program or reach another machine, switched off whatever the clone's configuration says. */
const SETTINGS = [
  'core.hooksPath=/dev/null', 'core.fsmonitor=false', 'core.attributesFile=/dev/null', 'core.sshCommand=false', 'core.askPass=false',
  'core.alternateRefsCommand=false', 'core.pager=cat', 'core.quotePath=false', 'credential.helper=', 'protocol.allow=never', 'diff.external=',
  'gpg.program=false', 'commit.gpgSign=false', 'gc.auto=0', 'maintenance.auto=false', 'fetch.recurseSubmodules=false', 'submodule.recurse=false',
].flatMap((setting) => ['-c', setting])

const ENVIRONMENT: Readonly<Record<string, string>> = {
  LANG: 'C',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_ATTR_NOSYSTEM: '1',
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_PROTOCOL_FROM_USER: '0',
  GIT_TERMINAL_PROMPT: '0',
  GIT_NO_LAZY_FETCH: '1',
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_LITERAL_PATHSPECS: '1',
  GIT_OPTIONAL_LOCKS: '0',
}

const MAX_OUTPUT = 256 * 1024 * 1024

/** Whether clones that belong to another user are read; git refuses them otherwise, because of what their configuration may start. */
let trustsOtherOwners = false

/** For a machine on which all clones are the caller's own, whoever they belong to: the job of a workflow in a container. */
export function trustOtherOwners(): void {
  trustsOtherOwners = true
}

interface Ran {
  readonly ok: boolean
  readonly stdout: Buffer
  readonly stderr: string
}

function git(directory: string, args: readonly string[], input: string | Buffer = '', environment: Readonly<Record<string, string>> = {}): Ran {
  const path = process.env['PATH'] ?? '/usr/local/bin:/usr/bin:/bin'
  const { error, status, stdout, stderr } = spawnSync('git', ['--no-pager', ...SETTINGS, ...(trustsOtherOwners ? ['-c', 'safe.directory=*'] : []), '-C', directory, ...args], {
    input,
    env: { PATH: path, ...ENVIRONMENT, ...environment },
    maxBuffer: MAX_OUTPUT,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  if (error !== undefined) {
    const why = 'code' in error && error.code === 'ENOENT' ? 'there is no program git in PATH' : error.message
    throw new CliError('IO011', `git cannot be run in ${directory}: ${why}`, directory)
  }
  return { ok: status === 0, stdout, stderr: stderr.toString('utf8').trim() }
}

function must(directory: string, args: readonly string[], input: string | Buffer = '', environment: Readonly<Record<string, string>> = {}): Buffer {
  const { ok, stdout, stderr } = git(directory, args, input, environment)
  if (!ok) throw new CliError('IO011', `git ${args[0]!} failed in ${directory}: ${stderr === '' ? 'it gave no reason' : stderr}`, directory)
  return stdout
}

/** A clone on this machine, with or without a working tree. */
export class GitClone {
  /** The top of the working tree; the repository itself where there is none. */
  readonly root: string
  readonly bare: boolean

  private constructor(root: string, bare: boolean) {
    this.root = root
    this.bare = bare
  }

  /** The clone that a directory lies in; undefined when it lies in none. */
  static at(directory: string): GitClone | undefined {
    const { ok, stdout, stderr } = git(directory, ['rev-parse', '--is-bare-repository', '--absolute-git-dir'])
    if (!ok) {
      if (stderr.includes('dubious ownership')) throw new CliError('IO011', `${directory} belongs to another user, so git refuses to read it: run as its owner`, directory)
      return undefined
    }
    const [bare, own] = stdout.toString('utf8').trimEnd().split('\n')
    if (bare === 'true') return new GitClone(own!, true)
    const top = git(directory, ['rev-parse', '--show-toplevel'])
    return top.ok ? new GitClone(top.stdout.toString('utf8').trimEnd(), false) : undefined
  }

  /** URLs of its remotes by their names. */
  remotes(): ReadonlyMap<string, string> {
    const { stdout } = git(this.root, ['config', '--local', '-z', '--get-regexp', String.raw`^remote\..*\.url$`])
    const entries = stdout.toString('utf8').split('\0').filter((entry) => entry !== '')
    return new Map(entries.map((entry) => {
      const lf = entry.indexOf('\n')
      return [entry.slice('remote.'.length, lf - '.url'.length), entry.slice(lf + 1)]
    }))
  }

  /** The branch that is checked out, `refs/heads/main`; undefined for a detached HEAD. */
  head(): string | undefined {
    const { ok, stdout } = git(this.root, ['symbolic-ref', '-q', 'HEAD'])
    return ok ? stdout.toString('utf8').trimEnd() : undefined
  }

  /** The first of several names that the clone knows: as a tag, a branch, a branch of a remote, or a commit's id. */
  resolve(...names: readonly string[]): Revision | undefined {
    const candidates = names.flatMap((name) => {
      const why = whyNoRef(name)
      if (why !== undefined) throw new CliError('CLI002', `"${name}" is no tag, branch or commit: ${why}`)
      if (isCommitId(name)) return [name]
      if (name === 'HEAD' || name.startsWith('refs/')) return [name]
      return [`refs/tags/${name}`, `refs/heads/${name}`, ...[...this.remotes().keys()].map((remote) => `refs/remotes/${remote}/${name}`)]
    })
    const answers = must(this.root, ['cat-file', '--batch-check=%(objectname)'], candidates.map((candidate) => `${candidate}^{commit}\n`).join(''))
    const ids = answers.toString('utf8').split('\n')
    const found = candidates.findIndex((_, index) => isCommitId(ids[index] ?? ''))
    return found === -1 ? undefined : { commit: ids[found]!, ref: candidates[found]! }
  }

  /** Tags `<directory>/<name>` in the order of their versions, each with its commit and that commit's message. */
  tagsBelow(directory: string): (Revision & { readonly name: string; readonly message: string })[] {
    const format = '--format=%(refname)%00%(if)%(*objectname)%(then)%(*objectname)%00%(*contents)%(else)%(objectname)%00%(contents)%(end)%00'
    const parts = must(this.root, ['for-each-ref', '--sort=version:refname', format, `refs/tags/${directory}/`]).toString('utf8').split('\0')
    const tags = Array.from({ length: Math.floor(parts.length / 3) }, (_, index) => ({ ref: parts[3 * index]!.trimStart(), commit: parts[3 * index + 1]!, message: parts[3 * index + 2]! }))
    return tags.map((tag) => ({ ...tag, name: tag.ref.slice(`refs/tags/${directory}/`.length) })).filter(({ name }) => !name.includes('/'))
  }

  /** The id of a directory's tree in a commit; undefined when there is none. `directory` is a safe path, `''` the root. */
  treeOf(commit: string, directory: string): string | undefined {
    const answer = must(this.root, ['cat-file', '--batch-check=%(objectname) %(objecttype)'], `${commit}:${directory}\n`).toString('utf8')
    return /(?:^|\n)([0-9a-f]+) tree(?:\n|$)/.exec(answer)?.[1]
  }

  /** Every file below a tree, in git's order. */
  list(tree: string): TreeEntry[] {
    const lines = must(this.root, ['ls-tree', '-r', '-z', '-l', '--full-tree', tree]).toString('utf8').split('\0')
    return lines.flatMap((line) => {
      const found = /^(\d{6}) \w+ ([0-9a-f]+) +(\d+|-)\t([\s\S]+)$/.exec(line)
      return found === null ? [] : [{ mode: found[1]!, object: found[2]!, size: found[3] === '-' ? 0 : Number(found[3]), path: found[4]! }]
    })
  }

  /** The content of objects, in their order; one process whatever their number. */
  read(objects: readonly string[]): Buffer[] {
    if (objects.length === 0) return []
    const all = must(this.root, ['cat-file', '--batch'], objects.map((object) => `${object}\n`).join(''))
    let at = 0
    return objects.map((object) => {
      const lf = all.indexOf(0x0a, at)
      const size = Number(/ blob (\d+)$/.exec(all.toString('latin1', at, lf))?.[1] ?? Number.NaN)
      if (Number.isNaN(size)) throw new CliError('IO011', `${object} cannot be read from ${this.root}: it is no file of it`, this.root)
      at = lf + 1 + size + 1
      return all.subarray(lf + 1, lf + 1 + size)
    })
  }

  /** The last commit up to `commit` that touched a directory, with its whole message; undefined when none did. */
  lastTouched(commit: string, directory: string): { readonly commit: string; readonly message: string } | undefined {
    const text = must(this.root, ['log', '-1', '--format=%H%n%B', commit, '--', directory === '' ? '.' : directory]).toString('utf8')
    const lf = text.indexOf('\n')
    return lf === -1 ? undefined : { commit: text.slice(0, lf), message: text.slice(lf + 1) }
  }

  /** What is not committed below a directory of the working tree: paths from the root. */
  uncommitted(directory: string): string[] {
    if (this.bare) return []
    const text = must(this.root, ['status', '--porcelain=v1', '-z', '--untracked-files=all', '--no-renames', '--ignore-submodules=all', '--', directory === '' ? '.' : directory]).toString('utf8')
    return text.split('\0').flatMap((entry) => (entry === '' ? [] : [entry.slice(3)]))
  }

  /** Where the branch that is checked out and a commit parted; the commit itself where the clone is too shallow to know. */
  mergeBase(commit: string): string {
    const base = git(this.root, ['merge-base', 'HEAD', commit])
    return base.ok ? base.stdout.toString('utf8').trimEnd() : commit
  }

  /** Files that differ between the working tree and `mergeBase`, files that are not added yet among them: paths from the root. */
  changedSince(commit: string): string[] {
    const from = this.mergeBase(commit)
    const differing = must(this.root, ['diff', '--name-only', '-z', '--no-renames', '--no-ext-diff', '--no-textconv', '--ignore-submodules=all', from, '--']).toString('utf8').split('\0')
    const added = must(this.root, ['ls-files', '-z', '--others', '--exclude-standard']).toString('utf8').split('\0')
    return [...differing, ...added].filter((path) => path !== '')
  }

  /** Who commits, and when, as git would say it for this user: `Name <mail> 1700000000 +0000`. */
  identity(): string {
    const environment = Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) =>
      (name === 'HOME' || name === 'XDG_CONFIG_HOME' || /^GIT_COMMITTER_(?:NAME|EMAIL|DATE)$/.test(name)) && value !== undefined ? [[name, value]] : []))
    const { ok, stdout } = git(this.root, ['var', 'GIT_COMMITTER_IDENT'], '', { ...environment, ...(environment['HOME'] !== undefined && { GIT_CONFIG_GLOBAL: `${environment['HOME']}/.gitconfig` }) })
    if (!ok) throw new CliError('IO011', 'git does not know who commits: set user.name and user.email, or GIT_COMMITTER_NAME and GIT_COMMITTER_EMAIL', this.root)
    return stdout.toString('utf8').trimEnd()
  }

  /** Runs a stream of `git fast-import`: all its commits and its branches change, or nothing does. */
  importCommits(stream: Buffer): void {
    must(this.root, ['fast-import', '--quiet', '--done', '--date-format=raw'], stream)
  }

  /** Takes the working tree and the index from one commit to another; refused by git where it would lose an edit. */
  moveWorkingTree(from: string, to: string): void {
    must(this.root, ['read-tree', '-m', '-u', from, to])
  }
}
