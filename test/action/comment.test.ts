/** Comments on a pull request, against a server that answers as GitHub's REST and GraphQL APIs do. */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { configMap, kptfile } from './packages.ts'
import { Repository, type Step } from './repository.ts'

const COMMENTS = '/repos/acme/packages/issues/7/comments'
const BOT = { type: 'Bot', login: 'github-actions[bot]' }

interface Comment {
  readonly id: number
  readonly node_id: string
  body: string
  readonly user: { readonly type: string; readonly login: string }
  readonly html_url: string
}

let server: Server
let comments: Comment[] = []
/** `METHOD path` of every request, in order. */
let asked: string[] = []
/** The answers to requests that are to fail, by the same; the last one stays. */
let failures: Record<string, number[]> = {}
/** Why comments are hidden, by their node ids. */
let hidden = new Map<string, string>()
let authorizations = new Set<string | undefined>()

interface GraphqlRequest {
  readonly query: string
  readonly variables: { readonly id?: string; readonly ids?: readonly string[] }
}

/** What GraphQL answers; `failures` of `graphql` and the word `query` or `mutation` are errors in an answer that has status 200. */
function graphql({ query, variables: { id, ids = [] } }: GraphqlRequest): object {
  const [kind = ''] = query.split('(')
  asked.push(`${kind} ${id ?? ids.join(',')}`)
  if (failures[`graphql ${kind}`] !== undefined) return { data: null, errors: [{ type: 'FORBIDDEN', message: 'Resource not accessible by integration' }] }
  if (kind === 'query') return { data: { nodes: ids.map((node) => ({ id: node, isMinimized: hidden.has(node), minimizedReason: hidden.get(node)?.toLowerCase() ?? null })) } }
  const [, classifier = ''] = /minimizeComment\(input: \{subjectId: \$id, classifier: (\w+)\}\)/.exec(query) ?? []
  hidden.set(id!, classifier)
  return { data: { minimizeComment: { minimizedComment: { isMinimized: true } } } }
}

function answer(request: IncomingMessage, response: ServerResponse, body: string): void {
  const [path = ''] = (request.url ?? '').split('?')
  const what = `${request.method} ${path}`
  asked.push(what)
  authorizations.add(request.headers.authorization)
  const reply = (status: number, value: unknown): void => void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
  const failing = failures[what]
  const status = failing === undefined ? undefined : failing.length > 1 ? failing.shift() : failing[0]
  if (status !== undefined && status >= 400) return reply(status, { message: 'no' })
  const page = Number(new URL(request.url ?? '', 'http://x').searchParams.get('page'))
  if (what === `GET ${COMMENTS}`) return reply(200, comments.slice((page - 1) * 100, page * 100))
  if (what === 'GET /user') return reply(200, { login: 'ann' })
  if (what === 'POST /graphql') return reply(200, graphql(JSON.parse(body) as GraphqlRequest))
  const { body: text } = JSON.parse(body) as { body: string }
  if (what === `POST ${COMMENTS}`) {
    const made = { id: comments.length + 1, node_id: `IC_${comments.length + 1}`, body: text, user: BOT, html_url: `https://github.com/c/${comments.length + 1}` }
    comments.push(made)
    return reply(201, made)
  }
  const [, id] = /^PATCH \/repos\/acme\/packages\/issues\/comments\/(\d+)$/.exec(what) ?? []
  const found = comments.find((each) => String(each.id) === id)
  if (found === undefined) return reply(404, {})
  found.body = text
  return reply(200, found)
}

const repository = new Repository()
let [base, head, later] = ['', '', '']

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (text: string) => (body += text)).on('end', () => answer(request, response, body))
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  repository.write({ 'app/Kptfile': kptfile('app') })
  base = repository.commit('base')
  repository.write({ 'app/a.yaml': configMap('a', '  port: 8080\n') })
  head = repository.commit('head')
  later = repository.git('rev-parse', 'HEAD')
})
afterAll(() => {
  server.close()
  repository.remove()
})
beforeEach(() => {
  comments = []
  asked = []
  failures = {}
  hidden = new Map()
  authorizations = new Set()
})

