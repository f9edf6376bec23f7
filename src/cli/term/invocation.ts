import type { Command } from './command-table.ts'

/** Where a value comes from; `default` also where there is no value at all. */
export type Source = 'flag' | 'environment' | 'default'

/** A value in the type its flag has in the table. */
export type FlagValue = boolean | string | number | readonly string[]

/** A flag as it stands for this invocation. */
export interface FlagSetting {
  readonly value: FlagValue | undefined
  readonly source: Source
}

/**
 * One command with everything that was given to it, checked against the table. Asking for a flag that the table does not
 * have, or for a flag of another type, is a defect of ours and throws.
 */
export class Invocation {
  readonly command: Command
  /** What came after `--`, where the command has a use for it. */
  readonly rest: readonly string[]
  readonly #flags: ReadonlyMap<string, FlagSetting>
  readonly #positionals: ReadonlyMap<string, readonly string[]>

  constructor(
    command: Command,
    flags: ReadonlyMap<string, FlagSetting>,
    positionals: ReadonlyMap<string, readonly string[]>,
    rest: readonly string[],
  ) {
    this.command = command
    this.rest = rest
    this.#flags = flags
    this.#positionals = positionals
  }

  /** A boolean flag; false when neither given nor defaulted. */
  on(flag: string): boolean {
    const value = this.#setting(flag).value ?? false
    return typeof value === 'boolean' ? value : wrongType(flag)
  }

  text(flag: string): string | undefined {
    const { value } = this.#setting(flag)
    return value === undefined || typeof value === 'string' ? value : wrongType(flag)
  }

  integer(flag: string): number | undefined {
    const { value } = this.#setting(flag)
    return value === undefined || typeof value === 'number' ? value : wrongType(flag)
  }

  /** Every value of a flag that repeats, in the order given. */
  list(flag: string): readonly string[] {
    const value = this.#setting(flag).value ?? []
    return typeof value === 'object' ? value : wrongType(flag)
  }

  source(flag: string): Source {
    return this.#setting(flag).source
  }

  /** The positional of that name, or the first of several. */
  positional(name: string): string | undefined {
    return this.positionals(name)[0]
  }

  positionals(name: string): readonly string[] {
    const values = this.#positionals.get(name)
    if (values === undefined) throw new Error(`"${this.command.name}" has no positional ${name}`)
    return values
  }

  #setting(flag: string): FlagSetting {
    const setting = this.#flags.get(flag)
    if (setting === undefined) throw new Error(`"${this.command.name}" has no flag --${flag}`)
    return setting
  }
}

function wrongType(flag: string): never {
  throw new Error(`--${flag} has another type in the table`)
}
