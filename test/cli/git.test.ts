/** Reading clones: what is found at a revision, which texts are no revision, and what hostile configuration cannot start. */

import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { GitClone } from '#cli/git.ts'
import { whyNoRef } from '#cli/git-ref.ts'

const work = mkdtempSync(join(tmpdir(), 'git-'))
const clone = join(work, 'blueprints')
const marks = join(work, 'started')
let first = ''

const IDENTITY = { GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@b', GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@b', GIT_CONFIG_GLOBAL: '/dev/null' }

function git(...args: string[]): string {
  return execFileSync('git', ['-C', clone, ...args], { encoding: 'utf8', env: { ...process.env, ...IDENTITY } }).trim()
}

function commit(files: Readonly<Record<string, string>>): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(clone, path)), { recursive: true })
    writeFileSync(join(clone, path), text)
  }
  git('add', '-A')
  git('commit', '-qm', 'change')
  return git('rev-parse', 'HEAD')
}

beforeAll(() => {
  mkdirSync(clone)
  git('init', '-q', '-b', 'main')
  git('remote', 'add', 'origin', 'https://git.example.com/blueprints.git')
  first = commit({ 'base/Kptfile': 'one', 'base/a b.yaml': 'café\n', 'base/sub/Kptfile': 'sub', 'other/x': '' })
  git('tag', 'base/v1')
  commit({ 'base/Kptfile': 'two' })
  git('branch', 'drafts/base/next')
  commit({ 'base/Kptfile': 'three' })
})
afterAll(() => rmSync(work, { recursive: true, force: true }))

function read(ref: string, directory = 'base'): Record<string, string> | undefined {
  const at = GitClone.at(clone)!
  const revision = at.resolve(ref)
  if (revision === undefined) return undefined
  const entries = at.list(at.treeOf(revision.commit, directory)!)
  const texts = at.read(entries.map(({ object }) => object))
  return Object.fromEntries(entries.map(({ path }, index) => [path, texts[index]!.toString('utf8')]))
}

test('a package at a tag, a branch and a commit, without a checkout', () => {
  expect(read('base/v1')).toEqual({ Kptfile: 'one', 'a b.yaml': 'café\n', 'sub/Kptfile': 'sub' })
  expect(read('drafts/base/next')).toMatchObject({ Kptfile: 'two' })
  expect(read('main')).toMatchObject({ Kptfile: 'three' })
  expect(read(first)).toMatchObject({ Kptfile: 'one' })
  expect(read('base/v2')).toBeUndefined()
  expect(GitClone.at(clone)!.resolve('none', 'base/v1', 'main')).toEqual({ commit: first, ref: 'refs/tags/base/v1' })
})

test('where a clone is, its remotes, its branch, and no clone at all', () => {
  const at = GitClone.at(join(clone, 'base'))!
  expect([at.root, at.bare, at.head()]).toEqual([clone, false, 'refs/heads/main'])
  expect(at.remotes()).toEqual(new Map([['origin', 'https://git.example.com/blueprints.git']]))
  expect(at.treeOf(first, 'nowhere')).toBeUndefined()
  expect(GitClone.at(work)).toBeUndefined()
})

test.each(['', '-x', '--output=f', 'a/-b', 'a..b', '.a', 'a/.b', 'a//b', '/a', 'a/', 'a.lock', 'a.', 'a b', 'a~1', 'a^', 'a:b', 'a@{1}', 'a\nb', 'a\0b', '*', 'ext::sh', 'é', 'x'.repeat(251)])('%j is no revision', (ref) => {
  expect(whyNoRef(ref)).toBeDefined()
  expect(() => GitClone.at(clone)!.resolve(ref)).toThrow(/is no tag, branch or commit/)
})

test('what the configuration of a clone names is never started', () => {
  const program = join(work, 'program')
  writeFileSync(program, `#!/bin/sh\necho "$0 $@" >> ${marks}\n`)
  chmodSync(program, 0o755)
  mkdirSync(join(work, 'hooks'))
  for (const hook of ['post-index-change', 'reference-transaction', 'post-checkout', 'fsmonitor-watchman']) writeFileSync(join(work, 'hooks', hook), `#!/bin/sh\n${program} ${hook}\n`, { mode: 0o755 })
  for (const [key, value] of [['core.hooksPath', join(work, 'hooks')], ['core.fsmonitor', program], ['core.sshCommand', program], ['diff.external', program], ['core.pager', program], ['gpg.program', program], ['core.alternateRefsCommand', program]]) git('config', key!, value!)
  git('config', 'remote.origin.promisor', 'true')
  git('config', 'remote.origin.url', `ext::${program}`)
  rmSync(marks, { force: true })
  expect(read('main')).toMatchObject({ Kptfile: 'three' })
  const at = GitClone.at(clone)!
  at.uncommitted('base')
  expect(at.lastTouched(first, 'base')).toEqual({ commit: first, message: 'change\n\n' })
  expect(() => at.read(['0123456789012345678901234567890123456789'])).toThrow(/IO011|cannot be read|failed/)
  expect(existsSync(marks)).toBe(false)
})
