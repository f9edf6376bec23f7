// What our grammars accept, git takes for exactly that: a ref, or an address with this host and this path. What they refuse is
// refused before git sees it; the last test shows what git would have done with one of those.

import { execFile, execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import injectRootSync from '#functions/inject-root-sync/function.ts'
import { refProblem } from '#fleet/sync/git-ref.ts'
import { isUrlProblem, parseGitUrl, type GitUrl } from '#fleet/sync/git-url.ts'
import { Resource } from '#krm/resource.ts'

const ENVIRONMENT = { PATH: process.env['PATH'], HOME: '/nonexistent', GIT_CONFIG_NOSYSTEM: '1', GIT_TERMINAL_PROMPT: '0' }

let work = ''
let bare = ''
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'git-'))
  bare = join(work, 'bare.git')
  const git = (...args: string[]): string => execFileSync('git', args, { encoding: 'utf8', env: ENVIRONMENT, input: '' }).trim()
  git('init', '-q', '--bare', bare)
  const tree = git('-C', bare, 'mktree')
  const commit = git('-C', bare, '-c', 'user.name=t', '-c', 'user.email=t@example.invalid', 'commit-tree', '-m', 'x', tree)
  git('-C', bare, 'update-ref', 'refs/heads/main', commit)
  git('-C', bare, 'update-server-info')
  writeFileSync(join(work, 'ssh'), `#!/bin/sh\nfor word in "$@"; do printf '%s\\n' "$word"; done >"${join(work, 'ssh-words')}"\nexec git-upload-pack "${bare}"\n`, { mode: 0o755 })
})
afterAll(() => rmSync(work, { recursive: true, force: true }))

const accepted = (text: string): GitUrl => {
  const read = parseGitUrl(text)
  if (isUrlProblem(read)) throw new Error(`${text} ${read.message}`)
  return read
}

describe('refs', () => {
  it('that are accepted, git takes for names of branches', () => {
    const part = fc.constantFrom('a', 'release', 'v1.2', '-', '--', '.', '..', '.lock', '@', '{', '@{', '~', '^', ':', '?', '*', '[', '\\', '/', '//', ' ', '\u0001', '\u007f', 'é', '%', '$', '(', '`', "'", '"', ';', '+', '#')
    const seen = { accepted: 0, refused: 0 }
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')), (ref) => {
        if (refProblem(ref) !== undefined) return void seen.refused++
        seen.accepted++
        expect(spawnSync('git', ['check-ref-format', `refs/heads/${ref}`]).status, JSON.stringify(ref)).toBe(0)
        expect(ref.startsWith('-')).toBe(false)
      }),
      { numRuns: 500, seed: 7 },
    )
    expect(Math.min(seen.accepted, seen.refused)).toBeGreaterThan(50)
  })

  it.each(['main', 'release/1.x', 'v1.2.3', 'feature/a@b', 'müller', "a'b", '$(id)', 'a;b', '%2e%2e'])('%s can be made and listed', (ref) => {
    expect(refProblem(ref)).toBeUndefined()
    const made = execFileSync('git', ['-C', bare, 'rev-parse', 'refs/heads/main'], { encoding: 'utf8' }).trim()
    execFileSync('git', ['-C', bare, 'update-ref', `refs/heads/${ref}`, made])
    const listed = execFileSync('git', ['ls-remote', bare, `refs/heads/${ref}`], { encoding: 'utf8' })
    expect(listed).toBe(`${made}\trefs/heads/${ref}\n`)
  })
})

