/** Porch's service `evaluator.FunctionEvaluator`: its messages, its limit, and the sentences of its two evaluators (v1.5.8). */

import { parse } from 'yaml'
import { IMAGE_PREFIX } from '#krm/names.ts'

/** What came back for one call. */
export interface Evaluated {
  /** Of gRPC; `OK` with a list, anything else with a message and nothing else. */
  readonly code: string
  readonly list: string
  readonly log: string
  readonly message: string
  readonly milliseconds: number
}

export interface Evaluator {
  /** Runs the function on the text of a ResourceList. Never rejects for what the function does. */
  evaluate(fn: string, list: string): Promise<Evaluated>
}

/** What a function left when it ended. */
export interface Ended {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

/** Bytes of a message, the request and its image or the answer and its log alike (flag max-request-body-size). */
export const MAX_MESSAGE = 6 * 1024 * 1024

/** By this name Porch knows a function. */
export function imageOf(fn: string): string {
  return `${IMAGE_PREFIX}/${fn}:v0.0.0`
}

/** Bytes of a message of two texts, as protobuf lays it out: for each a tag, its length in groups of seven bits, itself. */
export function messageBytes(...texts: readonly string[]): number {
  const sizes = texts.map((text) => Buffer.byteLength(text)).filter((size) => size > 0)
  return sizes.reduce((sum, size) => sum + 1 + Math.ceil(size.toString(2).length / 7) + size, 0)
}

/** What an evaluator says of a function that failed; undefined where it answers with the list. */
export type Verdict = (image: string, ended: Ended) => string | undefined

/** The wrapper in the function's pod: results and standard error of a failure, and never a list that cannot be read. */
export function wrapperVerdict(image: string, { exitCode, stdout, stderr }: Ended): string | undefined {
  const results = resultsOf(stdout)
  if (results === undefined) return `failed to parse the output of function "${image}" with stderr '${stderr}': `
  return exitCode === 0 ? undefined : `failed to evaluate function "${image}" with structured results: ${results.join('\n\n')} and stderr: ${stderr}`
}

/** The exec evaluator of the function runner: standard error only. */
export function execVerdict(image: string, { exitCode, stderr }: Ended): string | undefined {
  return exitCode === 0 ? undefined : `Failed to execute function "${image}": exit status ${exitCode} (${stderr})`
}

interface WireResult {
  readonly message: string
  readonly severity?: string
  readonly resourceRef?: Readonly<Record<'apiVersion' | 'kind' | 'namespace' | 'name', string | undefined>>
  readonly field?: { readonly path: string }
}

/** Results as krm-functions-sdk prints them; undefined for what is no ResourceList. */
function resultsOf(stdout: string): string[] | undefined {
  if (!/^kind: ResourceList$/m.test(stdout)) return undefined
  const at = stdout.lastIndexOf('\nresults:\n')
  const results = at < 0 ? [] : (parse(stdout.slice(at)) as { results: WireResult[] }).results
  return results.map(({ message, severity = 'info', resourceRef: ref, field }) => {
    const object = [ref?.apiVersion, ref?.kind, ref?.namespace, ref?.name].filter((part) => part !== undefined && part !== '').join('/')
    return `[${severity}]${object === '' ? '' : ` ${object}`}${field === undefined ? '' : ` ${field.path}`}: ${message}`
  })
}
