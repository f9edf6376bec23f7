/** Requests to GitHub: the REST API, and GraphQL for what REST cannot do. */

import { at } from './event.ts'

/** Which server, and as whom. */
export interface Api {
  /** `https://api.github.com` */
  readonly api: string
  /** `https://api.github.com/graphql` */
  readonly graphql: string
  /** Never printed. */
  readonly token: string
}

/** What GitHub refuses, or cannot do after several attempts; the message is a sentence's end. */
export class Refused extends Error {
  override readonly name = 'Refused'
}

/** How often a server that has trouble is asked, with a pause that doubles. */
const ATTEMPTS = 3
const FIRST_PAUSE_MS = 200
const TIMEOUT_MS = 10_000

/** One request to the REST API. What is refused is thrown as Refused. */
export function ask(api: Api, method: 'GET' | 'POST' | 'PATCH', url: string, body?: object): Promise<unknown> {
  // What created something may have arrived: a second one is worse than none.
  return send(api, method, url, body, method !== 'POST')
}

/** One request to GraphQL, of something that may be done twice; its data. Errors in the answer are Refused too. */
export async function askGraphql(api: Api, query: string, variables: object): Promise<unknown> {
  const answer = await send(api, 'POST', api.graphql, { query, variables }, true)
  const errors = at(answer, 'errors')
  if (!Array.isArray(errors) || errors.length === 0) return at(answer, 'data')
  const type = at(errors[0], 'type')
  throw new Refused(`GitHub refused it${typeof type === 'string' && /^[A-Z_]+$/.test(type) ? ` (${type})` : ''}`)
}

async function send({ token }: Api, method: string, url: string, body: object | undefined, again: boolean): Promise<unknown> {
  let why = ''
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (attempt > 0) await pause(FIRST_PAUSE_MS * 2 ** attempt)
    let response: Response
    try {
      response = await fetch(url, {
        method,
        headers: { accept: 'application/vnd.github+json', authorization: `Bearer ${token}`, 'user-agent': 'krm-fleet', 'x-github-api-version': '2022-11-28', ...(body !== undefined && { 'content-type': 'application/json' }) },
        signal: AbortSignal.timeout(TIMEOUT_MS),
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
    } catch {
      why = 'GitHub cannot be reached'
      if (!again) break
      continue
    }
    if (response.ok) return answerOf(response)
    await response.body?.cancel()
    why = whyRefused(response.status)
    if (response.status < 500 || !again) break
  }
  throw new Refused(why)
}

async function answerOf(response: Response): Promise<unknown> {
  try {
    const answer: unknown = await response.json()
    return answer
  } catch {
    throw new Refused('GitHub gave an answer that is no JSON')
  }
}

function whyRefused(status: number): string {
  if (status === 401) return 'the token is not valid (401)'
  if (status === 403 || status === 404) return `the token may not write comments here (${status}): for a pull request from a fork it never may, else the job needs "permissions: {pull-requests: write}"`
  if (status === 429) return 'GitHub takes no more requests for now (429)'
  return `GitHub answered ${status}`
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })
}
