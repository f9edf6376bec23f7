import { isUtf8 } from 'node:buffer'
import { spawn, type ChildProcessWithoutNullStreams as Child } from 'node:child_process'
import { CappedBytes, LastBytes } from './bounded-output.ts'
import { findProgram } from './find-program.ts'
import { expectGroup, type Group } from './live-groups.ts'
import { OUTSIDE_CODES, unanswered, type OutsideAnswer, type OutsideCall, type OutsideFailure } from './outside-call.ts'

/** Bounds of one call, in milliseconds and bytes. */
export interface ProcessLimits {
  /** From start to the end of all output; then SIGTERM to the whole group. */
  readonly wallMs: number
  /** From SIGTERM to SIGKILL. */
  readonly graceMs: number
  /** More standard output than this ends the call; a ResourceList is never cut. */
  readonly stdoutBytes: number
  /** So much of the end of standard error is kept. */
  readonly stderrBytes: number
}

/** kpt's own limit of five minutes; the caps are ours, because kpt has none. */
export const DEFAULT_LIMITS: ProcessLimits = {
  wallMs: 300_000,
  graceMs: 10_000,
  stdoutBytes: 64 * 1024 * 1024,
  stderrBytes: 1024 * 1024,
}

/** One program, ready to be started any number of times. */
export interface ProcessSpec {
  /** How messages call it: the image or the exec line. */
  readonly name: string
  /** The file to start (with a slash, or looked up in PATH, see `findProgram`); never a shell line. */
  readonly file: string
  readonly args: readonly string[]
  readonly cwd?: string
  /** The whole environment; see `cleanEnvironment`. */
  readonly env: Readonly<Record<string, string>>
  readonly limits?: Partial<ProcessLimits>
  /** Ends what the signals to the group do not reach (a container); called once, must not block. */
  readonly stop?: () => void
}

/**
 * What a foreign program may see of our environment: where programs are and that text is UTF-8, nothing else. Tokens of
 * a CI job, HOME and proxies stay here unless the caller passes them by name.
 */
export function cleanEnvironment(extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  return { PATH: process.env['PATH'] ?? '/usr/local/bin:/usr/bin:/bin', LANG: 'C.UTF-8', ...extra }
}

