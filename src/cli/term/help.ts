import type { Command, CommandTable, Flag, FlagTable, Positional } from './command-table.ts'

/** Help is the same everywhere: its width is fixed, not the terminal's. */
const WIDTH = 100
/** Names longer than this push their description to the next line. */
const NAME_WIDTH = 30

/** The list of commands. */
export function overallHelp(table: CommandTable): string {
  const names = table.commands.map(({ name, summary }) => [name, summary] as const)
  return sections([
    [table.summary],
    [`Usage: ${table.program} COMMAND [flags]`],
    ['Commands:', ...columns(names)],
    flagSection('Flags of every command:', table.flags),
    [`"${table.program} COMMAND --help" explains one command.`],
  ])
}

/** Everything about one command. */
export function commandHelp(table: CommandTable, command: Command): string {
  const examples = (command.examples ?? []).flatMap(exampleLines)
  return sections([
    wrap(command.summary, 0),
    [`Usage: ${usage(table, command)}`],
    ...(command.description ?? '').split(/\n\s*\n/).map((paragraph) => wrap(paragraph, 0)),
    titled('Arguments:', columns(argumentRows(command))),
    flagSection('Flags:', command.flags),
    flagSection('Flags of every command:', table.flags),
    titled('Examples:', examples),
  ])
}

function exampleLines({ describe, command }: { readonly describe: string; readonly command: string }): string[] {
  return wrap(`# ${describe}`, 2).concat(`  ${command}`)
}

function usage(table: CommandTable, command: Command): string {
  const positionals = (command.positionals ?? []).map(positionalUsage)
  const rest = command.rest === undefined ? [] : [`[-- ${command.rest.name}...]`]
  return [table.program, command.name, ...positionals, '[flags]', ...rest].join(' ')
}

function positionalUsage({ name, required, repeat }: Positional): string {
  const shown = repeat === true ? `${name}...` : name
  return required === true ? shown : `[${shown}]`
}

function argumentRows(command: Command): (readonly [string, string])[] {
  const rows = (command.positionals ?? []).map(({ name, describe }) => [name, describe] as const)
  return command.rest === undefined ? rows : [...rows, [`-- ${command.rest.name}`, command.rest.describe]]
}

function flagSection(title: string, flags: FlagTable = {}): string[] {
  return titled(title, columns(Object.entries(flags).map(([name, flag]) => [flagName(name, flag), flagText(flag)])))
}

function flagName(name: string, flag: Flag): string {
  const short = flag.short === undefined ? '    ' : `-${flag.short}, `
  return `${short}--${name}${flag.type === 'boolean' ? '' : ` ${flag.value ?? 'VALUE'}`}`
}

function flagText(flag: Flag): string {
  const notes = [
    ...(flag.choices === undefined ? [] : [`one of ${flag.choices.join(', ')}`]),
    ...(flag.repeat === true ? ['may be repeated'] : []),
    ...(flag.default === undefined || flag.default === false ? [] : [`default ${flag.default}`]),
    ...(flag.env === undefined ? [] : [`environment ${flag.env}`]),
  ]
  return notes.length === 0 ? flag.describe : `${flag.describe} (${notes.join('; ')})`
}

function columns(rows: readonly (readonly [name: string, text: string])[]): string[] {
  const width = Math.min(NAME_WIDTH, Math.max(0, ...rows.map(([name]) => name.length)))
  return rows.flatMap(([name, text]) => {
    const [first = '', ...others] = wrap(text, width + 4)
    if (name.length > width) return [`  ${name}`, first, ...others]
    return [`  ${name.padEnd(width)}  ${first.trimStart()}`, ...others]
  })
}

/** Words in lines of at most `WIDTH`, every line indented. */
function wrap(text: string, indent: number): string[] {
  const lines: string[] = []
  for (const word of text.split(/\s+/).filter((each) => each !== '')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= WIDTH) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(' '.repeat(indent) + word)
  }
  return lines
}

function titled(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines]
}

function sections(all: readonly (readonly string[])[]): string {
  return `${all
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}
