import { describe, expect, it } from 'vitest'
import { CliError } from '../cli-error.ts'
import { readArguments } from './args.ts'
import { tableDefects, type Command, type CommandTable } from './command-table.ts'
import type { Invocation } from './invocation.ts'

const render: Command = {
  name: 'render',
  summary: 'Renders a package as kpt does.',
  description: 'Runs the pipelines of a package and of its sub-packages, children first, and writes what changed.\n\nNothing is written when a function fails.',
  positionals: [{ name: 'PKG_PATH', describe: 'the package; the working directory unless given', complete: 'directory' }],
  flags: {
    output: { type: 'text', short: 'o', value: 'DEST', describe: 'Writes the result there: stdout, unwrap, or a directory that does not exist.' },
    'allow-exec': { type: 'boolean', describe: 'Allows programs (exec:) in the pipeline.' },
    'truncate-output': { type: 'boolean', default: true, describe: 'Cuts results and standard error to four lines.' },
    'image-prefix': { type: 'text', default: 'ghcr.io/x/', env: 'KPT_IMAGE_PREFIX', value: 'PREFIX', describe: 'Stands before short image names.' },
    'image-pull-policy': { type: 'text', choices: ['always', 'ifNotPresent', 'never'], default: 'ifNotPresent', value: 'WHEN', describe: 'When images are pulled.' },
    jobs: { type: 'integer', short: 'j', env: 'JOBS', describe: 'How many at once.' },
    set: { type: 'text', repeat: true, env: 'SET', value: 'NAME=VALUE', describe: 'Sets a value.' },
  },
  examples: [{ describe: 'Render and look at the result.', command: 'krm-fleet render app -o unwrap' }],
}
const table: CommandTable = {
  program: 'krm-fleet',
  summary: 'From metadata to rendered repositories.',
  flags: { quiet: { type: 'boolean', short: 'q', describe: 'Says less.' } },
  commands: [
    render,
    { name: 'check', summary: 'Checks.', positionals: [{ name: 'PATH', describe: 'what to check', required: true, repeat: true }] },
    { name: 'fleet', summary: 'Shows the fleet.' },
    { name: 'fleet diff', summary: 'Compares two fleets.', positionals: [{ name: 'OLD', describe: 'a', required: true }, { name: 'NEW', describe: 'b' }] },
    { name: 'package clone', summary: 'Clones.' },
    { name: 'eval', summary: 'Runs one function.', positionals: [{ name: 'PKG', describe: 'p' }], rest: { name: 'ARGS', describe: 'pairs for the function' } },
  ],
}

function read(line: string | readonly string[], environment: Record<string, string> = {}): Invocation {
  const reading = readArguments(table, typeof line === 'string' ? line.split(' ') : line, environment)
  if (reading.kind !== 'command') throw new Error(`it is ${reading.kind}`)
  return reading.invocation
}

function refusal(line: string | readonly string[], environment: Record<string, string> = {}): string {
  try {
    read(line, environment)
  } catch (error) {
    if (error instanceof CliError) return `${error.code} ${error.message}`
    throw error
  }
  return 'accepted'
}