/** How a process came to its end; both null when it had to be given up. */
interface End {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

/** How long pipes may stay open after SIGKILL: somebody who left the process group holds them. */
const GIVE_UP_MS = 1_000

/** Starts the program in a process group of its own, writes the input, and waits for its end and for all its output. */
export async function runProcess(spec: ProcessSpec, call: OutsideCall): Promise<OutsideAnswer> {
  const limits = { ...DEFAULT_LIMITS, ...spec.limits }
  const group = expectGroup()
  const started = start(spec)
  if (!started.ok) {
    group.ended()
    return unanswered(started.failure)
  }
  const { child } = started
  const stdout = new CappedBytes(limits.stdoutBytes)
  const stderr = new LastBytes(limits.stderrBytes)
  const watch = new Watch(spec, child, group, limits)

  child.stdout.on('data', (chunk: Buffer) => {
    if (stdout.push(chunk)) return
    watch.breakOff(tooMuch(spec.name, limits.stdoutBytes))
    child.stdout.destroy()
  })
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
  // A function may answer without reading everything (EPIPE); its exit code and output decide, not our write.
  child.stdin.on('error', () => {})
  child.stdin.end(call.input)

  const end = await watch.end()
  const bytes = stdout.bytes()
  const failure = watch.failure ?? signalFailure(spec.name, end) ?? textFailure(spec.name, bytes)
  return {
    stdout: failure === undefined ? bytes.toString('utf8') : '',
    stderr: stderr.text(),
    exitCode: end.code ?? -1,
    ...(failure === undefined ? {} : { failure }),
  }
}

function start(spec: ProcessSpec): { ok: true; child: Child } | { ok: false; failure: OutsideFailure } {
  const file = spec.file.includes('/') ? spec.file : findProgram(spec.file, spec.env['PATH'] ?? '')
  if (file === undefined) return { ok: false, failure: notStarted(spec.name, `there is no program "${spec.file}" in PATH`) }
  try {
    const child = spawn(file, spec.args, {
      argv0: spec.file,
      ...(spec.cwd === undefined ? {} : { cwd: spec.cwd }),
      env: spec.env,
      detached: true,
      shell: false,
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    return { ok: true, child }
  } catch (error) {
    // Most reasons come later as an event; an argument with a NUL or a list that is too long is thrown here.
    return { ok: false, failure: notStarted(spec.name, error) }
  }
}

/** Follows one started process to its end, and brings that end about when a limit is passed. */
class Watch {
  /** Why the process was ended or never ran; the first reason counts. */
  failure: OutsideFailure | undefined
  readonly #spec: ProcessSpec
  readonly #child: Child
  readonly #group: Group
  readonly #limits: ProcessLimits
  readonly #timers: NodeJS.Timeout[] = []
  #end: End = { code: null, signal: null }
  #finish: () => void = () => {}

  constructor(spec: ProcessSpec, child: Child, group: Group, limits: ProcessLimits) {
    this.#spec = spec
    this.#child = child
    this.#group = group
    this.#limits = limits
  }

  async end(): Promise<End> {
    this.#group.started(() => {
      this.#spec.stop?.()
      this.#signal('SIGKILL')
    })
    await new Promise<void>((resolve) => {
      this.#finish = resolve
      this.#child.once('error', (error) => {
        this.failure ??= notStarted(this.#spec.name, error)
        resolve()
      })
      this.#child.once('exit', (code, signal) => {
        this.#end = { code, signal }
      })
      this.#child.once('close', () => resolve())
      this.#after(this.#limits.wallMs, () => this.breakOff(this.#tooLong()))
    })
    this.#group.ended()
    for (const timer of this.#timers) clearTimeout(timer)
    for (const stream of [this.#child.stdin, this.#child.stdout, this.#child.stderr]) stream.destroy()
    this.#child.unref()
    return this.#end
  }

  /** Asks the whole group to end, then makes it, then stops waiting: whatever holds the pipes cannot hold us. */
  breakOff(failure: OutsideFailure): void {
    if (this.failure !== undefined) return
    this.failure = failure
    this.#spec.stop?.()
    this.#signal('SIGTERM')
    this.#after(this.#limits.graceMs, () => {
      this.#signal('SIGKILL')
      this.#after(GIVE_UP_MS, () => this.#finish())
    })
  }

  #after(ms: number, act: () => void): void {
    this.#timers.push(setTimeout(act, ms))
  }

  #signal(signal: NodeJS.Signals): void {
    if (this.#child.pid === undefined) return
    try {
      process.kill(-this.#child.pid, signal)
    } catch {
      // ESRCH: nobody of the group is left.
    }
  }

  #tooLong(): OutsideFailure {
    const seconds = this.#limits.wallMs / 1000
    const { code } = this.#end
    const detail = code === null ? '' : `; it had ended with code ${code}, but something it started kept its output open`
    return {
      code: OUTSIDE_CODES.tooLong,
      message: `function "${this.#spec.name}" was stopped after ${seconds} s, the time limit of one function${detail}`,
    }
  }
}

function notStarted(name: string, error: unknown): OutsideFailure {
  const reason = error instanceof Error ? error.message : String(error)
  return { code: OUTSIDE_CODES.notStarted, message: `function "${name}" could not be started: ${reason}` }
}

function tooMuch(name: string, cap: number): OutsideFailure {
  return {
    code: OUTSIDE_CODES.tooMuch,
    message: `function "${name}" was stopped: it wrote more than ${cap} bytes to standard output, the limit of one function`,
  }
}

function signalFailure(name: string, end: End): OutsideFailure | undefined {
  if (end.signal === null) return undefined
  return { code: OUTSIDE_CODES.signal, message: `function "${name}" was ended by ${end.signal}` }
}

function textFailure(name: string, bytes: Buffer): OutsideFailure | undefined {
  if (isUtf8(bytes)) return undefined
  return { code: OUTSIDE_CODES.notText, message: `function "${name}" wrote something that is not UTF-8 to standard output` }
}
