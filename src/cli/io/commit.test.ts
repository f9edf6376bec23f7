import { execFileSync } from 'node:child_process'
import { chmodSync, linkSync, lstatSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { asNobody, plant, scratch, snapshot } from '../../../test/prove/tree.ts'
import { CliError } from '../cli-error.ts'
import { type CommitOptions, commitPackage } from './commit.ts'
import type { Change } from './plan.ts'
import { lockPackage } from './recover.ts'

let root: string
beforeEach(() => {
  root = scratch()
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

type Changes = Record<string, string | null>

const changesOf = (changes: Changes): Map<string, Change> =>
  new Map(Object.entries(changes).map(([path, text]) => [path, text === null ? 'delete' : { text }]))

const commit = (changes: Changes, options: CommitOptions = {}) => commitPackage(root, changesOf(changes), options)

/** The refusal, which must have left everything as it was. */
function refusal(changes: Changes, options: CommitOptions = {}): CliError {
  const before = snapshot(root)
  try {
    commit(changes, options)
  } catch (error) {
    if (!(error instanceof CliError)) throw error
    expect(snapshot(root)).toEqual(before)
    return error
  }
  throw new Error('the changes were accepted')
}

const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const names = (): string[] => [...snapshot(root).keys()]

describe('what a commit does', () => {
  test.each([false, true])('replaces, creates, makes directories, deletes (durable: %j)', (durable) => {
    plant(root, { Kptfile: 'k', 'a.yaml': 'old', 'b/c.yaml': 'c', 'gone.yaml': 'x', 'd/gone.yaml': 'y', 'README.md': 'r' })
    const report = commit({ 'a.yaml': 'new', 'b/new.yaml': '1', 'x/y/z.yaml': '2', 'x/y/w.json': '3', 'x/v.yml': '4',
      'gone.yaml': null, 'd/gone.yaml': null, 'never.yaml': null, 'no/such.yaml': null, 'b/c.yaml': 'c' }, { durable })
    expect(report).toEqual({ written: ['a.yaml', 'b/new.yaml', 'x/v.yml', 'x/y/w.json', 'x/y/z.yaml'],
      deleted: ['gone.yaml', 'd/gone.yaml'], unchanged: ['b/c.yaml'] })
    expect(names()).toEqual(['Kptfile', 'README.md', 'a.yaml', 'b', 'b/c.yaml', 'b/new.yaml', 'd', 'x', 'x/v.yml', 'x/y',
      'x/y/w.json', 'x/y/z.yaml'])
    expect([read('a.yaml'), read('x/y/z.yaml'), read('x/v.yml')]).toEqual(['new', '2', '4'])
  })

  test('nothing to do touches nothing, not even the directory', () => {
    plant(root, { 'a.yaml': 'a' })
    utimesSync(root, 1, 1)
    commit({})
    expect(statSync(root).mtimeMs).toBe(1000)
  })

  test('untouched and unchanged files keep inode and time', () => {
    plant(root, { 'a.yaml': 'a', 'same.yaml': 's', 'big.yaml': 'b'.repeat(200_000), 'other.yaml': 'o' })
    const before = ['same.yaml', 'big.yaml', 'other.yaml'].map((name) => statSync(join(root, name)))
    commit({ 'a.yaml': 'A', 'same.yaml': 's', 'big.yaml': 'b'.repeat(200_000) })
    const after = ['same.yaml', 'big.yaml', 'other.yaml'].map((name) => statSync(join(root, name)))
    expect(after.map(({ ino, mtimeMs }) => [ino, mtimeMs])).toEqual(before.map(({ ino, mtimeMs }) => [ino, mtimeMs]))
  })

  test('bytes are kept: BOM, CRLF, no final newline; a change of the last byte only is a change', () => {
    plant(root, { 'a.yaml': '', 'c.yaml': `${'c'.repeat(70_000)}1` })
    commit({ 'a.yaml': '\ufeffa: 1\r\nb: é😀', 'c.yaml': `${'c'.repeat(70_000)}2` })
    expect(read('a.yaml')).toBe('\ufeffa: 1\r\nb: é😀')
    expect(read('c.yaml')).toBe(`${'c'.repeat(70_000)}2`)
  })

  test('a replaced file keeps its mode, and is a new file: hard links are broken', () => {
    plant(root, { 'pkg/a.yaml': ['a', 0o600], 'pkg/b.yaml': ['b', 0o664], outside: 'x' })
    linkSync(join(root, 'outside'), join(root, 'pkg/hard.yaml'))
    commitPackage(join(root, 'pkg'), changesOf({ 'a.yaml': 'A', 'b.yaml': 'B', 'hard.yaml': 'H' }))
    expect(['pkg/a.yaml', 'pkg/b.yaml'].map((name) => statSync(join(root, name)).mode & 0o777)).toEqual([0o600, 0o664])
    expect([read('pkg/hard.yaml'), read('outside')]).toEqual(['H', 'x'])
  })

  test('a held lock is used and stays held; a foreign one is a defect', () => {
    plant(root, { 'a.yaml': 'a', 'sub/b.yaml': 'b' })
    const lock = lockPackage(root)
    commit({ 'a.yaml': 'A' }, { lock })
    expect(names()).toContain('.krm-fleet-lock')
    expect(() => commitPackage(join(root, 'sub'), changesOf({ 'b.yaml': 'B' }), { lock })).toThrow(/was given for a commit/)
    lock.release()
    lock.release()
    expect(names()).toEqual(['a.yaml', 'sub', 'sub/b.yaml'])
  })
})

describe('what is refused, with nothing changed', () => {
  test('paths, all of them at once', () => {
    const error = refusal({ '../x.yaml': '', '/x.yaml': '', 'a.txt': '', '.git/x.yaml': '', 'a/.GIT/x.yaml': '', 'x.yaml/y.yaml': '',
      'x.yaml': '', '.krm-fleet-lock/x.yaml': '', '.krm-tmp-x.yaml': '', 'ok.yaml': '' })
    expect(error.problems.map((problem) => problem.path)).toEqual(['../x.yaml', '/x.yaml', 'a.txt', '.git/x.yaml', 'a/.GIT/x.yaml',
      'x.yaml/y.yaml', '.krm-fleet-lock/x.yaml', '.krm-tmp-x.yaml'])
    expect(new Set(error.problems.map((problem) => problem.code))).toEqual(new Set(['IO007']))
  })

  test('text without a UTF-8 form', () => {
    expect(refusal({ 'a.yaml': '\ud800' })).toMatchObject({ code: 'IO008', path: 'a.yaml' })
  })

  test('links, in the way or as the target, and what is no file', () => {
    plant(root, { 'pkg/real/a.yaml': 'a', 'out/x.yaml': 'x', 'pkg/file.yaml': '', 'pkg/dir.yaml/b.yaml': '' })
    symlinkSync('../out', join(root, 'pkg/link'))
    symlinkSync('real/a.yaml', join(root, 'pkg/l.yaml'))
    execFileSync('mkfifo', [join(root, 'pkg/fifo.yaml')])
    root = join(root, 'pkg')
    const error = refusal({ 'link/x.yaml': 'evil', 'l.yaml': 'evil', 'file.yaml/c.yaml': '', 'dir.yaml': '', 'fifo.yaml': '', 'real/a.yaml': 'n' })
    expect(error.problems.map(({ code, path }) => [code, path])).toEqual([['IO003', 'link/x.yaml'], ['IO003', 'l.yaml'],
      ['IO003', 'file.yaml/c.yaml'], ['IO002', 'dir.yaml'], ['IO002', 'fifo.yaml']])
    root = join(root, '..')
  })

  test('read-only files, for writing and for deleting', () => {
    plant(root, { 'a.yaml': ['a', 0o444], 'b.yaml': ['b', 0o400], 'c.yaml': 'c' })
    const error = refusal({ 'a.yaml': 'A', 'b.yaml': null, 'c.yaml': 'C' })
    expect(error.problems.map(({ code, path }) => [code, path])).toEqual([['IO005', 'a.yaml'], ['IO005', 'b.yaml']])
    expect(error.message).toContain('read-only (mode 0444)')
    commit({ 'a.yaml': 'a', 'c.yaml': 'C' })
    expect(read('c.yaml')).toBe('C')
  })

  test('too many deletions, and a Kptfile', () => {
    plant(root, { Kptfile: '', 'a.yaml': '', 'b.yaml': '', 'sub/Kptfile': '', 'README.md': '' })
    expect(refusal({ 'sub/Kptfile': null })).toMatchObject({ code: 'IO010', path: 'sub/Kptfile' })
    expect(refusal({ Kptfile: null, 'a.yaml': null, 'b.yaml': null, 'sub/Kptfile': null }).message).toContain('4 of the 4 KRM files')
    expect(refusal({ 'a.yaml': null, 'b.yaml': null }, { maxDeletions: 0.4 }).message).toContain('--allow-deletions')
    commit({ 'a.yaml': null, 'b.yaml': null })
    commit({ Kptfile: null, 'sub/Kptfile': null }, { maxDeletions: 1, allowKptfileDeletion: true })
    expect(names()).toEqual(['README.md', 'sub'])
  })

  test('a directory that nobody may write, half-way through', () => {
    plant(root, { 'a/x.yaml': 'x', 'b/y.yaml': 'y' })
    chmodSync(join(root, 'b'), 0o555)
    const changes = { 'a/x.yaml': 'X', 'b/y.yaml': 'Y', 'b/new/z.yaml': 'Z', 'c/d/e.yaml': 'E' }
    const error = asNobody(root, () => refusal(changes))
    expect(error).toMatchObject({ code: 'IO005', path: 'b/y.yaml' })
    expect(error.message).toContain('permission denied (EACCES); nothing was changed')
    chmodSync(join(root, 'b'), 0o755)
    commit(changes)
    expect(read('b/new/z.yaml')).toBe('Z')
  })
})

test('a file in an existing empty directory, and in one that is a package of its own', () => {
  plant(root, { 'sub/Kptfile': 'k' })
  mkdirSync(join(root, 'empty'))
  commit({ 'empty/a.yaml': '1', 'sub/new/b.yaml': '2' })
  expect(lstatSync(join(root, 'sub/new')).isDirectory()).toBe(true)
  expect([read('empty/a.yaml'), read('sub/new/b.yaml')]).toEqual(['1', '2'])
})