describe('readArguments', () => {
  it('takes flags and positionals in any order', () => {
    for (const line of ['render app -o stdout --allow-exec', 'render -o stdout app --allow-exec', 'render --allow-exec --output=stdout app', 'render -ostdout -q app --allow-exec=true']) {
      const given = read(line)
      expect([given.command.name, given.positional('PKG_PATH'), given.text('output'), given.on('allow-exec')]).toEqual(['render', 'app', 'stdout', true])
    }
  })

  it('takes the longest command that fits', () => {
    expect(read('fleet').command.name).toBe('fleet')
    expect(read('fleet diff a b').positionals('NEW')).toEqual(['b'])
    expect(read('fleet diff a').positionals('NEW')).toEqual([])
    expect(read('check a b c').positionals('PATH')).toEqual(['a', 'b', 'c'])
  })

  it('lets a flag win over its variable, and that over the default', () => {
    const prefix = (line: string, environment = {}) => {
      const given = read(line, environment)
      return [given.text('image-prefix'), given.source('image-prefix')]
    }
    expect(prefix('render')).toEqual(['ghcr.io/x/', 'default'])
    expect(prefix('render', { KPT_IMAGE_PREFIX: '' })).toEqual(['ghcr.io/x/', 'default'])
    expect(prefix('render', { KPT_IMAGE_PREFIX: 'e' })).toEqual(['e', 'environment'])
    expect(prefix('render --image-prefix f', { KPT_IMAGE_PREFIX: 'e' })).toEqual(['f', 'flag'])
    expect(prefix('render --image-prefix=')).toEqual(['', 'flag'])
  })

  it('knows booleans as kpt writes them, integers, lists and choices', () => {
    for (const no of ['false', 'F', '0']) expect(read(`render --truncate-output=${no}`).on('truncate-output')).toBe(false)
    expect(read('render --truncate-output=FALSE --truncate-output').on('truncate-output')).toBe(true)
    expect(read('render').on('truncate-output')).toBe(true)
    expect(read('render').on('allow-exec')).toBe(false)
    expect(read('render -j 04').integer('jobs')).toBe(4)
    expect(read('render', { JOBS: '3' }).integer('jobs')).toBe(3)
    expect(read('render').integer('jobs')).toBeUndefined()
    expect(read('render --set a=1 --set=b=2').list('set')).toEqual(['a=1', 'b=2'])
    expect(read('render', { SET: 'a=1' }).list('set')).toEqual(['a=1'])
    expect(read('render').list('set')).toEqual([])
    expect(read('render --image-pull-policy IFNOTPRESENT').text('image-pull-policy')).toBe('ifNotPresent')
    expect(read('render -o a -o b').text('output')).toBe('b')
  })

  it('ends the flags at --', () => {
    expect(read('render -- --allow-exec').positional('PKG_PATH')).toBe('--allow-exec')
    const given = read('eval app -- a=b --quiet -h')
    expect([given.positional('PKG'), given.rest, given.on('quiet')]).toEqual(['app', ['a=b', '--quiet', '-h'], false])
    expect(read('render -').positional('PKG_PATH')).toBe('-')
    expect(read('render -o -').text('output')).toBe('-')
  })

  it.each([
    ['rendr', 'CLI001 there is no command "rendr"; did you mean render? ("krm-fleet --help" lists what there is)'],
    ['xyz', 'CLI001 there is no command "xyz" ("krm-fleet --help" lists what there is)'],
    ['package', 'CLI001 "package" is followed by one of: clone'],
    ['package clnoe', 'CLI001 there is no command "package"; did you mean package clone? ("krm-fleet --help" lists what there is)'],
    ['-q render', 'CLI001 "-q" stands where the command is expected: krm-fleet COMMAND [flags] ("krm-fleet --help" lists what there is)'],
    ['help rendre', 'CLI001 there is no command "rendre"; did you mean render? ("krm-fleet --help" lists what there is)'],
    ['render --alow-exce', 'CLI001 krm-fleet render has no flag --alow-exce; did you mean --allow-exec? ("krm-fleet render --help" lists what there is)'],
    ['render --nothing=1', 'CLI001 krm-fleet render has no flag --nothing ("krm-fleet render --help" lists what there is)'],
    ['render -x', 'CLI001 krm-fleet render has no flag -x ("krm-fleet render --help" lists what there is)'],
    ['render --__proto__=1', 'CLI001 krm-fleet render has no flag --__proto__ ("krm-fleet render --help" lists what there is)'],
    ['render --no-allow-exec', 'CLI001 krm-fleet render has no flag --no-allow-exec ("krm-fleet render --help" lists what there is)'],
    ['render --output', 'CLI002 --output needs a value: --output DEST'],
    ['render -o', 'CLI002 -o needs a value: -o DEST'],
    ['render -o --allow-exec', 'CLI002 -o needs a value, but "--allow-exec" looks like a flag; write -o=--allow-exec if it is the value'],
    ['render --allow-exec=yes', 'CLI002 --allow-exec is "yes" and must be true or false'],
    ['render --jobs=-1', 'CLI002 --jobs is "-1" and must be a number that is not negative'],
    ['render --image-pull-policy nevr', 'CLI002 --image-pull-policy is "nevr" and must be one of always, ifNotPresent, never; did you mean never?'],
    ['render a b', 'CLI002 "b" is too much: krm-fleet render takes one argument ("krm-fleet render --help" lists what there is)'],
    ['fleet x', 'CLI002 "x" is too much: krm-fleet fleet takes no arguments ("krm-fleet fleet --help" lists what there is)'],
    ['fleet diff a b c', 'CLI002 "c" is too much: krm-fleet fleet diff takes 2 arguments ("krm-fleet fleet diff --help" lists what there is)'],
    ['check', 'CLI002 krm-fleet check needs PATH: what to check ("krm-fleet check --help" lists what there is)'],
  ])('refuses %s', (line, message) => expect(refusal(line)).toBe(message))

  it('names the variable that holds a bad value', () => {
    expect(refusal('render', { JOBS: 'many' })).toBe('CLI002 JOBS (for --jobs) is "many" and must be a number that is not negative')
  })

  it('reads -o=value as kpt does', () => {
    expect(read('render -o=stdout').text('output')).toBe('stdout')
    expect(read('render -o=').text('output')).toBe('')
    expect(read('render --output==x').text('output')).toBe('=x')
  })

  it('throws on a question the table has no answer to', () => {
    const given = read('render')
    expect(() => given.on('alow')).toThrow('"render" has no flag --alow')
    expect(() => given.text('allow-exec')).not.toThrow()
    expect(() => read('render --allow-exec').text('allow-exec')).toThrow('another type')
    expect(() => given.positional('X')).toThrow('has no positional X')
  })
})

