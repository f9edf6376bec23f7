/** Everything the command line understands, as data: arguments, help and shell completion are read from one table. */
export interface CommandTable {
  readonly program: string
  /** One line. */
  readonly summary: string
  /** Flags of every command. `--help` (`-h`) and `--version` need not be listed. */
  readonly flags?: FlagTable
  /** In the order of the help. */
  readonly commands: readonly Command[]
}

/** One thing the program does. */
export interface Command {
  /** One word or several, as in `fleet diff`. */
  readonly name: string
  /** One line, shown in the list of commands. */
  readonly summary: string
  /** Paragraphs below the usage line, parted by blank lines. */
  readonly description?: string
  readonly positionals?: readonly Positional[]
  /** What everything after `--` is for; without it `--` only ends the flags. */
  readonly rest?: { readonly name: string; readonly describe: string }
  readonly flags?: FlagTable
  readonly examples?: readonly { readonly command: string; readonly describe: string }[]
}

/** Flags by their long name. */
export type FlagTable = Readonly<Record<string, Flag>>

/** One flag. */
export interface Flag {
  /** A boolean takes no value or `=true` and `=false`; an integer is not negative. */
  readonly type: 'boolean' | 'text' | 'integer'
  /** One sentence. */
  readonly describe: string
  /** One letter. */
  readonly short?: string
  /** How help names the value; VALUE unless given. */
  readonly value?: string
  readonly default?: boolean | string | number
  /** The variable that stands in for a flag that is not given; an empty one counts as unset. */
  readonly env?: string
  /** The only values of a text, compared without regard to case. */
  readonly choices?: readonly string[]
  /** A text that may be given several times; otherwise the last one counts. */
  readonly repeat?: boolean
  /** What a shell completes here. */
  readonly complete?: 'file' | 'directory'
}

/** One argument that has a place instead of a name. */
export interface Positional {
  /** In capitals, as help shows it. */
  readonly name: string
  readonly describe: string
  readonly required?: boolean
  /** Takes all that follow; only the last may. */
  readonly repeat?: boolean
  readonly complete?: 'file' | 'directory'
}

/** The flags a command understands: its own, then those of every command. */
export function flagsOf(table: CommandTable, command: Command): ReadonlyMap<string, Flag> {
  return new Map([...Object.entries(command.flags ?? {}), ...Object.entries(table.flags ?? {})])
}

/** What is wrong with a table itself; a test of the real table expects nothing. */
export function tableDefects(table: CommandTable): string[] {
  return table.commands.flatMap((command) => {
    const defects = [...flagDefects(table, command), ...positionalDefects(command.positionals ?? [])]
    return defects.map((defect) => `${command.name}: ${defect}`)
  })
}

function positionalDefects(positionals: readonly Positional[]): string[] {
  const defects: string[] = []
  positionals.forEach(({ name, repeat, required }, i) => {
    if (repeat === true && i < positionals.length - 1) defects.push(`${name} repeats and is not the last`)
    const before = positionals[i - 1]
    if (required === true && before !== undefined && before.required !== true) {
      defects.push(`${name} is required after an optional one`)
    }
  })
  return defects
}

const TYPES = { boolean: 'boolean', text: 'string', integer: 'number' } as const

function flagDefects(table: CommandTable, command: Command): string[] {
  const twice = Object.keys(command.flags ?? {}).filter((name) => table.flags?.[name] !== undefined)
  const defects = twice.map((name) => `--${name} is a flag of every command`)
  const shorts = new Map([['h', 'help']])
  for (const [name, flag] of flagsOf(table, command)) {
    if (name === 'help' || name === 'version') defects.push(`--${name} is taken`)
    const other = flag.short === undefined ? undefined : shorts.get(flag.short)
    if (other !== undefined) defects.push(`-${flag.short} is both --${other} and --${name}`)
    if (flag.short !== undefined) shorts.set(flag.short, name)
    const textOnly = flag.choices !== undefined || flag.repeat === true
    if (textOnly && flag.type !== 'text') defects.push(`--${name} is no text`)
    if (flag.default === undefined) continue
    const fits = typeof flag.default === TYPES[flag.type] && flag.repeat !== true
    if (!fits) defects.push(`--${name} has a default of another type`)
  }
  return defects
}
