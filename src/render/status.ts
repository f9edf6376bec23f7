/** The status that the newest kpt writes into the root Kptfile, spliced into the author's text. */

import { readKrmFile, printKrmFile } from '#krm/krm-file.ts'
import type { PlainMap, PlainValue } from '#krm/print.ts'
import { formatResult } from '#krm/result.ts'
import { resultToWire } from '#krm/result-wire.ts'
import type { FunctionRun, RenderOutcome } from './outcome.ts'
import { functionKey } from './results-file.ts'

/**
 * The text of the root Kptfile with what became of the render: condition `Rendered` and `status.renderStatus`. Comments,
 * order and everything else stay; a status that already says the same leaves the very same string. A text that cannot be
 * read is given back as it is.
 */
export function withStatus(kptfile: string, outcome: Pick<RenderOutcome, 'ok' | 'functions' | 'problems'>): string {
  const file = readKrmFile('Kptfile', kptfile)
  const resource = file.resources[0]
  if (resource === undefined || file.problems.length > 0) return kptfile
  const conditions = resource.field('status', 'conditions')
  const at = conditions.children().findIndex((condition) => condition.child('type').string === 'Rendered')
  const condition = conditionOf(outcome)
  if (at !== -1) conditions.child(at).set(condition)
  else if (conditions.children().length > 0) conditions.insertItem(conditions.children().length, condition)
  else conditions.set([condition])
  const status = renderStatusOf(outcome)
  if (status === undefined) resource.field('status', 'renderStatus').remove()
  else resource.field('status', 'renderStatus').set(status)
  return printKrmFile('Kptfile', file, file.resources)
}

function conditionOf({ ok, functions, problems }: Pick<RenderOutcome, 'ok' | 'functions' | 'problems'>): PlainMap {
  if (ok) return new Map([['type', 'Rendered'], ['status', 'True'], ['reason', 'RenderSuccess']])
  const failed = functions.findLast((run) => whyFailed(run) !== undefined)
  const errors = problems.filter(({ severity }) => severity === 'error')
  const message = failed === undefined ? errors.map(formatResult).join('\n') : `function "${stepName(failed)}": ${whyFailed(failed)}`
  return new Map([['type', 'Rendered'], ['status', 'False'], ['reason', 'RenderFailed'], ['message', message]])
}

/** Undefined without a step: no function ran. */
function renderStatusOf({ ok, functions }: Pick<RenderOutcome, 'ok' | 'functions'>): PlainMap | undefined {
  if (functions.length === 0) return undefined
  const status = new Map<string, PlainValue>()
  for (const [key, type] of [['mutationSteps', 'mutator'], ['validationSteps', 'validator']] as const) {
    const steps = functions.filter(({ declared }) => declared.type === type).map(stepOf)
    if (steps.length > 0) status.set(key, steps)
  }
  const summary = functions.flatMap((run) => (whyFailed(run) === undefined ? [] : [`${stepName(run)}: ${whyFailed(run)}`])).join('\n')
  if (!ok && summary !== '') status.set('errorSummary', summary)
  return status
}

function stepOf(run: FunctionRun): PlainMap {
  const { declared, stderr, failure, results } = run
  const step = new Map<string, PlainValue>()
  if (declared.name !== undefined) step.set('name', declared.name)
  const [key, name] = functionKey(run)
  step.set(key, name)
  if (failure !== undefined) step.set('executionError', failure.message)
  if (stderr !== '') step.set('stderr', stderr)
  step.set('exitCode', failure !== undefined && run.exitCode === 0 ? 1 : run.exitCode)
  const errors = results.filter(({ severity }) => severity === 'error')
  if (results.length > 0) step.set('results', results.map(resultToWire))
  if (errors.length > 0) step.set('errorResults', errors.map(resultToWire))
  return step
}

function stepName(run: FunctionRun): string {
  return run.declared.name ?? functionKey(run)[1]
}

function whyFailed({ failure, exitCode }: FunctionRun): string | undefined {
  return failure?.message ?? (exitCode === 0 ? undefined : `exit code ${exitCode}`)
}
