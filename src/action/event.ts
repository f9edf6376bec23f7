/** What happened on GitHub: the file with the event's payload and the variables that name the run. */

import { readFileSync } from 'node:fs'
import { isCommitId } from '#cli/git-ref.ts'

/** As much of it as the Action needs. */
export interface Event {
  /** `pull_request`, `push`, … */
  readonly name: string
  /** `owner/name`; undefined outside of GitHub. */
  readonly repository: string | undefined
  /** Number of the pull request that the run belongs to. */
  readonly pullRequest: number | undefined
  /** Whether its branch lies in another repository: then the token may only read. */
  readonly isFork: boolean
  /** The commit that the event's change began at; undefined where an event has none (a schedule, a new branch). */
  readonly base: string | undefined
  /** What `base` is, for people: `the base of this pull request`. */
  readonly baseIs: string
  /** The commit that a reader sees. */
  readonly head: string | undefined
  /** `https://github.com` */
  readonly server: string
  readonly api: string
  readonly graphql: string
}

type Environment = Readonly<Record<string, string | undefined>>

/** Reads it. A payload that is missing or broken is an event without a base: it never stops a check. */
export function readEvent(environment: Environment): Event {
  const payload = payloadAt(environment['GITHUB_EVENT_PATH'])
  const name = environment['GITHUB_EVENT_NAME'] ?? ''
  const repository = environment['GITHUB_REPOSITORY'] ?? ''
  const number = at(payload, 'pull_request', 'number')
  const pull = typeof number === 'number' && Number.isSafeInteger(number) && number > 0 ? number : undefined
  const [base, baseIs] = baseOf(payload)
  return {
    name,
    repository: /^[\w.-]+\/[\w.-]+$/.test(repository) ? repository : undefined,
    pullRequest: pull,
    isFork: pull !== undefined && at(payload, 'pull_request', 'head', 'repo', 'full_name') !== at(payload, 'pull_request', 'base', 'repo', 'full_name'),
    base,
    baseIs,
    head: commit(at(payload, 'pull_request', 'head', 'sha')) ?? commit(environment['GITHUB_SHA']),
    server: environment['GITHUB_SERVER_URL'] ?? 'https://github.com',
    api: environment['GITHUB_API_URL'] ?? 'https://api.github.com',
    graphql: environment['GITHUB_GRAPHQL_URL'] ?? 'https://api.github.com/graphql',
  }
}

function baseOf(payload: unknown): readonly [string | undefined, string] {
  const pull = commit(at(payload, 'pull_request', 'base', 'sha'))
  if (pull !== undefined) return [pull, 'the base of this pull request']
  const group = commit(at(payload, 'merge_group', 'base_sha'))
  if (group !== undefined) return [group, 'the base of this merge group']
  return [commit(at(payload, 'before')), 'the commit before this push']
}

/** A commit's id; not the zeros that stand for a branch that was not there. */
function commit(value: unknown): string | undefined {
  return typeof value === 'string' && isCommitId(value) && !/^0+$/.test(value) ? value : undefined
}

function payloadAt(file: string | undefined): unknown {
  if (file === undefined || file === '') return undefined
  try {
    const payload: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return payload
  } catch {
    return undefined
  }
}

/** The value at a path of own keys. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  const [key, ...rest] = path
  if (key === undefined) return value
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? at(Reflect.get(value, key), ...rest) : undefined
}
