/** The command line: reads the arguments, runs one command, turns every outcome into an exit code and readable lines. */

import { CliError } from './cli-error.ts'
import { COMMANDS } from './commands/table.ts'
import { fleetDiffCommand } from './commands/fleet/diff.ts'
import { fleetMergeCommand } from './commands/fleet/merge.ts'
import { fleetRenderCommand } from './commands/fleet/render.ts'
import { fleetReportCommand } from './commands/fleet/report.ts'
import { bootstrapBundleCommand } from './commands/bootstrap/bundle.ts'
import { bootstrapVerifyCommand } from './commands/bootstrap/verify.ts'
import { crsLedgerCommand } from './commands/crs/ledger.ts'
import { completionCommand } from './commands/completion.ts'
import { checkCommand } from './commands/check/check.ts'
import { diffCommand } from './commands/diff/diff.ts'
import { doctorCommand } from './commands/doctor/doctor.ts'
import { listFunctions } from './commands/fn-list.ts'
import { explainCommand } from './commands/explain/explain.ts'
import { fleetCheckCommand } from './commands/fleet/check.ts'
import { fleetPlanCommand } from './commands/fleet/plan.ts'
import { netCheckCommand } from './commands/net/check.ts'
import { netFreeCommand } from './commands/net/free.ts'
import { netMapCommand } from './commands/net/map.ts'
import { settersAuditCommand, settersListCommand, settersSchemaCommand } from './commands/setters/setters.ts'
import { renderCommand } from './commands/render.ts'
import { readArguments } from './term/args.ts'
import type { Invocation } from './term/invocation.ts'
import { printable } from '#krm/printable.ts'
import { standardPrinter, type Printer } from './term/printer.ts'

declare const KRM_FLEET_VERSION: string

/** 0 done, 1 the user's data, 2 usage, unreadable input, limits, failed writes, 3 our bug. */
export type ExitCode = 0 | 1 | 2 | 3

type Run = (invocation: Invocation, printer: Printer) => ExitCode | Promise<ExitCode>

const RUN: Readonly<Record<string, Run>> = {
  render: renderCommand,
  check: checkCommand,
  diff: diffCommand,
  doctor: doctorCommand,
  'setters list': settersListCommand,
  'setters audit': settersAuditCommand,
  'setters schema': settersSchemaCommand,
  explain: explainCommand,
  'fleet plan': fleetPlanCommand,
  'fleet check': fleetCheckCommand,
  'net check': netCheckCommand,
  'net free': netFreeCommand,
  'net map': netMapCommand,
  'crs ledger': crsLedgerCommand,
  'bootstrap bundle': bootstrapBundleCommand,
  'bootstrap verify': bootstrapVerifyCommand,
  'fn list': listFunctions,
  completion: completionCommand,
  'fleet render': fleetRenderCommand,
  'fleet merge': fleetMergeCommand,
  'fleet diff': fleetDiffCommand,
  'fleet report': fleetReportCommand,
}

async function main(argv: readonly string[], printer: Printer): Promise<ExitCode> {
  const reading = readArguments(COMMANDS, argv, process.env)
  switch (reading.kind) {
    case 'version':
      printer.payload(`${KRM_FLEET_VERSION}\n`)
      return 0
    case 'help':
      if (reading.asked) printer.payload(printable(reading.text, 'lines and tabs'))
      else printer.lines(reading.text)
      return reading.asked ? 0 : 2
    case 'command':
      return RUN[reading.invocation.command.name]!(reading.invocation, printer)
  }
}

async function run(): Promise<void> {
  const printer = standardPrinter()
  try {
    process.exitCode = await main(process.argv.slice(2), printer)
  } catch (error) {
    if (error instanceof CliError) {
      printer.lines(`krm-fleet: error: ${error.code} ${error.message}`)
      process.exitCode = error.exitCode
    } else {
      printer.lines(`krm-fleet: this is a defect of krm-fleet, please report it with the input that caused it\n${error instanceof Error ? error.stack : String(error)}`)
      process.exitCode = 3
    }
  }
  await printer.flush()
}

void run()
