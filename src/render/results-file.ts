/** The text of results.yaml: kpt's FunctionResultList. */

import { printDocument, type PlainMap, type PlainValue } from '#krm/print.ts'
import { resultToWire } from '#krm/result-wire.ts'
import type { Result } from '#krm/result.ts'
import type { FunctionRun, RenderOutcome } from './outcome.ts'

/** One entry per function call in order; `items` is absent when no function ran. The last line has a line break. */
export function resultsFileText(outcome: Pick<RenderOutcome, 'exitCode' | 'functions'>): string {
  const list = new Map<string, PlainValue>([
    ['apiVersion', 'kpt.dev/v1'],
    ['kind', 'FunctionResultList'],
    ['metadata', new Map([['name', 'fnresults']])],
    ['exitCode', outcome.exitCode],
  ])
  if (outcome.functions.length > 0) list.set('items', outcome.functions.map(itemOf))
  return printDocument(list, 'wide')
}

function itemOf(run: FunctionRun): PlainMap {
  const item = new Map<string, PlainValue>([functionKey(run)])
  if (run.stderr !== '') item.set('stderr', run.stderr)
  item.set('exitCode', run.exitCode)
  const results = [...run.results, ...failureResult(run)]
  if (results.length > 0) item.set('results', results.map(resultToWire))
  return item
}

/** Whether the Kptfile has the function as an image or as a command line, and what it is called. */
export function functionKey({ function: { name }, declared }: FunctionRun): [key: 'image' | 'exec', name: string] {
  return declared.exec === undefined ? ['image', name] : ['exec', declared.exec]
}

/** A failure that the function did not report itself, as a result: the format has no other place for it. */
function failureResult({ failure }: FunctionRun): Result[] {
  return failure === undefined ? [] : [{ ...failure, severity: 'error' }]
}
