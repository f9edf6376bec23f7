/** The kinds of authentication of each source type, whether they need a Secret, and the keys that they read from it. */

import type { SourceType } from './sync-object.ts'

/** Whether `secretRef` has to be there or must not be. */
export type SecretNeed = 'needed' | 'refused'

export const AUTH: Readonly<Record<SourceType, ReadonlyMap<string, SecretNeed>>> = {
  git: new Map([
    ['ssh', 'needed'],
    ['cookiefile', 'needed'],
    ['gcenode', 'refused'],
    ['gcpserviceaccount', 'refused'],
    ['token', 'needed'],
    ['githubapp', 'needed'],
    ['none', 'refused'],
  ]),
  oci: new Map([
    ['gcenode', 'refused'],
    ['gcpserviceaccount', 'refused'],
    ['k8sserviceaccount', 'refused'],
    ['token', 'needed'],
    ['none', 'refused'],
  ]),
  helm: new Map([
    ['none', 'refused'],
    ['gcpserviceaccount', 'refused'],
    ['k8sserviceaccount', 'refused'],
    ['token', 'needed'],
    ['gcenode', 'refused'],
  ]),
}

/** Kinds that use `git.proxy`. */
export const AUTH_WITH_PROXY: ReadonlySet<string> = new Set(['none', 'cookiefile', 'token', 'githubapp'])

/** Sets of keys, of each of which a Secret has to hold exactly one member. */
export type KeyChoice = readonly (readonly string[])[]

const SYNC_KEYS: ReadonlyMap<string, KeyChoice> = new Map([
  ['ssh', [['ssh']]],
  ['cookiefile', [['cookie_file']]],
  ['token', [['username'], ['token']]],
  ['githubapp', [['github-app-private-key'], ['github-app-installation-id'], ['github-app-application-id', 'github-app-client-id']]],
])

/** What is wrong with a Secret's keys for a kind of authentication of Config Sync; undefined when they fit. */
export function syncKeyProblem(auth: string, keys: ReadonlySet<string>): string | undefined {
  return choiceProblem(SYNC_KEYS.get(auth) ?? [], keys)
}

/** The same for Flux, which chooses by the address: `identity` and `known_hosts` for ssh; a password, a token or an app for https. */
export function fluxKeyProblem(scheme: string, keys: ReadonlySet<string>): string | undefined {
  if (scheme === 'ssh') return choiceProblem([['identity'], ['known_hosts']], keys)
  const ways: KeyChoice[] = [[['bearerToken']], [['username'], ['password']], [['githubAppID'], ['githubAppPrivateKey']]]
  const isCaOnly = keys.has('ca.crt') && !keys.has('username') && !keys.has('password')
  if (isCaOnly || ways.some((way) => choiceProblem(way, keys) === undefined)) return undefined
  return 'lacks username and password (or bearerToken, or the keys of a GitHub App)'
}

function choiceProblem(choice: KeyChoice, keys: ReadonlySet<string>): string | undefined {
  const missing = choice.filter((members) => !members.some((key) => keys.has(key)))
  if (missing.length > 0) return `lacks ${missing.map((members) => members.join(' or ')).join(' and ')}`
  const twice = choice.find((members) => members.filter((key) => keys.has(key)).length > 1)
  return twice === undefined ? undefined : `holds ${twice.join(' and ')}, of which only one may be there`
}
