/** Which Secret a sync object of the payload reads, and whether the Secret that the sets bring will have the keys. */

import { valueOf } from '#krm/plain-value.ts'
import type { PlainMap, PlainValue } from '#krm/print.ts'
import type { Results } from '#krm/result.ts'
import { report } from '#fleet/finding.ts'
import { fluxKeyProblem, syncKeyProblem } from '#fleet/sync/auth.ts'
import { PLACEMENT_FINDINGS } from '#fleet/sync/placement-findings.ts'
import type { Packable } from './packable.ts'
import { describeIdentity, type ObjectIdentity } from './payload-object.ts'
import type { SetRequest } from './request.ts'

/** A Secret in the namespace of the object. `way` is Config Sync's `auth`, or the scheme of Flux's address. */
export interface SecretUse {
  readonly secret: string
  readonly reader: 'Config Sync' | 'Flux'
  readonly way: string
}

/** The Secret that a RootSync, RepoSync or GitRepository authenticates with. */
export function secretUse({ group, kind }: ObjectIdentity, value: PlainMap): SecretUse | undefined {
  const spec = valueOf(value, 'spec')
  if (group === 'configsync.gke.io' && (kind === 'RootSync' || kind === 'RepoSync')) {
    const source = valueOf(spec, textOf(valueOf(spec, 'sourceType')) ?? 'git')
    const secret = textOf(valueOf(valueOf(source, 'secretRef'), 'name'))
    const way = textOf(valueOf(source, 'auth'))
    return secret === undefined || way === undefined ? undefined : { secret, reader: 'Config Sync', way }
  }
  if (group !== 'source.toolkit.fluxcd.io' || kind !== 'GitRepository') return undefined
  const secret = textOf(valueOf(valueOf(spec, 'secretRef'), 'name'))
  const url = textOf(valueOf(spec, 'url')) ?? ''
  return secret === undefined ? undefined : { secret, reader: 'Flux', way: url.startsWith('ssh://') ? 'ssh' : 'https' }
}

interface PackedSet {
  readonly request: SetRequest
  readonly objects: readonly Packable[]
}

/** Reports wrapped Secrets without the keys that an object of any set reads from them. */
export function checkWrappedSecrets(sets: readonly PackedSet[], results: Results): void {
  const wrapped = sets.flatMap(({ request }) => request.instances.flatMap(({ secrets }) => secrets.flatMap(({ external }) => external ?? [])))
  for (const object of sets.flatMap(({ objects }) => objects)) {
    const { uses, namespace } = object
    const found = uses && wrapped.find(({ secret }) => secret.name === uses.secret && secret.namespace === namespace)
    if (uses === undefined || found === undefined) continue
    const keys = new Set(found.keys.keys())
    const problem = uses.reader === 'Flux' ? fluxKeyProblem(uses.way, keys) : syncKeyProblem(uses.way, keys)
    if (problem === undefined) continue
    report(results, PLACEMENT_FINDINGS.secretKeys, `the Secret ${namespace}/${uses.secret} under sets[].secrets ${problem}, which ${describeIdentity(object)} reads for ${uses.way}`, object.at)
  }
}

function textOf(value: PlainValue | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
