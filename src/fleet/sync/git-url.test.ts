import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isUrlProblem, parseGitUrl, repositoryKey, withScheme } from './git-url.ts'

describe('accepted', () => {
  it.each([
    ['https://git.example.com/a/b.git', 'https', undefined, 'git.example.com', undefined],
    ['http://172.18.0.200:3000/nephio/my-ran.git', 'http', undefined, '172.18.0.200', 3000],
    ['https://org@dev.azure.com/org/my%20project/_git/repo', 'https', 'org', 'dev.azure.com', undefined],
    ['https://gitlab.example.com/group/-/x', 'https', undefined, 'gitlab.example.com', undefined],
    ['ssh://git@[2001:db8::1]:2222/~user/repo', 'ssh', 'git', '[2001:db8::1]', 2222],
    ['git@github.com:org/repo.git', 'scp', 'git', 'github.com', undefined],
    ['git@forge:org/repo', 'scp', 'git', 'forge', undefined],
    ['git.example.com:repo', 'scp', undefined, 'git.example.com', undefined],
    ['git@[::1]:repo', 'scp', 'git', '[::1]', undefined],
  ])('%s', (text, scheme, user, host, port) => expect(parseGitUrl(text)).toMatchObject({ scheme, user, host, port }))
})

describe('refused', () => {
  it.each([
    '', ' ', '-x', '--upload-pack=touch x', '--output=FILE', 'ext::sh -c x', 'ext::sh', 'fd::17', 'file:///etc/passwd', 'file:/etc', 'file::x',
    'javascript:alert', 'javascript://x/y', 'git://host/x', 'ftp://host/x', 'HTTPS://host/x', 'https:/host/x', 'https://', 'https://host', 'https://host/',
    'ssh://-oProxyCommand=x/y', 'ssh://git@-oProxyCommand=x/y', 'git@-oProxyCommand=x:y', 'git@host:-x', 'https://host/a b', 'https://host/a\nb', 'https://host/a\tb',
    'https://host/a\r', 'https://host/%0ahost=evil', 'https://host/%', 'https://host/%zz', 'https://host/../x', 'https://host/x?y', 'https://host/x#y', 'https://host/$(x)',
    'https://host/`x`', 'https://host:0/x', 'https://host:99999/x', 'https://ho_st/x', 'https://host../x', '/etc/passwd', './x', 'C:/x', 'C:\\x', 'host:x', 'git@host', 'git@host:', 'git@https://host/x', 'https://\u202egit.example.com/x',
    `https://host/${'a'.repeat(3000)}`,
  ])('%j', (text) => expect(parseGitUrl(text)).toMatchObject({ problem: 'grammar' }))

  it.each(['https://user:pass@host/x', 'https://:pass@host/x', 'https://user%3apass@host/x', 'ssh://git:pw@host/x', 'my.user:pw@host:x', 'user:pw@host', 'https://ghp_abc@github.com/x', 'https://a@b:c@host/x'])(
    'a credential: %s',
    (text) => {
      const read = parseGitUrl(text)
      expect(read).toMatchObject({ problem: 'secret' })
      expect(isUrlProblem(read) && read.message).toBe('holds a password or token; take it out, put it into a Secret and name that in secretRef')
    },
  )
})

/** Pieces that matter to git, glued together at random. */
const hostile = fc.array(
  fc.oneof(fc.constantFrom('-', '--', 'ext::', 'file:', 'https://', 'ssh://', 'git@', ':', '/', '@', 'host', 'a.b', '%0a', '\n', ' ', '\\', '..', '[::1]', '::', '?', 'x'), fc.string({ maxLength: 4 })),
  { maxLength: 8 },
).map((parts) => parts.join(''))

it('accepts nothing that is an option, a transport, a local path or a credential', () => {
  let accepted = 0
  fc.assert(
    fc.property(hostile, (text) => {
      const read = parseGitUrl(text)
      if (isUrlProblem(read)) return
      accepted++
      expect(text).toMatch(/^(?:https?:\/\/|ssh:\/\/|[^:/@]+@[^:]+:|[^:/@]+\.[^:/@]+:|\[)/)
      expect(text).not.toMatch(/^-|^[a-z]+::|[\s\\]|^file:|^\//)
      expect(read.host).not.toMatch(/^-|^$/)
      expect(read.user ?? '').not.toMatch(/:|^-/)
      expect(read.path).not.toMatch(/^-|(?:^|\/)\.\.(?:\/|$)/)
    }),
    { numRuns: 100_000, seed: 4 },
  )
  expect(accepted, 'the generator reaches accepted texts').toBeGreaterThan(20)
})

it('knows one repository by all its spellings', () => {
  const spellings = ['https://git.example.com/a/b.git', 'https://git.example.com/a/b', 'http://GIT.example.com/a/b/', 'ssh://git@git.example.com:22/a/b.git', 'git@git.example.com:a/b.git']
  expect(new Set(spellings.map(repositoryKey))).toEqual(new Set(['git.example.com/a/b']))
  expect(repositoryKey('https://git.example.com/a/c')).not.toBe(repositoryKey(spellings[0]!))
})

it('gives the short form a scheme', () => {
  expect(withScheme('git@host:a/b.git')).toBe('ssh://git@host/a/b.git')
  expect(withScheme('https://host/a')).toBe('https://host/a')
  expect(withScheme('host:x')).toBe('host:x')
})
