/** The function contract of kpt on one text: ResourceList in, ResourceList with results out, errors also as lines. */

import type { FunctionOutcome, KrmFunction } from './function.ts'
import type { TextProblem } from './parse.ts'
import type { Resource } from './resource.ts'
import { formatResult, Results, type Result } from './result.ts'
import { cappedResults } from './result-wire.ts'
import { readResourceList, wireResults, writeResourceList, type ResourceList } from './resource-list.ts'
import { INDEX, LEGACY_PATH, PATH } from './wire-keys.ts'
import { lineColumn } from './yaml-text.ts'

/** What the process does. `stdout` is empty when the input was no ResourceList: there was nothing to answer with. */
export interface WireAnswer {
  readonly stdout: string
  /** One line per error, each ending in a line break. */
  readonly stderr: string
  /** 0, 1 for the user's data, 2 for input that cannot be used. */
  readonly exitCode: 0 | 1 | 2
}

/** The same with a text that is made while it is written: of a long list it need never be there as a whole. */
export interface WireCall {
  readonly stderr: string
  readonly exitCode: WireAnswer['exitCode']
  /** Hands over what goes to standard output in pieces. */
  writeStdout(write: (piece: string) => void): void
}

/** A function that answers later: one that was not written for our runtime. */
export interface LateFunction {
  readonly name: string
  invoke(items: readonly Resource[], functionConfig: Resource | undefined): Promise<FunctionOutcome>
}

/** Runs a function on the text of a ResourceList. Throws only for a defect of ours. */
export function runOnWire(fn: KrmFunction, input: string): WireAnswer {
  return answerOf(callOnWire(fn, input))
}

/** The same for a function that answers later. */
export async function runLateOnWire(fn: LateFunction, input: string): Promise<WireAnswer> {
  return answerOf(await callLateOnWire(fn, input))
}

/** As runOnWire, for whoever writes the answer. */
export function callOnWire(fn: KrmFunction, input: string): WireCall {
  const read = readCall(fn.name, input)
  if ('exitCode' in read) return read
  return called(fn.name, read, fn.invoke(read.items, read.functionConfig))
}

/** As runLateOnWire, for whoever writes the answer. */
export async function callLateOnWire(fn: LateFunction, input: string): Promise<WireCall> {
  const read = readCall(fn.name, input)
  if ('exitCode' in read) return read
  return called(fn.name, read, await fn.invoke(read.items, read.functionConfig))
}

function answerOf(call: WireCall): WireAnswer {
  const pieces: string[] = []
  call.writeStdout((piece) => pieces.push(piece))
  return { stdout: pieces.join(''), stderr: call.stderr, exitCode: call.exitCode }
}

/** The list, or the answer to input that no function can be run on. */
function readCall(name: string, input: string): ResourceList | WireCall {
  const read = readResourceList(input)
  if ('problems' in read) return refusal(name, input, read.problems)
  const { list } = read
  const unreadable = list.items.filter((item) => item.problems().length > 0)
  if (unreadable.length === 0) return list
  // Where the last of it is no YAML, the input may have been cut off: there is nothing that could be answered with.
  const isLast = list.functionConfig === undefined && list.results.length === 0
  const last = unreadable.at(-1)
  const broken = isLast && last === list.items.at(-1) ? problemsInInput(input, last!) : []
  if (broken.some(({ code }) => code === NO_YAML)) return refusal(name, input, broken)
  return called(name, list, { items: list.items, results: resultsOf(list, unreadable), ok: false })
}

/** The code of text that no YAML parser reads; the others tell of text that we do not accept. */
const NO_YAML = 'YML001'

function refusal(name: string, input: string, problems: readonly TextProblem[]): WireCall {
  const lines = problems.map(({ code, message, offset }) => {
    const { line, column } = lineColumn(input, offset)
    return `${name}: error: ${code} standard input:${line}:${column}: ${message}\n`
  })
  return { stderr: lines.join(''), exitCode: 2, writeStdout: () => undefined }
}

function problemsInInput(input: string, item: Resource): TextProblem[] {
  const at = input.lastIndexOf(item.text)
  return item.problems().map((problem) => ({ ...problem, offset: at + problem.offset }))
}

/** An item that we do not accept cannot be judged, whatever the function; all of them are named. */
function resultsOf(list: ResourceList, unreadable: readonly Resource[]): Result[] {
  const results = new Results()
  for (const item of unreadable) {
    for (const { code, message, offset } of item.problems()) {
      const { line, column } = lineColumn(item.text, offset)
      results.error(code, `item ${list.items.indexOf(item)} of the ResourceList, line ${line}, column ${column} of it: ${message}`)
    }
  }
  return results.list
}

function called(name: string, list: ResourceList, outcome: FunctionOutcome): WireCall {
  const results = cappedResults(outcome.results)
  const given = new Set(list.items)
  const items = outcome.items.map((item) => (given.has(item) ? item : placed(item)))
  const errors = results.filter((result) => result.severity === 'error')
  return {
    stderr: errors.map((result) => `${name}: ${formatResult(result).replaceAll(/\s*[\r\n]+\s*/g, ' ')}\n`).join(''),
    exitCode: outcome.ok ? 0 : 1,
    writeStdout: (write) => writeResourceList({ ...list, items, results: [...list.results, ...wireResults(results)] }, write),
  }
}

/** A new item with the annotations by which kpt puts it into its file; without them kpt makes up a name. */
function placed(item: Resource): Resource {
  const { path, index } = item.origin
  if (path === '' || item.annotations.has(PATH) || item.annotations.has(LEGACY_PATH)) return item
  const copy = item.clone()
  copy.setAll([
    { path: ['metadata', 'annotations', PATH], value: path },
    { path: ['metadata', 'annotations', INDEX], value: String(index) },
  ])
  return copy
}
