/** What is said to the runner: lines of the log, commands, and the files that it reads after the step. */

import { appendFileSync } from 'node:fs'
import { CliError } from '#cli/cli-error.ts'
import { explain } from '#cli/io/system-error.ts'
import { workflowCommand } from '#check/report/github.ts'
import { sha256 } from '#fleet/cluster-resource-set/sha256.ts'
import { printable } from '#krm/printable.ts'

/** A log is for reading: longer lines and logs are cut, and say so. */
const LONGEST_LINE = 1000
const MOST_LINES = 4000

/** Says things to the runner; the rest of the Action prints nothing. */
export class Runner {
  readonly #environment: Readonly<Record<string, string | undefined>>
  readonly #write: (text: string) => void

  constructor(environment: Readonly<Record<string, string | undefined>>, write: (text: string) => void) {
    this.#environment = environment
    this.#write = write
  }

  /** A text that opens in the log under a title. No line of it is a command, whatever it says. */
  log(title: string, text: string): void {
    const lines = text.trimEnd().split('\n')
    const shown = lines.slice(0, MOST_LINES).map(logLine)
    if (lines.length > MOST_LINES) shown.push(`and ${lines.length - MOST_LINES} more lines`)
    const body = shown.join('\n')
    const token = mark(body)
    this.#write(`${workflowCommand('group', title)}\n::stop-commands::${token}\n${body}\n::${token}::\n::endgroup::\n`)
  }

  /** One line. */
  say(text: string): void {
    const line = logLine(text)
    this.#write(`${line.trimStart().startsWith('::') ? `.${line}` : line}\n`)
  }

  /** Something about the run as a whole that people see without opening the log. */
  announce(kind: 'error' | 'warning' | 'notice', message: string, title = 'krm-fleet'): void {
    this.#write(`${workflowCommand(kind, message, [['title', title]])}\n`)
  }

  /** Commands that were made by `githubReport`. */
  commands(text: string): void {
    this.#write(text)
  }

  /** An output of the step. */
  output(name: string, value: string): void {
    const delimiter = mark(value)
    this.#append('GITHUB_OUTPUT', `${name}<<${delimiter}\n${value}\n${delimiter}\n`)
  }

  /** Markdown for the page of the run. */
  summary(markdown: string): void {
    this.#append('GITHUB_STEP_SUMMARY', markdown.endsWith('\n') ? markdown : `${markdown}\n`)
  }

  /** Without such a file there is nobody to read it: the Action runs outside of GitHub, in a test for example. */
  #append(variable: string, text: string): void {
    const file = this.#environment[variable]
    if (file === undefined || file === '') return
    try {
      appendFileSync(file, text)
    } catch (error) {
      throw new CliError('IO005', `${variable} could not be written: ${explain(error)}`, file)
    }
  }
}

/** Old commands, `##[…]`, count anywhere in a line. */
function logLine(text: string): string {
  const shown = printable(text, 'tabs').replaceAll('##[', String.raw`#\u{23}[`)
  return shown.length > LONGEST_LINE ? `${shown.slice(0, LONGEST_LINE)}… (${shown.length} characters)` : shown
}

/** A word that a text does not hold: its own digest, which nobody can write into it. The same text has the same one. */
function mark(text: string): string {
  return `krm-fleet-${sha256(new TextEncoder().encode(text))}`
}
