/** The comment on a pull request, against a server that answers as GitHub's REST API does. */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { configMap, kptfile } from './packages.ts'
import { Repository, type Step } from './repository.ts'

const COMMENTS = '/repos/acme/packages/issues/7/comments'
const BOT = { type: 'Bot', login: 'github-actions[bot]' }

interface Comment {
  readonly id: number
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
let authorizations = new Set<string | undefined>()

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
  const { body: text } = JSON.parse(body) as { body: string }
  if (what === `POST ${COMMENTS}`) {
    const made = { id: comments.length + 1, body: text, user: BOT, html_url: `https://github.com/c/${comments.length + 1}` }
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
  authorizations = new Set()
})

function run(more: { readonly token?: string; readonly from?: string; readonly inputs?: Readonly<Record<string, string>> } = {}): Promise<Step> {
  const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return repository.pullRequest(more.from ?? base, head, { inputs: { comment: 'true', token: more.token ?? 'ghs_canary', ...more.inputs }, environment: { GITHUB_API_URL: api } })
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
    expect(asked).toEqual([`GET ${COMMENTS}`, `POST ${COMMENTS}`, `GET ${COMMENTS}`, `GET ${COMMENTS}`, 'PATCH /repos/acme/packages/issues/comments/1'])
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

  test('one that is too long for GitHub says what it leaves out', async () => {
    const many = new Repository()
    many.write({ 'app/Kptfile': kptfile('app') })
    const from = many.commit('base')
    many.write({ 'app/a.yaml': configMap('a', Array.from({ length: 3000 }, (_, index) => `  port${index}: 8080\n`).join('')) })
    const to = many.commit('head')
    const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const step = await many.pullRequest(from, to, { inputs: { comment: 'true', token: 'ghs_canary' }, environment: { GITHUB_API_URL: api } })
    many.remove()
    expect(comments[0]!.body.length).toBeLessThan(65_536)
    expect(comments[0]!.body).toMatch(/\n\d+ more findings not shown here\.\n/)
    expect(Buffer.byteLength(step.summary)).toBeLessThan(1024 * 1024)
    expect(step.summary).toMatch(/port1500/)
  }, 20_000)
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
    const step = await repository.run({ name: 'pull_request', event, inputs: { comment: 'true', token: 'ghs_canary' }, environment: { GITHUB_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}` } })
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
    const nobody = await repository.pullRequest(base, head, { inputs: { comment: 'true', token: 't' }, environment: { GITHUB_API_URL: 'http://127.0.0.1:9' } })
    expect(nobody).toMatchObject({ status: 1, log: expect.stringContaining(`${NOTICE}GitHub cannot be reached`) })
    expect((await repository.run({ inputs: { comment: 'true', token: 't' } })).log).toContain('No comment: push belongs to no pull request.')
  })
})
