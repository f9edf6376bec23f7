/** One comment on a pull request that is kept up to date: found by a marker that readers do not see. */

import { at } from './event.ts'

/** Where, and as whom. */
export interface CommentTarget {
  /** `https://api.github.com` */
  readonly api: string
  /** `owner/name` */
  readonly repository: string
  readonly number: number
  /** Never printed. */
  readonly token: string
  /** Tells this comment from those of other steps; a line of HTML comment at the top of the body. */
  readonly marker: string
}

export type CommentOutcome =
  | { readonly kind: 'created' | 'updated' | 'unchanged'; readonly url: string }
  | { readonly kind: 'not needed' }
  /** Nothing was written; `why` is a sentence's end. */
  | { readonly kind: 'not written'; readonly why: string }

/** How often a server that has trouble is asked, with a pause that doubles. */
const ATTEMPTS = 3
const FIRST_PAUSE_MS = 200
const TIMEOUT_MS = 10_000
const PER_PAGE = 100
const MOST_PAGES = 30

/** Creates the comment or updates it. With `isNews` false one that is not there is not created. It never throws. */
export async function putComment(target: CommentTarget, text: string, isNews: boolean): Promise<CommentOutcome> {
  const body = `${target.marker}\n${text}`
  const comments = `${target.api}/repos/${target.repository}/issues/${target.number}/comments`
  try {
    const own = await findOwn(target, comments)
    if (own === undefined) return isNews ? written('created', await ask(target, 'POST', comments, body)) : { kind: 'not needed' }
    if (own.body === body) return { kind: 'unchanged', url: own.url }
    return written('updated', await ask(target, 'PATCH', `${target.api}/repos/${target.repository}/issues/comments/${own.id}`, body))
  } catch (error) {
    if (error instanceof Refused) return { kind: 'not written', why: error.message }
    throw error
  }
}

function written(kind: 'created' | 'updated', answer: unknown): CommentOutcome {
  const url = at(answer, 'html_url')
  return { kind, url: typeof url === 'string' ? url : '' }
}

interface OwnComment {
  readonly id: number
  readonly body: string
  readonly url: string
}

/** The comment that begins with the marker and is of a bot or of the token's own user: people may copy the marker. */
async function findOwn(target: CommentTarget, comments: string): Promise<OwnComment | undefined> {
  let login: string | undefined
  for (let page = 1; page <= MOST_PAGES; page++) {
    const answer = await ask(target, 'GET', `${comments}?per_page=${PER_PAGE}&page=${page}`)
    const list: readonly unknown[] = Array.isArray(answer) ? answer : []
    for (const each of list) {
      const [id, body, url] = [at(each, 'id'), at(each, 'body'), at(each, 'html_url')]
      if (typeof id !== 'number' || typeof body !== 'string' || !body.replaceAll('\r\n', '\n').startsWith(`${target.marker}\n`)) continue
      const isBot = at(each, 'user', 'type') === 'Bot'
      if (!isBot) login ??= await loginOf(target)
      if (isBot || (login !== '' && at(each, 'user', 'login') === login)) return { id, body: body.replaceAll('\r\n', '\n'), url: typeof url === 'string' ? url : '' }
    }
    if (list.length < PER_PAGE) return undefined
  }
  return undefined
}

/** The user of a personal token; empty for the token of a workflow, which is nobody's. */
async function loginOf(target: CommentTarget): Promise<string> {
  try {
    const login = at(await ask(target, 'GET', `${target.api}/user`), 'login')
    return typeof login === 'string' ? login : ''
  } catch (error) {
    if (error instanceof Refused) return ''
    throw error
  }
}

class Refused extends Error {
  override readonly name = 'Refused'
}

/** One request. What GitHub refuses, or cannot do after several attempts, is thrown as Refused. */
async function ask({ token }: CommentTarget, method: 'GET' | 'POST' | 'PATCH', url: string, body?: string): Promise<unknown> {
  let why = ''
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (attempt > 0) await pause(FIRST_PAUSE_MS * 2 ** attempt)
    let response: Response
    try {
      response = await fetch(url, {
        method,
        headers: { accept: 'application/vnd.github+json', authorization: `Bearer ${token}`, 'user-agent': 'krm-fleet', 'x-github-api-version': '2022-11-28', ...(body !== undefined && { 'content-type': 'application/json' }) },
        signal: AbortSignal.timeout(TIMEOUT_MS),
        ...(body !== undefined && { body: JSON.stringify({ body }) }),
      })
    } catch {
      why = 'GitHub cannot be reached'
      // It may have arrived: a second comment is worse than none.
      if (method === 'POST') break
      continue
    }
    if (response.ok) return answerOf(response)
    await response.body?.cancel()
    why = whyRefused(response.status)
    if (response.status < 500 || method === 'POST') break
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
