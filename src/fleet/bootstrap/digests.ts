/** SHA256SUMS: the digests of a bundle in the form that `sha256sum -c` reads, and whether files are still those. */

import { sha256 } from '#fleet/cluster-resource-set/sha256.ts'
import { report } from '#fleet/finding.ts'
import type { Results } from '#krm/result.ts'
import { BUNDLE_FINDINGS } from './findings.ts'

const LINE = /^([0-9a-f]{64}) {2}([\w.-]+)$/

/** One line per file, in the order of names. */
export function digestList(files: ReadonlyMap<string, string>): string {
  const encoder = new TextEncoder()
  const lines = [...files].map(([name, text]) => [name, `${sha256(encoder.encode(text))}  ${name}\n`] as const)
  return lines.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line).join('')
}

/** Reports every file that differs from the list, is missing, or is not listed. `listed` is the text of SHA256SUMS. */
export function checkDigests(listed: string, files: ReadonlyMap<string, Uint8Array>, results: Results): void {
  const expected = new Map<string, string>()
  for (const line of listed.split('\n').filter((line) => line !== '')) {
    const match = LINE.exec(line)
    if (match === null) report(results, BUNDLE_FINDINGS.digest, 'SHA256SUMS holds a line that is no digest and name')
    else expected.set(match[2]!, match[1]!)
  }
  if (expected.size === 0) report(results, BUNDLE_FINDINGS.digest, 'SHA256SUMS lists nothing')
  for (const [name, digest] of expected) {
    const bytes = files.get(name)
    if (bytes === undefined) report(results, BUNDLE_FINDINGS.digest, `${name} is missing`)
    else if (sha256(bytes) !== digest) report(results, BUNDLE_FINDINGS.digest, `${name} is not what was written: its digest differs`)
  }
  for (const name of files.keys()) if (!expected.has(name)) report(results, BUNDLE_FINDINGS.digest, `${name} is not listed in SHA256SUMS`)
}
