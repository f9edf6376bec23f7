/** What stays the same about a finding when lines above it come and go: what baselines and report viewers know it by. */

import { sha256 } from '#fleet/cluster-resource-set/sha256.ts'
import type { Result } from '#krm/result.ts'

/**
 * 32 hexadecimal digits per finding, in order: of its code, file, object, field and message without its numbers of lines.
 * Findings that are alike in all of them are told apart by their order.
 */
export function fingerprintsOf(findings: readonly Result[]): string[] {
  const seen = new Map<string, number>()
  return findings.map((finding) => {
    const identity = identityOf(finding)
    const count = seen.get(identity) ?? 0
    seen.set(identity, count + 1)
    return digest(count === 0 ? identity : `${identity}\n${count}`)
  })
}

function identityOf({ code, message, place }: Result): string {
  const object = place?.resource
  const name = object === undefined ? '' : [object.apiVersion, object.kind, object.namespace, object.name].join('/')
  return [code ?? '', place?.file ?? '', name, place?.field ?? '', message.replaceAll(/:\d+(?::\d+)?\b/g, '').replaceAll(/\blines? \d+/g, 'line')].join('\n')
}

function digest(text: string): string {
  return sha256(new TextEncoder().encode(text)).slice(0, 32)
}
