import { findProgram } from './find-program.ts'
import { OUTSIDE_CODES, type OutsideFailure, type Prepared } from './outside-call.ts'
import { cleanEnvironment, runProcess, type ProcessLimits } from './process.ts'
import { splitCommand } from './split-command.ts'

/** How programs are run. */
export interface ExecOptions {
  /** Where relative programs are looked for and where the program runs: the caller's directory, not the package's. */
  readonly cwd?: string
  /** Environment besides PATH and LANG. kpt passes its own whole environment; here every variable is a decision. */
  readonly env?: Readonly<Record<string, string>>
  readonly limits?: Partial<ProcessLimits>
}

/**
 * Prepares the `exec` function of a Kptfile. The program is found as kpt finds it: with a slash relative to the caller's
 * directory, without one in PATH, where only absolute entries count (Go refuses a program found through `.`).
 * Whether running programs is allowed at all (`--allow-exec`) is for the caller to decide before.
 */
export function prepareExec(line: string, options: ExecOptions = {}): Prepared {
  const split = splitCommand(line)
  if (!split.ok) return { ok: false, failure: badCommand(line, split.reason) }
  const [program = '', ...args] = split.words
  if (program === '') return { ok: false, failure: badCommand(line, 'it names no program') }
  const env = cleanEnvironment(options.env)
  if (!program.includes('/') && findProgram(program, env['PATH'] ?? '') === undefined) {
    return { ok: false, failure: notFound(line, program) }
  }
  const spec = {
    name: line,
    file: program,
    args,
    cwd: options.cwd ?? process.cwd(),
    env,
    ...(options.limits === undefined ? {} : { limits: options.limits }),
  }
  return { ok: true, name: line, run: (call) => runProcess(spec, call) }
}

function badCommand(line: string, reason: string): OutsideFailure {
  return { code: OUTSIDE_CODES.badCommand, message: `exec command "${line}" cannot be split into words: ${reason}` }
}

function notFound(line: string, program: string): OutsideFailure {
  return {
    code: OUTSIDE_CODES.notStarted,
    message:
      `function "${line}" could not be started: there is no program "${program}" in PATH; ` +
      `write ./${program} for one in the directory krm-fleet is called from`,
  }
}
