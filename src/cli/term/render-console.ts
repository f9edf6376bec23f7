import type {
  EventResult,
  FunctionFailed,
  FunctionIdentity,
  FunctionOutcome,
  RenderEvent,
  RenderSummary,
} from '#render/events.ts'
import { goDuration } from './go-duration.ts'
import { quoted } from '#krm/printable.ts'
import type { Piece, Printer, Style } from './printer.ts'

/** How a render is shown. */
export interface RenderConsoleOptions {
  /** Results and standard error are cut to four lines each, with a line that says so. kpt's default is true. */
  readonly truncate: boolean
  /** Where results.yaml was written, as the user gave it; named in the last line. */
  readonly resultsFile?: string
  /** Milliseconds that only grow; measures calls whose event has no duration. */
  readonly now: () => number
}

const SHOWN_LINES = 4

/**
 * Prints a render as kpt prints it: a block per package, two lines per function with its results and standard error
 * below, a summary. Ours is the mark `[BUILTIN]` on functions that are answered in our process, milliseconds instead of
 * tenths of a second (as in kpt after v1.0.0-beta.67), and the reason of a failure in its own block.
 */
export class RenderConsole {
  readonly #printer: Printer
  readonly #options: RenderConsoleOptions
  #startedAt = 0

  constructor(printer: Printer, options: RenderConsoleOptions) {
    this.#printer = printer
    this.#options = options
  }

  /** The callback of the render. */
  readonly show = (event: RenderEvent): void => {
    switch (event.type) {
      case 'package':
        return this.#printer.line(`Package ${quoted(event.path)}:`)
      case 'skipped':
        return this.#printer.line({ style: 'warning', text: '[SKIPPED]' }, ` ${quoted(event.name)}`)
      case 'running':
        this.#startedAt = this.#options.now()
        return this.#printer.line(...running(event.function, event.selected))
      case 'passed':
        return this.#outcome('PASS', 'good', event)
      case 'failed':
        this.#outcome('FAIL', 'bad', event)
        return this.#reason(event)
      case 'package done':
        return this.#printer.line()
      case 'summary':
        return this.#summary(event)
    }
  }

  #outcome(verdict: string, style: Style, outcome: FunctionOutcome): void {
    const milliseconds = outcome.milliseconds ?? this.#options.now() - this.#startedAt
    const name = quoted(outcome.function.name)
    this.#printer.line({ style, text: `[${verdict}]` }, ` ${name} in ${goDuration(milliseconds)}`)
    this.#block('Results', outcome.results.map(resultLine))
    this.#block('Stderr', outcome.stderr === '' ? [] : outcome.stderr.replace(/\n$/, '').split('\n').map(stderrLine))
  }

  #block(title: string, lines: readonly (readonly Piece[])[]): void {
    if (lines.length === 0) return
    this.#printer.line(`  ${title}:`)
    const shown = this.#options.truncate ? lines.slice(0, SHOWN_LINES) : lines
    for (const pieces of shown) this.#printer.line('    ', ...pieces)
    const cut = lines.length - shown.length
    if (cut > 0) this.#printer.line(`    ...(${cut} line(s) truncated, use '--truncate-output=false' to disable)`)
  }

  #reason(event: FunctionFailed): void {
    const { failure, exitCode } = event
    if (failure !== undefined) {
      this.#printer.line({ style: 'bad', text: '  Error:' }, ` ${failure.code} ${oneLine(failure.message)}`)
    }
    if (exitCode !== undefined) this.#printer.line(`  Exit code: ${exitCode}`)
    this.#printer.line()
  }

  #summary(event: RenderSummary): void {
    this.#printer.line(summaryLine(event))
    if (this.#options.resultsFile !== undefined) this.#printer.line(`For complete results, see ${this.#options.resultsFile}`)
  }
}

function running(fn: FunctionIdentity, selected: number | undefined): Piece[] {
  const count = selected === undefined ? '' : ` on ${selected} resource(s)`
  const mark: Piece[] = fn.kind === 'builtin' ? [' ', { style: 'quiet', text: '[BUILTIN]' }] : []
  return [{ style: 'note', text: '[RUNNING]' }, ` ${quoted(fn.name)}${count}`, ...mark]
}

const SEVERITY_STYLE = new Map<string, Style>([
  ['error', 'bad'],
  ['warning', 'warning'],
  ['info', 'note'],
])

/** `[severity] apiVersion/kind/namespace/name field: message`, whatever of it there is. */
function resultLine(result: EventResult): Piece[] {
  const severity = result.severity === undefined || result.severity === '' ? 'info' : result.severity
  const { apiVersion, kind, namespace, name } = result.resourceRef ?? {}
  const resource = [apiVersion, kind, namespace, name].filter((part) => part !== undefined && part !== '').join('/')
  const where = [resource, result.field?.path ?? ''].filter((part) => part !== '').map((part) => ` ${part}`)
  const style = SEVERITY_STYLE.get(severity) ?? 'note'
  return [{ style, text: `[${severity}]` }, `${where.join('')}: ${oneLine(result.message)}`]
}

function stderrLine(line: string): Piece[] {
  return [quoted(line)]
}

function oneLine(text: string): string {
  return text.replaceAll('\n', ' ')
}

function summaryLine({ outcome, functions, packages }: RenderSummary): string {
  if (outcome === 'success') return `Successfully executed ${functions} function(s) in ${packages} package(s).`
  if (functions === 0) return `Failed to execute any functions in ${packages} package(s).`
  if (outcome === 'partial') return `Partially executed ${functions} function(s) in ${packages} package(s).`
  return `Executed ${functions} function(s) in ${packages} package(s) before the failure; nothing was written.`
}