function run(more: { readonly token?: string; readonly from?: string; readonly inputs?: Readonly<Record<string, string>> } = {}): Promise<Step> {
  const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return repository.pullRequest(more.from ?? base, head, { inputs: { comment: 'update', token: more.token ?? 'ghs_canary', ...more.inputs }, environment: { GITHUB_API_URL: api, GITHUB_GRAPHQL_URL: `${api}/graphql` } })
}

afterEach(() => {
  expect([...authorizations].filter((value) => value !== 'Bearer ghs_canary'), 'every request carries the token').toEqual([])
})

describe('one comment', () => {
  test('is made, found again by its marker, left alone while it is right, and updated', async () => {
    const first = await run()
    expect(first).toMatchObject({ status: 1, log: expect.stringContaining('The comment was created.') })
    expect(first.outputs.get('comment-url')).toBe('https://github.com/c/1')
    expect(comments[0]!.body).toMatch(/^<!-- krm-fleet [0-9a-f]{16} -->\n## ❌ krm-fleet: 1 error\n/)
    expect(first.log).not.toContain('ghs_canary')
    expect(await run()).toMatchObject({ log: expect.stringContaining('The comment was right already.') })
    comments[0]!.body = comments[0]!.body.replace('1 error', '9 errors')
    expect(await run()).toMatchObject({ log: expect.stringContaining('The comment was updated.') })
    expect(comments).toHaveLength(1)
    expect(comments[0]!.body).toContain('## ❌ krm-fleet: 1 error\n')
    const look = [`GET ${COMMENTS}`, 'POST /graphql', 'query IC_1']
    expect(asked).toEqual([`GET ${COMMENTS}`, `POST ${COMMENTS}`, ...look, ...look, 'PATCH /repos/acme/packages/issues/comments/1'])
  })

  test('says so when everything is mended, and is not made for nothing', async () => {
    expect(await run({ from: later })).toMatchObject({ status: 0, log: expect.stringContaining('No comment: there is nothing to say.') })
    expect(comments).toEqual([])
    await run()
    await run({ from: later })
    expect(comments).toMatchObject([{ body: expect.stringContaining('## ✅ krm-fleet: no findings') }])
  })

  test('is found behind many others; a person who copies the marker is not overwritten, the own of a personal token is', async () => {
    await run()
    const [own] = comments
    comments = Array.from({ length: 150 }, (_, index) => ({ ...own!, id: index + 1, body: 'hello', user: { type: 'User', login: 'bob' } }))
    comments[3] = { ...comments[3]!, body: own!.body }
    await run()
    expect(comments).toHaveLength(151)
    expect(comments[3]!.body).toBe(own!.body)
    comments[140] = { ...own!, id: 141, body: own!.body.replace('1 error', '2 errors'), user: { type: 'User', login: 'ann' } }
    comments.pop()
    await run()
    expect(comments).toHaveLength(150)
    expect(comments[140]!.body).toBe(own!.body)
  })

  test('steps with other inputs have comments of their own', async () => {
    await run()
    await run({ inputs: { path: 'app' } })
    expect(new Set(comments.map(({ body }) => body.split('\n')[0])).size).toBe(2)
  })
})

describe('earlier comments of the step', () => {
  /** A run that has something else to say. */
  const otherwise = (comment: string): Promise<Step> => run({ inputs: { comment, 'diff-lines': String(comments.length) } })
  const body = (id: number): string => comments[id - 1]!.body

  test('create: one per run, those before are hidden as outdated, each once; others are left alone', async () => {
    comments = [{ id: 1, node_id: 'IC_1', body: 'hello', user: { type: 'User', login: 'bob' }, html_url: '' }]
    for (let count = 0; count < 3; count++) await otherwise('create')
    const step = await otherwise('create')
    expect(comments).toHaveLength(5)
    expect(new Set(comments.slice(1).map(({ body }) => body.split('\n')[0])).size, 'one marker').toBe(1)
    expect([...hidden]).toEqual(['IC_2', 'IC_3', 'IC_4'].map((node) => [node, 'OUTDATED']))
    expect(asked.filter((what) => what.startsWith('mutation'))).toEqual(['mutation IC_2', 'mutation IC_3', 'mutation IC_4'])
    expect(step.log).toContain('The comment was created.\n1 earlier comment hidden as outdated.\n')
    expect(step.outputs.get('comment-url')).toBe('https://github.com/c/5')
  })

  test('create with nothing to say: none, and the one before is hidden', async () => {
    await run({ inputs: { comment: 'create' } })
    const step = await run({ inputs: { comment: 'create' }, from: later })
    expect(step).toMatchObject({ status: 0, log: expect.stringContaining('No comment: there is nothing to say.\n1 earlier comment hidden as outdated.\n') })
    expect(step.outputs.has('comment-url')).toBe(false)
    expect([comments.length, [...hidden.keys()]]).toEqual([1, ['IC_1']])
  })

  test('update keeps the newest that is not hidden, and hides what a race or create left; it makes one where all are hidden', async () => {
    for (let count = 0; count < 2; count++) await run()
    comments.push({ ...comments[0]!, id: 2, node_id: 'IC_2' }, { ...comments[0]!, id: 3, node_id: 'IC_3' })
    hidden.set('IC_1', 'OUTDATED')
    const step = await otherwise('update')
    expect(step.outputs.get('comment-url')).toBe('https://github.com/c/1')
    expect([comments.length, [...hidden.keys()], body(3) === body(1)]).toEqual([3, ['IC_1', 'IC_2'], true])
    hidden.set('IC_3', 'OUTDATED')
    await otherwise('update')
    expect([comments.length, hidden.size]).toEqual([4, 3])
    hidden.set('IC_4', 'RESOLVED')
    expect((await run()).log, 'hidden by a person for another reason').toContain('The comment was right already.')
  })

  test.each(['query', 'mutation'])('that cannot be hidden (%s) are a notice', async (kind) => {
    await run({ inputs: { comment: 'create' } })
    failures[`graphql ${kind}`] = [200]
    const step = await run({ inputs: { comment: 'create' } })
    expect(step).toMatchObject({ status: 1, stderr: '', log: expect.stringContaining('::notice title=krm-fleet::Earlier comments of this step could not be hidden: GitHub refused it (FORBIDDEN)\n') })
    expect([comments.length, hidden.size]).toEqual([2, 0])
    expect(step.outputs.get('comment-url')).toBe('https://github.com/c/2')
  })

  test('off asks nobody anything', async () => {
    const step = await run({ inputs: { comment: 'off' } })
    expect([step.status, asked]).toEqual([1, []])
    expect(await run({ inputs: { comment: 'true' } })).toMatchObject({ status: 2, log: expect.stringContaining('input comment: "true" is none of off, create, update') })
  })
})

describe('limits', () => {
  const api = (): Readonly<Record<string, string>> => ({ GITHUB_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
  const many = new Repository()
  let [from, to] = ['', '']
  beforeAll(() => {
    const map = (name: string, value: string): string => configMap(name, Array.from({ length: 60 }, (_, index) => `  schlüssel-大きい-${index}: ${value}\n`).join(''))
    const kinds = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`app/${'ö'.repeat(60)}${index}.yaml`, index]))
    const all = (value: string): Record<string, string> => Object.fromEntries(Object.entries(kinds).map(([path, index]) => [path, map(`m${index}`, value)]))
    many.write({ 'app/Kptfile': kptfile('app'), ...Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`b${index}/Kptfile`, kptfile('b')])), ...all('"größer als früher 大きい"') })
    from = many.commit('base')
    many.write({ ...all('8080'), ...Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`b${index}/${'ß'.repeat(80)}.yaml`, `a: [${'é'.repeat(300)}\n`])) })
    to = many.commit('head')
  })
  afterAll(() => many.remove())

  test.each(['4000', '5000', '20000', '60000', '65536'])('a comment of %s bytes, whatever its characters are', async (limit) => {
    const step = await many.pullRequest(from, to, { inputs: { comment: 'update', token: 'ghs_canary', 'comment-max-bytes': limit }, environment: api() })
    expect(step).toMatchObject({ status: 1, stderr: '' })
    const [{ body } = { body: '' }] = comments
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(Number(limit))
    expect(Buffer.byteLength(body), 'not much is wasted').toBeGreaterThan(Number(limit) * 0.5)
    expect(body).toMatch(/\n\d+ more findings not shown here\.\n/)
    expect(body).toMatch(/\n\d+ more changes? not shown here\.\n/)
    for (const [tag] of body.matchAll(/<(?:details|sub)>/g)) expect(body.split(tag).length, tag).toBe(body.split(tag.replace('<', '</')).length)
    expect(Buffer.byteLength(step.summary)).toBeLessThan(1024 * 1024)
    expect(step.summary).toContain('m39')
  }, 20_000)

  test('diff-lines: whole fields of a change; the others are counted and stand in the file', async () => {
    const shown = async (lines: string): Promise<string> => (await many.pullRequest(from, to, { inputs: { 'diff-lines': lines } })).summary.split('\n- **changed** ConfigMap m0 ')[1]!.split('\n- ')[0]!
    expect(await shown('0')).toBe('· in app\n\n  and 60 fields\n')
    const some = await shown('7')
    expect(some.match(/@@ .* @@/g)).toHaveLength(2)
    expect(some).toContain('\n  and 58 more fields\n')
    expect((await shown('1000')).match(/@@ .* @@/g)).toHaveLength(60)
  }, 20_000)

  test('numbers that are none', async () => {
    const step = await many.run({ inputs: { 'diff-lines': '-1', 'comment-max-bytes': '3999' } })
    expect(step.status).toBe(2)
    for (const says of ['input diff-lines: "-1" is no whole number from 0 to 1000', 'input comment-max-bytes: "3999" is no whole number from 4000 to 65536']) expect(step.log).toContain(says)
  })
})