describe('help and version', () => {
  it('is asked for in several ways', () => {
    expect(readArguments(table, [], {})).toMatchObject({ kind: 'help', asked: false })
    for (const argv of [['--help'], ['-h'], ['help']]) expect(readArguments(table, argv, {})).toMatchObject({ kind: 'help', asked: true })
    expect(readArguments(table, ['--version'], {})).toEqual({ kind: 'version' })
    const texts = ['render --help', 'render -h', 'render x --output y -h', 'help render'].map((line) => readArguments(table, line.split(' '), {}))
    for (const text of texts) expect(text).toEqual(texts[0])
    expect(readArguments(table, ['check', '--help'], {})).toMatchObject({ kind: 'help', asked: true })
  })

  it('lists the commands', () => {
    expect(readArguments(table, ['help'], {})).toEqual({
      kind: 'help',
      asked: true,
      text: `\
From metadata to rendered repositories.

Usage: krm-fleet COMMAND [flags]

Commands:
  render         Renders a package as kpt does.
  check          Checks.
  fleet          Shows the fleet.
  fleet diff     Compares two fleets.
  package clone  Clones.
  eval           Runs one function.

Flags of every command:
  -q, --quiet  Says less.

"krm-fleet COMMAND --help" explains one command.
`,
    })
  })

  it('explains a command', () => {
    expect(readArguments(table, ['help', 'render'], {})).toMatchObject({
      text: `\
Renders a package as kpt does.

Usage: krm-fleet render [PKG_PATH] [flags]

Runs the pipelines of a package and of its sub-packages, children first, and writes what changed.

Nothing is written when a function fails.

Arguments:
  PKG_PATH  the package; the working directory unless given

Flags:
  -o, --output DEST             Writes the result there: stdout, unwrap, or a directory that does
                                not exist.
      --allow-exec              Allows programs (exec:) in the pipeline.
      --truncate-output         Cuts results and standard error to four lines. (default true)
      --image-prefix PREFIX     Stands before short image names. (default ghcr.io/x/; environment
                                KPT_IMAGE_PREFIX)
      --image-pull-policy WHEN  When images are pulled. (one of always, ifNotPresent, never; default
                                ifNotPresent)
  -j, --jobs VALUE              How many at once. (environment JOBS)
      --set NAME=VALUE          Sets a value. (may be repeated; environment SET)

Flags of every command:
  -q, --quiet  Says less.

Examples:
  # Render and look at the result.
  krm-fleet render app -o unwrap
`,
    })
    expect(readArguments(table, ['eval', '-h'], {})).toMatchObject({ text: expect.stringContaining('Usage: krm-fleet eval [PKG] [flags] [-- ARGS...]') })
    expect(readArguments(table, ['check', '-h'], {})).toMatchObject({ text: expect.stringContaining('Usage: krm-fleet check PATH... [flags]') })
  })
})

describe('tableDefects', () => {
  it('finds nothing in a good table', () => expect(tableDefects(table)).toEqual([]))

  it('finds what would be ambiguous or impossible', () => {
    const bad: Command = {
      name: 'bad',
      summary: 's',
      positionals: [{ name: 'A', describe: 'a', repeat: true, required: false }, { name: 'B', describe: 'b', required: true }],
      flags: {
        quiet: { type: 'boolean', describe: 'd' },
        host: { type: 'text', short: 'h', describe: 'd' },
        many: { type: 'integer', repeat: true, default: 'x', describe: 'd' },
        version: { type: 'boolean', describe: 'd' },
      },
    }
    expect(tableDefects({ ...table, commands: [bad] })).toEqual([
      'bad: --quiet is a flag of every command',
      'bad: -h is both --help and --host',
      'bad: --many is no text',
      'bad: --many has a default of another type',
      'bad: --version is taken',
      'bad: A repeats and is not the last',
      'bad: B is required after an optional one',
    ])
  })
})
