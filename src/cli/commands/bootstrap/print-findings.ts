import type { Printer } from '#cli/term/printer.ts'
import { formatResult, type Results } from '#krm/result.ts'
import { compareResults } from '#krm/result-wire.ts'

const STYLES = { error: 'bad', warning: 'warning', info: 'note' } as const

/** One line per finding on standard error, errors first. */
export function printFindings({ list }: Results, printer: Printer): void {
  for (const result of list.toSorted(compareResults)) printer.line({ style: STYLES[result.severity ?? 'info'], text: formatResult(result) })
}
