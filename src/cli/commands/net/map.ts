/** `krm-fleet net map`: the address plan as a tree for the terminal, as a picture, or as data. */

import { ASCII, UNICODE } from '#check/network-map/bar.ts'
import { jsonMap } from '#check/network-map/json-map.ts'
import { svgMap } from '#check/network-map/svg-map.ts'
import { textMap } from '#check/network-map/text-map.ts'
import { addressPlan } from '#fleet/network/plan/address-plan.ts'
import type { Invocation } from '#cli/term/invocation.ts'
import type { Printer } from '#cli/term/printer.ts'
import { printable } from '#krm/printable.ts'
import { readNetInput } from './net-input.ts'

/** Runs the command; see the table for its flags. */
export function netMapCommand(invocation: Invocation, printer: Printer): 0 {
  const { model, policy } = readNetInput(invocation, printer)
  const plan = addressPlan(model, policy.domains)
  const all = invocation.on('all')
  if (plan.length === 0) printer.line('Nothing below the paths names a network with addresses.')
  switch (invocation.text('output')) {
    case 'json':
      printer.payload(jsonMap(plan))
      break
    case 'svg':
      printer.payload(svgMap(plan, { all }))
      break
    default:
      printer.payload(printable(textMap(plan, { columns: columnsOf(process.env), glyphs: invocation.on('ascii') || !isUtf8(process.env) ? ASCII : UNICODE, all }), 'lines and tabs'))
  }
  return 0
}

type Environment = Readonly<Record<string, string | undefined>>

/** The width of the terminal, or COLUMNS; 100 where there is neither. */
function columnsOf({ COLUMNS = '' }: Environment): number {
  const given = /^\d{1,4}$/.test(COLUMNS) ? Number(COLUMNS) : 0
  return Math.max(40, process.stdout.columns ?? (given > 0 ? given : 100))
}

/** Whether the locale says UTF-8 (POSIX: the first that is set of LC_ALL, LC_CTYPE and LANG); Windows Terminal always is. */
function isUtf8(environment: Environment): boolean {
  const locale = [environment['LC_ALL'], environment['LC_CTYPE'], environment['LANG']].find((value) => value !== undefined && value !== '')
  return /utf-?8/i.test(locale ?? '') || environment['WT_SESSION'] !== undefined
}