describe('addresses of ssh', () => {
  it.each(['ssh://git@git.example.com/a/b.git', 'ssh://git.example.com:2222/~user/b', 'ssh://git@[2001:db8::1]:22/a', 'git@git.example.com:a/b.git', 'git.example.com:a', 'git@[::1]:a/b', 'ssh://my%2euser@host/a%20b'])('%s: host and user are one word, and no option', (url) => {
    const { host, user, port } = accepted(url)
    const listed = spawnSync('git', ['ls-remote', url], { encoding: 'utf8', env: { ...ENVIRONMENT, GIT_SSH: join(work, 'ssh'), GIT_SSH_VARIANT: 'ssh' } })
    expect(listed.stdout, listed.stderr).toContain('refs/heads/main')
    const words = readFileSync(join(work, 'ssh-words'), 'utf8').trim().split('\n')
    expect(words).toContain(`${user === undefined ? '' : `${decodeURIComponent(user)}@`}${host.replaceAll(/[[\]]/g, '')}`)
    expect(words.filter((word) => word.startsWith('-') && !['-o', '-p'].includes(word))).toEqual([])
    if (port !== undefined) expect(words[words.indexOf('-p') + 1]).toBe(String(port))
    expect(words.at(-1)).toMatch(/^git-upload-pack '[^']*'$/)
  })
})

describe('addresses of http and https', () => {
  let proxy: Server
  let asked: string[] = []
  beforeAll(async () => {
    proxy = createServer((request, response) => {
      asked.push(request.url ?? '')
      const file = join(bare, (request.url ?? '').replace(/^.*?\/(info\/refs|HEAD|objects\/.*?)(\?.*)?$/, '$1'))
      if (existsSync(file) && statSync(file).isFile()) response.end(readFileSync(file))
      else response.writeHead(404).end()
    })
    proxy.on('connect', (request, socket) => {
      asked.push(request.url ?? '')
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
    })
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => proxy.close())

  function lsRemote(url: string): Promise<string> {
    asked = []
    const { port } = proxy.address() as AddressInfo
    return new Promise((resolve) => execFile('git', ['-c', `http.proxy=http://127.0.0.1:${port}`, 'ls-remote', url], { env: ENVIRONMENT }, (_, stdout) => resolve(stdout)))
  }

  it.each(['http://172.18.0.200:3000/nephio/my-ran.git', 'http://git.example.com/a/my%20project/_git/b', 'http://org@git.example.com/a/-/b,c=d'])('%s is asked for as it stands', async (url) => {
    const { host, port, path } = accepted(url)
    expect(await lsRemote(url)).toContain('refs/heads/main')
    expect(asked[0]).toBe(`http://${host}${port === undefined ? '' : `:${port}`}${path}/info/refs?service=git-upload-pack`)
  })

  it.each(['https://git.example.com/a/b.git', 'https://git.example.com:8443/a', 'https://org@dev.azure.com/org/my%20project/_git/repo'])('%s leads to its host', async (url) => {
    const { host, port } = accepted(url)
    await lsRemote(url)
    expect(asked).toEqual([`${host}:${port ?? 443}`])
  })
})

describe('refused before git sees it', () => {
  const marker = (): string => join(work, 'pwned')
  const hostile = (): string[] => [`ext::sh -c touch% ${marker()}`, `--upload-pack=touch ${marker()}`, `ssh://-oProxyCommand=touch%20${marker()}/a`, `-u${marker()}`, 'https://me:hunter2@git.example.com/a', 'file:///etc/passwd', 'fd::17']

  it('in the grammar and in the function, which then writes nothing', () => {
    for (const repo of hostile()) {
      expect(isUrlProblem(parseGitUrl(repo)), repo).toBe(true)
      const config = new Resource(JSON.stringify({ apiVersion: 'fn.krm-fleet.dev/v1alpha1', kind: 'InjectRootSync', metadata: { name: 'c' }, git: { repo } }), 'document', { path: '', index: 0 })
      const { ok, items, results } = injectRootSync.invoke([], config)
      expect({ ok, items }).toEqual({ ok: false, items: [] })
      expect(JSON.stringify(results)).not.toContain('hunter2')
    }
    expect(existsSync(marker())).toBe(false)
  })

  it('and for a reason: git runs what ext:: names', () => {
    spawnSync('git', ['ls-remote', hostile()[0]!], { env: { ...ENVIRONMENT, GIT_ALLOW_PROTOCOL: 'ext' } })
    expect(existsSync(marker())).toBe(true)
  })
})
