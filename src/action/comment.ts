/** Comments of a step on a pull request, found by a marker that readers do not see: one that is kept right, or a new one per run. */

import { at } from './event.ts'
import { ask, askGraphql, Refused, type Api } from './github-api.ts'

export const COMMENTS = ['off', 'create', 'update'] as const
export type CommentMode = (typeof COMMENTS)[number]

/** Where, and as whom. */
export interface CommentTarget extends Api {
  /** `owner/name` */
  readonly repository: string
  readonly number: number
  /** Tells these comments from those of other steps; a line of HTML comment at the top of the body. */
  readonly marker: string
}

export type CommentOutcome = Put & {
  /** How many earlier comments were hidden as outdated. */
  readonly hidden: number
  /** Why others could not be hidden; a sentence's end. */
  readonly notHidden?: string
}

type Put =
  | { readonly kind: 'created' | 'updated' | 'unchanged'; readonly url: string }
  | { readonly kind: 'not needed' }
  /** Nothing was written; `why` is a sentence's end. */
  | { readonly kind: 'not written'; readonly why: string }

const PER_PAGE = 100
const MOST_PAGES = 30

/**
 * `update` keeps the newest comment of this step that is not hidden as outdated, `create` writes one more; all others of the
 * step are hidden. With `isNews` false none is created. It never throws for what GitHub does.
 */
export async function putComment(target: CommentTarget, mode: 'create' | 'update', text: string, isNews: boolean): Promise<CommentOutcome> {
  const body = `${target.marker}\n${text}`
  const comments = `${target.api}/repos/${target.repository}/issues/${target.number}/comments`
  try {
    const { own, problem } = await visible(target, await findOwn(target, comments))
    const kept = mode === 'update' ? own.at(-1) : undefined
    const put = await write(target, comments, kept, body, isNews)
    const outdated = own.filter((comment) => comment !== kept)
    return { ...put, ...(outdated.length === 0 ? { hidden: 0 } : problem === undefined ? await hide(target, outdated) : { hidden: 0, notHidden: problem }) }
  } catch (error) {
    if (error instanceof Refused) return { kind: 'not written', why: error.message, hidden: 0 }
    throw error
  }
}

async function write(target: CommentTarget, comments: string, kept: OwnComment | undefined, body: string, isNews: boolean): Promise<Put> {
  if (kept === undefined) return isNews ? written('created', await ask(target, 'POST', comments, { body })) : { kind: 'not needed' }
  if (kept.body === body) return { kind: 'unchanged', url: kept.url }
  return written('updated', await ask(target, 'PATCH', `${target.api}/repos/${target.repository}/issues/comments/${kept.id}`, { body }))
}

function written(kind: 'created' | 'updated', answer: unknown): Put {
  const url = at(answer, 'html_url')
  return { kind, url: typeof url === 'string' ? url : '' }
}

interface OwnComment {
  readonly id: number
  /** What GraphQL knows it by. */
  readonly node: string
  readonly body: string
  readonly url: string
}

/** The comments that begin with the marker and are of a bot or of the token's own user, oldest first: people may copy the marker. */
async function findOwn(target: CommentTarget, comments: string): Promise<OwnComment[]> {
  const own: OwnComment[] = []
  let login: string | undefined
  for (let page = 1; page <= MOST_PAGES; page++) {
    const answer = await ask(target, 'GET', `${comments}?per_page=${PER_PAGE}&page=${page}`)
    const list: readonly unknown[] = Array.isArray(answer) ? answer : []
    for (const each of list) {
      const [id, node, body, url] = [at(each, 'id'), at(each, 'node_id'), at(each, 'body'), at(each, 'html_url')]
      if (typeof id !== 'number' || typeof body !== 'string' || !body.replaceAll('\r\n', '\n').startsWith(`${target.marker}\n`)) continue
      const isBot = at(each, 'user', 'type') === 'Bot'
      if (!isBot) login ??= await loginOf(target)
      if (isBot || (login !== '' && at(each, 'user', 'login') === login)) own.push({ id, node: typeof node === 'string' ? node : '', body: body.replaceAll('\r\n', '\n'), url: typeof url === 'string' ? url : '' })
    }
    if (list.length < PER_PAGE) break
  }
  return own
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

/** GraphQL takes so many at once. */
const MOST_NODES = 100
const HIDDEN = 'query($ids: [ID!]!) { nodes(ids: $ids) { ... on IssueComment { id isMinimized minimizedReason } } }'

/** Those that are not hidden as outdated; REST does not tell. Where nobody tells, all are taken for visible. */
async function visible(target: CommentTarget, own: readonly OwnComment[]): Promise<{ readonly own: readonly OwnComment[]; readonly problem?: string }> {
  if (own.length === 0) return { own }
  try {
    const nodes = at(await askGraphql(target, HIDDEN, { ids: own.slice(-MOST_NODES).map(({ node }) => node) }), 'nodes')
    const outdated = new Set((Array.isArray(nodes) ? nodes : []).flatMap((each) => (at(each, 'isMinimized') === true && String(at(each, 'minimizedReason')).toLowerCase() === 'outdated' ? [at(each, 'id')] : [])))
    return { own: own.slice(-MOST_NODES).filter(({ node }) => !outdated.has(node)) }
  } catch (error) {
    if (error instanceof Refused) return { own, problem: error.message }
    throw error
  }
}

const HIDE = 'mutation($id: ID!) { minimizeComment(input: {subjectId: $id, classifier: OUTDATED}) { minimizedComment { isMinimized } } }'

async function hide(target: CommentTarget, outdated: readonly OwnComment[]): Promise<{ readonly hidden: number; readonly notHidden?: string }> {
  let hidden = 0
  try {
    for (const { node } of outdated) {
      await askGraphql(target, HIDE, { id: node })
      hidden++
    }
  } catch (error) {
    if (error instanceof Refused) return { hidden, notHidden: error.message }
    throw error
  }
  return { hidden }
}
