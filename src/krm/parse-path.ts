/** The way back from a path in words to its steps. */

import type { Path } from './tree.ts'

/**
 * Reads `spec.containers[0].image` and `metadata.annotations[kpt.dev/x]` as `formatPath` writes them; undefined for what is
 * no path. Digits in brackets are an index; whoever means a key of digits has no way to say so.
 */
export function parsePath(text: string): Path | undefined {
  const steps: (string | number)[] = []
  const step = /\.?([^.[\]]+)|\[([^[\]]*)\]/y
  while (step.lastIndex < text.length) {
    const found = step.exec(text)
    if (found === null) return undefined
    const [, key, bracketed] = found
    steps.push(key ?? (/^\d+$/.test(bracketed!) ? Number(bracketed) : bracketed!))
  }
  return steps.length === 0 ? undefined : steps
}