describe('a comment that cannot be written is a notice; the verdict is that of the findings', () => {
  const NOTICE = '::notice title=krm-fleet::No comment was written: '
  test.each([
    ['a fork, whose token may only read', { [`POST ${COMMENTS}`]: [403] }, 'the token may not write comments here (403)'],
    ['no right to see comments', { [`GET ${COMMENTS}`]: [404] }, 'the token may not write comments here (404)'],
    ['a token that is none', { [`GET ${COMMENTS}`]: [401] }, 'the token is not valid (401)'],
    ['a server that stays broken', { [`GET ${COMMENTS}`]: [503] }, 'GitHub answered 503'],
    ['a server that breaks while it writes', { [`POST ${COMMENTS}`]: [502] }, 'GitHub answered 502'],
    ['too many requests', { [`GET ${COMMENTS}`]: [429] }, 'GitHub takes no more requests for now (429)'],
  ])('%s', async (_, failing, why) => {
    failures = failing
    const step = await run()
    expect(step).toMatchObject({ status: 1, stderr: '' })
    expect(step.log).toContain(NOTICE + why)
    expect(step.log).not.toContain('ghs_canary')
    expect(asked.filter((what) => what.startsWith('POST')).length, 'a comment is not tried twice').toBeLessThan(2)
  })

  test('a fork is called one', async () => {
    failures = { [`POST ${COMMENTS}`]: [403] }
    const event = { pull_request: { number: 7, base: { sha: base, repo: { full_name: 'acme/packages' } }, head: { sha: head, repo: { full_name: 'mallory/packages' } } } }
    const step = await repository.run({ name: 'pull_request', event, inputs: { comment: 'update', token: 'ghs_canary' }, environment: { GITHUB_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}` } })
    expect(step.log).toContain('(this pull request is from a fork). All of it is in the summary of the run')
    expect(step.summary).toContain('1 error')
  })

  test('a server that has trouble for a moment is asked again', async () => {
    failures = { [`GET ${COMMENTS}`]: [503, 500, 200] }
    expect(await run()).toMatchObject({ log: expect.stringContaining('The comment was created.') })
  })

  test('no token, no server, no pull request', async () => {
    expect((await run({ token: '' })).log).toContain(`${NOTICE}the input token is empty`)
    expect(asked).toEqual([])
    const nobody = await repository.pullRequest(base, head, { inputs: { comment: 'update', token: 't' }, environment: { GITHUB_API_URL: 'http://127.0.0.1:9' } })
    expect(nobody).toMatchObject({ status: 1, log: expect.stringContaining(`${NOTICE}GitHub cannot be reached`) })
    expect((await repository.run({ inputs: { comment: 'update', token: 't' } })).log).toContain('No comment: push belongs to no pull request.')
  })
})
