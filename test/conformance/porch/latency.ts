/** How long a call takes, as Porch's client sees it. */

import { bulkyItems } from '../../contract/wire-lists.ts'
import type { Evaluator } from '../../porch/evaluator.ts'

/** Milliseconds that a call of Porch's API may take, all functions of a package together. */
export const API_TIMEOUT = 34_000

/** A package of a few resources, which also the catalog's apply-setters takes. */
const SMALL_LIST = `apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n${bulkyItems(5000)}functionConfig:\n  apiVersion: v1\n  kind: ConfigMap\n  metadata:\n    name: setters\n  data:\n    colour: green\n`

/** The median of nine calls of each function, one after the other, in milliseconds. */
export async function medians(evaluator: Evaluator, names: Iterable<string>): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>()
  for (const name of names) {
    const times: number[] = []
    for (let call = 0; call < 9; call++) times.push((await evaluator.evaluate(name, SMALL_LIST)).milliseconds)
    found.set(name, times.toSorted((a, b) => a - b)[4]!)
  }
  return found
}

/** One line for people. */
export function latencyLine(where: string, found: ReadonlyMap<string, number>): string {
  return `one call ${where}, median of 9: ${[...found].map(([name, median]) => `${name} ${median.toFixed(0)} ms`).join(', ')}\n`
}
