/** The Secrets that sync objects read, and the commands that make them. Nobody here ever sees a value. */

import { isFluxSource, readFluxSource } from '#fleet/sync/flux-object.ts'
import { isSyncObject, readSyncObject, type SyncObject } from '#fleet/sync/sync-object.ts'
import { Resource } from '#krm/resource.ts'
import type { BundleObject } from './bundle.ts'
import { shellWord } from './shell-word.ts'

/** One Secret. The command makes `keys`; without `required` nothing can be read, others are optional or have a twin. */
export interface NeededSecret {
  readonly namespace: string
  readonly name: string
  readonly keys: readonly string[]
  readonly required: readonly string[]
  readonly type: string | undefined
  /** Who reads it, and how: `RootSync root-sync (auth token)`. */
  readonly reader: string
}

/** Keys by Config Sync's kinds of authentication, and those of them that may be left out or have another name. */
const SYNC_KEYS: ReadonlyMap<string, readonly string[]> = new Map([
  ['ssh', ['ssh', 'known_hosts']],
  ['cookiefile', ['cookie_file']],
  ['token', ['username', 'token']],
  ['githubapp', ['github-app-private-key', 'github-app-installation-id', 'github-app-application-id']],
])
const OPTIONAL_KEYS = new Set(['known_hosts', 'github-app-application-id'])

/** The Secrets of a bundle's sync objects, each once. */
export function neededSecrets(syncs: readonly BundleObject[]): NeededSecret[] {
  const all = syncs.flatMap(({ text }) => secretsOf(new Resource(text, 'document', { path: '', index: 0 })))
  return all.filter(({ namespace, name }, index) => all.findIndex((other) => other.namespace === namespace && other.name === name) === index)
}

function secretsOf(resource: Resource): NeededSecret[] {
  if (isSyncObject(resource)) return secretsOfSync(readSyncObject(resource))
  if (!isFluxSource(resource)) return []
  const { kind, secretRef, url } = readFluxSource(resource)
  if (secretRef === undefined) return []
  const base = { namespace: resource.namespace, name: secretRef.value }
  if (kind === 'OCIRepository') {
    const keys = ['.dockerconfigjson']
    return [{ ...base, keys, required: keys, type: 'kubernetes.io/dockerconfigjson', reader: `OCIRepository ${resource.name}` }]
  }
  const isSsh = url?.value.startsWith('ssh://') === true
  const keys = isSsh ? ['identity', 'known_hosts'] : ['username', 'password']
  // Behind https a bearer token or a GitHub App will do as well.
  return [{ ...base, keys, required: isSsh ? keys : [], type: undefined, reader: `GitRepository ${resource.name} (${isSsh ? 'ssh' : 'https'})` }]
}

function secretsOfSync({ kind, name, namespace, source }: SyncObject): NeededSecret[] {
  const needed: NeededSecret[] = []
  const auth = source?.auth?.value ?? ''
  if (source?.secretRef !== undefined) {
    const keys = SYNC_KEYS.get(auth) ?? []
    needed.push({ namespace, name: source.secretRef.value, keys, required: keys.filter((key) => !OPTIONAL_KEYS.has(key)), type: undefined, reader: `${kind} ${name} (auth ${auth})` })
  }
  if (source?.caCertSecretRef !== undefined) {
    needed.push({ namespace, name: source.caCertSecretRef.value, keys: ['cert'], required: ['cert'], type: undefined, reader: `${kind} ${name} (certificate authority)` })
  }
  return needed
}

/** The command that makes a Secret. Each value is read from a file, so that none stands in a history or a process list. */
export function createCommand({ namespace, name, keys, type }: NeededSecret): string {
  const files = keys.map((key) => ` \\\n  --from-file=${shellWord(`${key}=${key.replace(/^\./, '')}`)}`)
  return `kubectl create secret generic ${shellWord(name)} --namespace ${shellWord(namespace)}${type === undefined ? '' : ` --type ${shellWord(type)}`}${files.join('')}`
}

/** The page that lists all Secrets; it stands in the bundle as secrets.txt. */
export function secretsPage(cluster: string, secrets: readonly NeededSecret[]): string {
  if (secrets.length === 0) return `The sync objects of ${cluster} need no Secret.\n`
  const head = `Secrets that ${cluster} needs. A bundle holds no value: create them with these commands, once the namespaces are there
(apply.sh stops where one is missing, and may be run again).

Each key is read from a file of its name in the working directory, which holds the value alone. A line break at its end
would be part of a token: write it with printf %s, and remove the file afterwards. Add --context as for apply.sh.
`
  return `${head}${secrets.map((secret) => `\n# ${secret.reader}: ${secret.keys.join(', ')}\n${createCommand(secret)}\n`).join('')}`
}
