import { parseArgs } from 'node:util'
import { CliError } from '../cli-error.ts'
import { flagsOf, type Command, type CommandTable, type Flag } from './command-table.ts'
import { commandHelp, overallHelp } from './help.ts'
import { Invocation, type FlagSetting, type FlagValue } from './invocation.ts'
import { nearestName } from '#krm/nearest-name.ts'

/** What the arguments ask for. Help that was not asked for (no command at all) is for standard error and exit 2. */
export type Reading =
  | { readonly kind: 'help'; readonly text: string; readonly asked: boolean }
  | { readonly kind: 'version' }
  | { readonly kind: 'command'; readonly invocation: Invocation }

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads the arguments after the program's name. The command comes first, flags and positionals in any order behind it,
 * `--flag value` and `--flag=value` alike, `--` ends the flags. Throws a CliError for whatever the table does not allow.
 */
export function readArguments(table: CommandTable, argv: readonly string[], environment: Environment): Reading {
  const [first] = argv
  if (first === undefined) return { kind: 'help', text: overallHelp(table), asked: false }
  if (first === '--help' || first === '-h') return { kind: 'help', text: overallHelp(table), asked: true }
  if (first === '--version') return { kind: 'version' }
  if (first === 'help' && !table.commands.some(({ name }) => name === 'help')) return readHelp(table, argv.slice(1))
  const command = findCommand(table, argv)
  if (command === undefined) throw unknownCommand(table, argv)
  return readCommand(table, command, argv.slice(command.name.split(' ').length), environment)
}

function readHelp(table: CommandTable, words: readonly string[]): Reading {
  if (words.length === 0) return { kind: 'help', text: overallHelp(table), asked: true }
  const command = findCommand(table, words)
  if (command === undefined) throw unknownCommand(table, words)
  return { kind: 'help', text: commandHelp(table, command), asked: true }
}

/** The command whose words the arguments begin with; the longest where one is the beginning of another. */
function findCommand(table: CommandTable, argv: readonly string[]): Command | undefined {
  return table.commands
    .filter(({ name }) => name.split(' ').every((word, i) => argv[i] === word))
    .sort((a, b) => b.name.split(' ').length - a.name.split(' ').length)[0]
}

function unknownCommand(table: CommandTable, argv: readonly string[]): CliError {
  const [first = ''] = argv
  if (first.startsWith('-')) {
    const expected = `${table.program} COMMAND [flags]`
    return new CliError('CLI001', `"${first}" stands where the command is expected: ${expected}${seeHelp(table)}`)
  }
  const names = table.commands.map(({ name }) => name)
  // A command of several words is compared with as many of the words given.
  const meant = names.find((name) => nearestName(argv.slice(0, name.split(' ').length).join(' '), [name]) !== undefined)
  const closest = nearestName(first, names) ?? meant
  const members = names.filter((name) => name.startsWith(`${first} `))
  if (members.length > 0 && closest === undefined) {
    const seconds = members.map((name) => name.slice(first.length + 1))
    return new CliError('CLI001', `"${first}" is followed by one of: ${seconds.join(', ')}`)
  }
  return new CliError('CLI001', `there is no command "${first}"${didYouMean(closest)}${seeHelp(table)}`)
}

function readCommand(
  table: CommandTable,
  command: Command,
  argv: readonly string[],
  environment: Environment,
): Reading {
  const flags = flagsOf(table, command)
  const given = new Map<string, FlagValue>()
  const words: string[] = []
  const rest: string[] = []
  let ended = false
  for (const token of tokens(flags, argv)) {
    if (token.kind === 'option-terminator') ended = true
    else if (token.kind === 'positional') (ended && command.rest !== undefined ? rest : words).push(token.value)
    else {
      if (token.name === 'help') return { kind: 'help', text: commandHelp(table, command), asked: true }
      const flag = flags.get(token.name)
      if (flag === undefined) throw unknownFlag(table, command, token.rawName, flags)
      const value = readValue(token.rawName, flag, token)
      const before = given.get(token.name)
      given.set(token.name, flag.repeat === true ? [...(Array.isArray(before) ? before : []), String(value)] : value)
    }
  }
  const settings = new Map<string, FlagSetting>()
  for (const [name, flag] of flags) settings.set(name, settle(name, flag, given.get(name), environment))
  return { kind: 'command', invocation: new Invocation(command, settings, placeWords(table, command, words), rest) }
}

