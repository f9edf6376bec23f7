// A git repository with a base and a head, and the Action in it as a runner of GitHub starts it: the bundle as a process,
// everything it knows in variables and files.
import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

let bundle: string | undefined

/** The entry file of a bundle that was made from the sources as they are. */
export function actionBundle(): string {
  if (bundle === undefined) {
    const folder = mkdtempSync(join(tmpdir(), 'action-bundle-'))
    process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
    execFileSync(process.execPath, ['scripts/build-action.mjs', folder], { cwd: ROOT })
    bundle = join(folder, 'action.cjs')
  }
  return bundle
}

/** What a step left. */
export interface Step {
  readonly status: number | null
  readonly log: string
  readonly stderr: string
  readonly summary: string
  readonly outputs: ReadonlyMap<string, string>
}

/** `inputs` by their names in action.yml; `environment` counts after what the runner sets. */
export interface StepOptions {
  readonly inputs?: Readonly<Record<string, string>>
  readonly event?: object
  readonly name?: string
  readonly environment?: Readonly<Record<string, string>>
}

export class Repository {
  readonly folder = mkdtempSync(join(tmpdir(), 'action-'))
  readonly root = join(this.folder, 'workspace')

  constructor() {
    mkdirSync(this.root)
    mkdirSync(join(this.folder, 'temp'))
    this.git('init', '-q', '-b', 'main')
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }

  write(files: Readonly<Record<string, string | Buffer>>): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.root, path)), { recursive: true })
      writeFileSync(join(this.root, path), text)
    }
  }

  git(...args: string[]): string {
    // The same commits, with the same ids, on every day and machine.
    const who = { GIT_AUTHOR_NAME: 'Ann', GIT_AUTHOR_EMAIL: 'ann@example.com', GIT_AUTHOR_DATE: '1700000000 +0000', GIT_COMMITTER_NAME: 'Ann', GIT_COMMITTER_EMAIL: 'ann@example.com', GIT_COMMITTER_DATE: '1700000000 +0000' }
    return execFileSync('git', args, { cwd: this.root, encoding: 'utf8', env: { PATH: process.env['PATH'], HOME: this.folder, GIT_CONFIG_NOSYSTEM: '1', ...who } }).trim()
  }

  /** Commits everything; the id. */
  commit(message: string): string {
    this.git('add', '-A')
    this.git('commit', '-q', '--allow-empty', '-m', message)
    return this.git('rev-parse', 'HEAD')
  }

  /** Runs the Action on a pull request from `base` to `head`, unless another event is given. */
  async pullRequest(base: string, head: string, options: StepOptions = {}): Promise<Step> {
    const repo = { full_name: 'acme/packages' }
    return this.run({ name: 'pull_request', event: { pull_request: { number: 7, base: { sha: base, repo }, head: { sha: head, repo } } }, ...options })
  }

  /** Runs the Action. */
  run({ inputs = {}, event = {}, name = 'push', environment = {} }: StepOptions = {}): Promise<Step> {
    const [event_, output, summary] = ['event.json', 'output', 'summary'].map((file) => join(this.folder, file)) as [string, string, string]
    writeFileSync(event_, JSON.stringify(event))
    writeFileSync(output, '')
    writeFileSync(summary, '')
    const given = Object.fromEntries(Object.entries(inputs).map(([input, value]) => [`INPUT_${input.toUpperCase()}`, value]))
    const runner = {
      GITHUB_ACTIONS: 'true', GITHUB_ACTION: '__self', GITHUB_JOB: 'check', GITHUB_WORKFLOW: 'blueprints', GITHUB_REPOSITORY: 'acme/packages', GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_API_URL: 'http://127.0.0.1:9', GITHUB_SHA: '0123456789012345678901234567890123456789', GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: event_,
      GITHUB_WORKSPACE: this.root, GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary, RUNNER_TEMP: join(this.folder, 'temp'),
    }
    const child = spawn(process.execPath, [actionBundle()], { cwd: this.root, env: { PATH: process.env['PATH'], ...runner, ...given, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] })
    const texts = { log: '', stderr: '' }
    child.stdout.setEncoding('utf8').on('data', (text: string) => (texts.log += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (texts.stderr += text))
    return new Promise((resolve, reject) => {
      child.on('error', reject)
      child.on('close', (status) => resolve({ status, ...texts, summary: readFileSync(summary, 'utf8'), outputs: outputsIn(readFileSync(output, 'utf8')) }))
    })
  }
}

/** Reads the file as the runner does: `name<<delimiter`, lines, delimiter. */
function outputsIn(text: string): Map<string, string> {
  const outputs = new Map<string, string>()
  const lines = text.split('\n')
  for (let index = 0; index < lines.length - 1; index++) {
    const [, name, delimiter] = /^([\w-]+)<<(.+)$/.exec(lines[index]!) ?? []
    const end = lines.indexOf(delimiter ?? '', index + 1)
    if (name === undefined || end === -1) throw new Error(`no output: ${lines[index]}`)
    outputs.set(name, lines.slice(index + 1, end).join('\n'))
    index = end
  }
  return outputs
}

/**
 * The commands that the runner takes from a log, in the way of its ActionCommandManager: nothing between stop-commands and
 * its token, `::name …::` at the start of a line, `##[name]` anywhere in one.
 */
export function commandsIn(log: string): string[] {
  const commands: string[] = []
  let token: string | undefined
  for (const line of log.split(/\r\n|\r|\n/)) {
    if (token !== undefined) {
      if (line.trim() === `::${token}::`) token = undefined
      continue
    }
    const [, stopped] = /^\s*::stop-commands::(.+)$/.exec(line) ?? []
    if (stopped !== undefined) token = stopped
    else if (/^\s*::/.test(line) || line.includes('##[')) commands.push(line)
  }
  if (token !== undefined) throw new Error('commands were stopped and never taken again')
  return commands
}
