/** The GitHub Action: checks the repository of a workflow, and says what it found where reviewers look. */

import { CliError } from '#cli/cli-error.ts'
import { trustOtherOwners } from '#cli/git.ts'
import { markdown } from '#check/report/markdown.ts'
import { TOOL } from '#krm/names.ts'
import { printable } from '#krm/printable.ts'
import { readEvent } from './event.ts'
import { readInputs } from './inputs.ts'
import { findWorkplace } from './place.ts'
import { findOut } from './find-out.ts'
import { publish } from './publish.ts'
import { Runner } from './runner.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** 0 done, 1 the user's data, 2 inputs that cannot be used or a repository that cannot be read, 3 our bug: as the command. */
async function act(environment: Environment, runner: Runner): Promise<number> {
  // In a job with a container the checkout belongs to another user than the one who runs there.
  trustOtherOwners()
  const inputs = readInputs(environment)
  const event = readEvent(environment)
  const workplace = findWorkplace(environment['GITHUB_WORKSPACE'] ?? process.cwd(), inputs)
  // Files are named from here in everything that is said.
  process.chdir(workplace.root)
  const outcome = await findOut(inputs, event, workplace)
  await publish(outcome, inputs, event, workplace, environment, runner)
  return outcome.failed ? 1 : 0
}

function explain(error: unknown, runner: Runner): number {
  if (error instanceof CliError) {
    runner.announce('error', `${error.code} ${error.message}`)
    sayInSummary(`## ❌ ${TOOL} did not check\n\n${error.problems.slice(0, MOST_PROBLEMS).map(({ code, message }) => `- ${code} ${markdown(message.slice(0, 1000))}\n`).join('')}`, runner)
    return error.exitCode
  }
  runner.log('Where it happened', error instanceof Error ? String(error.stack) : String(error))
  runner.announce('error', `this is a defect of krm-fleet, please report it with the input that caused it: ${printable(error instanceof Error ? error.message : String(error))}`)
  return 3
}

const MOST_PROBLEMS = 50

/** The annotation says it already: a summary that cannot be written is no second error. */
function sayInSummary(text: string, runner: Runner): void {
  try {
    runner.summary(text)
  } catch (error) {
    if (!(error instanceof CliError)) throw error
  }
}

async function run(): Promise<void> {
  const runner = new Runner(process.env, (text) => void process.stdout.write(text))
  let code: number
  try {
    code = await act(process.env, runner)
  } catch (error) {
    code = explain(error, runner)
  }
  process.exitCode = code
  try {
    runner.output('exit-code', String(code))
  } catch (error) {
    process.exitCode = Math.max(code, explain(error, runner))
  }
}

void run()
