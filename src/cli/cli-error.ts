/**
 * Every code a CliError may carry, and what it stands for. The list is closed: a new refusal gets a new number here,
 * and a number is never used again for something else.
 */
export const CLI_ERROR_CODES = {
  CLI001: 'unknown command or option',
  CLI002: 'missing or malformed argument',
  CLI003: 'options that exclude each other',
  CLI004: 'unusable standard input',
  CLI005: 'unusable configuration',
  IO001: 'a file or directory cannot be read',
  IO002: 'something other than a regular file or directory',
  IO003: 'a symbolic link leaves the package, or stands where something is to be written',
  IO004: 'a limit is exceeded',
  IO005: 'a write failed and nothing was changed',
  IO006: 'another process holds the package',
  IO007: 'a path that no package may contain or no command may write',
  IO008: 'text that is not UTF-8',
  IO009: 'a committed write is unfinished',
  IO010: 'a deletion that needs permission',
  IO011: 'git cannot be run, or refuses',
} as const

export type CliErrorCode = keyof typeof CLI_ERROR_CODES

/** One thing that is wrong: where (relative to the package where there is one), and a sentence that says what to do. */
export interface Problem {
  readonly code: CliErrorCode
  readonly path: string
  readonly message: string
}

/**
 * The command cannot go on because of usage, unusable input, a limit, a failed write or a lock: exit code 2, no stack
 * for the user. `problems` holds every finding; `code` and `path` are those of the first. Messages carry names as they
 * are on disk, so whoever prints them escapes control characters.
 */
export class CliError extends Error {
  override readonly name = 'CliError'
  readonly code: CliErrorCode
  readonly exitCode = 2
  readonly path?: string
  readonly problems: readonly Problem[]

  constructor(code: CliErrorCode, message: string, path?: string, problems?: readonly Problem[]) {
    super(message)
    this.code = code
    if (path !== undefined) this.path = path
    this.problems = problems ?? [{ code, path: path ?? '', message }]
  }

  /** One error for all that was found; never called with nothing. */
  static ofProblems(problems: readonly Problem[], what: string): CliError {
    const [first] = problems
    if (first === undefined) throw new Error('a CliError needs at least one problem')
    if (problems.length === 1) return new CliError(first.code, first.message, first.path, problems)
    const shown = problems.slice(0, MESSAGE_LINES).map((problem) => `  ${problem.code} ${problem.message}`)
    const rest = problems.length - shown.length
    if (rest > 0) shown.push(`  and ${rest} more`)
    return new CliError(first.code, `${problems.length} ${what}:\n${shown.join('\n')}`, first.path, problems)
  }
}

const MESSAGE_LINES = 1000
