/** Shell completion, made from the table of commands: what it offers is what the command takes. */

import { flagsOf, type Command, type CommandTable, type Flag } from './command-table.ts'

export const SHELLS = ['bash', 'zsh', 'fish'] as const
export type Shell = (typeof SHELLS)[number]

/** The script that a shell reads (`source <(krm-fleet completion bash)`). */
export function completionScript(table: CommandTable, shell: Shell): string {
  if (shell === 'fish') return fishScript(table)
  // zsh reads the script of bash through its own compatibility layer.
  return shell === 'zsh' ? `autoload -U +X bashcompinit && bashcompinit\n${bashScript(table)}` : bashScript(table)
}

function bashScript(table: CommandTable): string {
  const name = `_${table.program.replaceAll('-', '_')}`
  const groups = new Map<string, string[]>()
  for (const { name: command } of table.commands) {
    const [first, ...rest] = command.split(' ')
    groups.set(first!, [...(groups.get(first!) ?? []), ...(rest.length > 0 ? [rest.join(' ')] : [])])
  }
  const seconds = [...groups].filter(([, words]) => words.length > 0).map(([first, words]) => `    ${first}) COMPREPLY=($(compgen -W '${words.join(' ')}' -- "$cur")); return ;;`)
  const commands = table.commands.map((command) => bashCase(table, command))
  return `${name}() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} line="\${COMP_WORDS[*]:1:COMP_CWORD-1}"
  case "$line" in
${commands.join('\n')}
${seconds.join('\n')}
    '') COMPREPLY=($(compgen -W '${[...groups.keys()].join(' ')} --help --version' -- "$cur")) ;;
  esac
}
complete -o filenames -F ${name} ${table.program}
`
}

function bashCase(table: CommandTable, command: Command): string {
  const flags = [...flagsOf(table, command)]
  const values = flags.flatMap(([name, flag]) => {
    const offer = flag.choices !== undefined ? `-W '${flag.choices.join(' ')}'` : flag.complete === undefined ? undefined : flag.complete === 'directory' ? '-d' : '-f'
    return offer === undefined ? [] : [`${[`--${name}`, ...(flag.short === undefined ? [] : [`-${flag.short}`])].join('|')}) COMPREPLY=($(compgen ${offer} -- "$cur")); return ;;`]
  })
  const files = command.positionals?.some(({ complete }) => complete === 'file') === true ? '-f' : '-d'
  const inner = values.length === 0 ? '' : `case "$prev" in ${values.join(' ')} esac; `
  const names = [...flags.map(([name]) => `--${name}`), '--help'].join(' ')
  return `    '${command.name}'|'${command.name} '*) ${inner}if [[ $cur == -* ]]; then COMPREPLY=($(compgen -W '${names}' -- "$cur")); else COMPREPLY=($(compgen ${files} -- "$cur")); fi; return ;;`
}

function fishScript(table: CommandTable): string {
  const lines = table.commands.flatMap((command) => {
    const words = command.name.split(' ')
    const before = words.slice(0, -1)
    const seen = before.length === 0 ? '__fish_use_subcommand' : `__fish_seen_subcommand_from ${before[0]}`
    const within = words.map((word) => `__fish_seen_subcommand_from ${word}`).join('; and ')
    return [
      `complete -c ${table.program} -n '${seen}' -f -a '${words.at(-1)}' -d '${quoted(command.summary)}'`,
      ...[...flagsOf(table, command)].map(([name, flag]) => fishFlag(table.program, within, name, flag)),
    ]
  })
  return `${lines.join('\n')}\n`
}

function fishFlag(program: string, within: string, name: string, { short, type, choices, describe }: Flag): string {
  const value = choices !== undefined ? ` -x -a '${choices.join(' ')}'` : type === 'boolean' ? '' : ' -r'
  return `complete -c ${program} -n '${within}' -l ${name}${short === undefined ? '' : ` -s ${short}`}${value} -d '${quoted(describe)}'`
}

function quoted(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll("'", String.raw`\'`)
}