/** Not strict: parseArgs would refuse `--flag=false`, and its messages know nothing of our table. */
function tokens(flags: ReadonlyMap<string, Flag>, argv: readonly string[]) {
  const options = new Map<string, { type: 'boolean' | 'string'; short?: string }>()
  options.set('help', { type: 'boolean', short: 'h' })
  for (const [name, { type, short }] of flags) {
    options.set(name, { type: type === 'boolean' ? 'boolean' : 'string', ...(short === undefined ? {} : { short }) })
  }
  const config = { options: Object.fromEntries(options), strict: false, allowPositionals: true, tokens: true } as const
  return parseArgs({ ...config, args: [...argv] }).tokens
}

interface ValueToken {
  readonly value?: string | undefined
  readonly inlineValue?: boolean | undefined
}

function readValue(rawName: string, flag: Flag, { value, inlineValue }: ValueToken): boolean | string | number {
  if (flag.type === 'boolean') return value === undefined ? true : checked(rawName, flag, value)
  if (value === undefined) throw new CliError('CLI002', `${rawName} needs a value: ${rawName} ${placeholder(flag)}`)
  if (inlineValue !== true && value.length > 1 && value.startsWith('-')) {
    const instead = `write ${rawName}=${value} if it is the value`
    throw new CliError('CLI002', `${rawName} needs a value, but "${value}" looks like a flag; ${instead}`)
  }
  // `-o=x` is x, as in kpt; parseArgs keeps the sign.
  return checked(rawName, flag, inlineValue === true && !rawName.startsWith('--') ? value.replace(/^=/, '') : value)
}

const BOOLEANS = new Map([
  ...['true', 't', '1'].map((word) => [word, true] as const),
  ...['false', 'f', '0'].map((word) => [word, false] as const),
])

/** The value in its type, or a CliError that names where it was given: a flag or a variable. */
function checked(where: string, flag: Flag, value: string): boolean | string | number {
  const wrong = (expected: string) => new CliError('CLI002', `${where} is "${value}" and must be ${expected}`)
  if (flag.type === 'boolean') {
    const boolean = BOOLEANS.get(value.toLowerCase())
    if (boolean === undefined) throw wrong('true or false')
    return boolean
  }
  if (flag.type === 'integer') {
    if (!/^\d{1,15}$/.test(value)) throw wrong('a number that is not negative')
    return Number(value)
  }
  if (flag.choices === undefined) return value
  const choice = flag.choices.find((each) => each.toLowerCase() === value.toLowerCase())
  if (choice === undefined) throw wrong(`one of ${flag.choices.join(', ')}${didYouMean(nearestName(value, flag.choices))}`)
  return choice
}

function settle(name: string, flag: Flag, given: FlagValue | undefined, environment: Environment): FlagSetting {
  if (given !== undefined) return { value: given, source: 'flag' }
  const variable = flag.env === undefined ? '' : (environment[flag.env] ?? '')
  if (variable !== '') {
    const value = checked(`${flag.env} (for --${name})`, flag, variable)
    return { value: flag.repeat === true ? [String(value)] : value, source: 'environment' }
  }
  return { value: flag.default, source: 'default' }
}

function placeWords(table: CommandTable, command: Command, words: readonly string[]): Map<string, readonly string[]> {
  const placed = new Map<string, readonly string[]>()
  let at = 0
  for (const { name, required, repeat, describe } of command.positionals ?? []) {
    const values = repeat === true ? words.slice(at) : words.slice(at, at + 1)
    if (required === true && values.length === 0) {
      throw new CliError('CLI002', `${table.program} ${command.name} needs ${name}: ${describe}${seeHelp(table, command)}`)
    }
    placed.set(name, values)
    at += values.length
  }
  if (at === words.length) return placed
  const takes = at === 0 ? 'no arguments' : at === 1 ? 'one argument' : `${at} arguments`
  const message = `"${words[at]}" is too much: ${table.program} ${command.name} takes ${takes}`
  throw new CliError('CLI002', message + seeHelp(table, command))
}

function unknownFlag(
  table: CommandTable,
  command: Command,
  rawName: string,
  flags: ReadonlyMap<string, Flag>,
): CliError {
  const known = [...flags.keys()].map((name) => `--${name}`)
  const meant = rawName.startsWith('--') ? nearestName(rawName, known) : undefined
  const message = `${table.program} ${command.name} has no flag ${rawName}${didYouMean(meant)}`
  return new CliError('CLI001', message + seeHelp(table, command))
}

function placeholder(flag: Flag): string {
  return flag.value ?? 'VALUE'
}

function didYouMean(candidate: string | undefined): string {
  return candidate === undefined ? '' : `; did you mean ${candidate}?`
}

function seeHelp(table: CommandTable, command?: Command): string {
  return ` ("${table.program}${command === undefined ? '' : ` ${command.name}`} --help" lists what there is)`
}
