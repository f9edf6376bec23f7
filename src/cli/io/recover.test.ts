import { readlinkSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { plant, scratch, snapshot } from '../../../test/prove/tree.ts'
import { CliError } from '../cli-error.ts'
import { commitPackage } from './commit.ts'
import { formatOwner, ownerHere, parseOwner } from './lock-owner.ts'
import { lockPackage, recoverPackage } from './recover.ts'

let root: string
beforeEach(() => {
  root = scratch()
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const names = (): string[] => [...snapshot(root).keys()]
const TEMP = '.krm-tmp-0123456789abcdef'

/** Leaves a lock whose holder is somebody else. */
function lockAs(who: Partial<ReturnType<typeof ownerHere>>, dir = root): void {
  symlinkSync(formatOwner({ ...ownerHere(), ...who }), join(dir, '.krm-fleet-lock'))
}

/** A pid that was in use and is not any more. */
const deadPid = (): number => spawnSync('true').pid

function refusal(body: () => unknown): CliError {
  try {
    body()
  } catch (error) {
    if (error instanceof CliError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

describe('locks', () => {
  test('one holder at a time; the refusal names pid and file', () => {
    lockAs({ pid: 1, start: '' })
    const error = refusal(() => lockPackage(root))
    expect(error).toMatchObject({ code: 'IO006', exitCode: 2 })
    expect(error.message).toContain('locked by process 1:')
    expect(error.message).toContain(join(root, '.krm-fleet-lock'))
    expect(refusal(() => recoverPackage(root, { lockTimeoutMs: 30 })).message).toContain('after 30 ms')
    expect(refusal(() => lockPackage(root, { forceUnlock: true })).code).toBe('IO006')
  })

  test('the holder itself meets its own lock', () => {
    const lock = lockPackage(root)
    expect(refusal(() => commitPackage(root, new Map([['a.yaml', { text: '' }]]))).code).toBe('IO006')
    lock.release()
    expect(names()).toEqual([])
  })

  test.each([
    ['a dead pid', () => ({ pid: deadPid() })],
    ['a pid that was given to somebody else', () => ({ pid: 1, start: '1' })],
    ['an earlier boot', () => ({ pid: 1, boot: '00000000-0000-0000-0000-000000000000' })],
    ['ourselves, abandoned', () => ({})],
  ])('the lock of %s is taken over', (_, who) => {
    plant(root, { [`sub/${TEMP}`]: 'x', [`${TEMP}/y.yaml`]: 'y', 'a.yaml': 'a' })
    lockAs(who())
    expect(recoverPackage(root)).toEqual({ kind: 'rolled back', paths: [TEMP, `sub/${TEMP}`] })
    expect(names()).toEqual(['a.yaml', 'sub'])
    expect(recoverPackage(root)).toEqual({ kind: 'clean' })
  })

  test('nobody can tell from here whether the holder lives: only by force', () => {
    for (const who of [{ host: 'elsewhere' }, { space: 'pid:[1]' }]) {
      lockAs({ pid: deadPid(), ...who })
      expect(refusal(() => lockPackage(root)).message).toMatch(/another machine or container.*remove that link/)
      lockPackage(root, { forceUnlock: true }).release()
    }
    expect(names()).toEqual([])
  })

  test('a claimer that died is replaced as well, however long the chain', () => {
    const [first, second, third] = [1, 2, 3].map(() => Object.assign(ownerHere(), { pid: deadPid() }))
    lockAs(first!)
    symlinkSync(formatOwner(second!), join(root, `.krm-fleet-lock-${first!.token}`))
    symlinkSync(formatOwner(third!), join(root, `.krm-fleet-lock-${second!.token}`))
    symlinkSync(formatOwner(third!), join(root, '.krm-fleet-lock-00000000deadbeef'))
    recoverPackage(root)
    expect(names()).toEqual([])
  })

  test('what is no lock of ours is not touched', () => {
    writeFileSync(join(root, '.krm-fleet-lock'), '')
    expect(refusal(() => lockPackage(root, { forceUnlock: true }))).toMatchObject({ code: 'IO006' })
    unlinkSync(join(root, '.krm-fleet-lock'))
    symlinkSync('/etc/passwd', join(root, '.krm-fleet-lock'))
    expect(refusal(() => lockPackage(root)).message).toContain('no lock that this program made')
    expect(readlinkSync(join(root, '.krm-fleet-lock'))).toBe('/etc/passwd')
  })

  test('a lock covers what lies below it, in both directions', () => {
    plant(root, { 'a.yaml': 'a', 'sub/deep/b.yaml': 'b', 'other/c.yaml': 'c' })
    const alive = { pid: 1, start: '' }
    lockAs(alive)
    expect(refusal(() => lockPackage(join(root, 'sub/deep'))).code).toBe('IO006')
    unlinkSync(join(root, '.krm-fleet-lock'))
    lockAs(alive, join(root, 'sub'))
    const before = snapshot(root)
    expect(refusal(() => commitPackage(root, new Map([['sub/deep/b.yaml', { text: 'B' }]]))).code).toBe('IO006')
    expect(snapshot(root)).toEqual(before)
    commitPackage(root, new Map([['other/c.yaml', { text: 'C' }]]))
  })

  test('an interrupted write above or below must be finished first', () => {
    plant(root, { '.krm-fleet-journal': '{}', 'sub/a.yaml': '' })
    expect(refusal(() => lockPackage(join(root, 'sub')))).toMatchObject({ code: 'IO009' })
    plant(root, { 'sub/.krm-fleet-journal': '{}' })
    unlinkSync(join(root, '.krm-fleet-journal'))
    expect(refusal(() => commitPackage(root, new Map([['sub/a.yaml', { text: 'x' }]])))).toMatchObject({ code: 'IO009' })
  })
})

describe('journals', () => {
  const journal = (moves: unknown, deletes: unknown = [], more = {}): void =>
    writeFileSync(join(root, '.krm-fleet-journal'), JSON.stringify({ version: 1, durable: false, moves, deletes, ...more }))

  test('a commit is finished from wherever it stopped, by any number of attempts', () => {
    plant(root, { 'a.yaml': 'old', 'b/done.yaml': 'new', [TEMP]: 'new', 'gone.yaml': 'x', 'b/.krm-tmp-00000000000000aa/y/z.yaml': 'z' })
    lockAs({ pid: deadPid() })
    journal([{ dir: '', temp: TEMP, name: 'a.yaml', bytes: 3 }, { dir: 'b', temp: '.krm-tmp-00000000000000bb', name: 'done.yaml', bytes: 3 },
      { dir: 'b', temp: '.krm-tmp-00000000000000aa', name: 'x' }], ['gone.yaml', 'b/gone-already.yaml', 'no-dir/c.yaml'])
    expect(recoverPackage(root)).toEqual({ kind: 'rolled forward', paths: ['a.yaml', 'b/done.yaml', 'b/x', 'gone.yaml',
      'b/gone-already.yaml', 'no-dir/c.yaml'] })
    expect(names()).toEqual(['a.yaml', 'b', 'b/done.yaml', 'b/x', 'b/x/y', 'b/x/y/z.yaml'])
    expect(recoverPackage(root)).toEqual({ kind: 'clean' })
  })

  test('a new directory that somebody made meanwhile is joined', () => {
    plant(root, { [`${TEMP}/y/z.yaml`]: 'new', [`${TEMP}/w.yaml`]: 'new', 'x/y/z.yaml': 'theirs', 'x/y/more.yaml': 'theirs' })
    journal([{ dir: '', temp: TEMP, name: 'x' }])
    recoverPackage(root)
    expect(names()).toEqual(['x', 'x/w.yaml', 'x/y', 'x/y/more.yaml', 'x/y/z.yaml'])
  })

  test('a temp file that a power loss cut short replaces nothing', () => {
    plant(root, { 'a.yaml': 'old', [TEMP]: 'n', 'b.yaml': 'old', '.krm-tmp-00000000000000bb': 'new' })
    journal([{ dir: '', temp: '.krm-tmp-00000000000000bb', name: 'b.yaml', bytes: 3 }, { dir: '', temp: TEMP, name: 'a.yaml', bytes: 3 }])
    const before = snapshot(root)
    const error = refusal(() => recoverPackage(root))
    expect(error).toMatchObject({ code: 'IO009', path: 'a.yaml' })
    expect([...snapshot(root)].filter(([name]) => name !== '.krm-fleet-lock')).toEqual([...before])
  })

  test.each([
    ['a path out of the package', { dir: '..', temp: TEMP, name: 'a.yaml', bytes: 1 }],
    ['.git', { dir: '.git', temp: TEMP, name: 'config.yaml', bytes: 1 }],
    ['a script', { dir: '', temp: TEMP, name: 'run.sh', bytes: 1 }],
    ['a source that is no temp file', { dir: '', temp: 'b.yaml', name: 'a.yaml', bytes: 1 }],
    ['a name with a slash', { dir: '', temp: TEMP, name: 'x/../../a.yaml', bytes: 1 }],
    ['a directory called .git', { dir: '', temp: TEMP, name: '.git' }],
  ])('a planted journal may not name %s', (_, move) => {
    plant(root, { [TEMP]: 'x', 'b.yaml': 'b' })
    journal([move])
    expect(refusal(() => recoverPackage(root))).toMatchObject({ code: 'IO009' })
    expect(names()).toContain(TEMP)
  })

  test('nor be anything else than a journal', () => {
    for (const text of ['', '{}', '[]', 'null', '{"version":1,"durable":true,"moves":[1],"deletes":[]}', '{"version":2,"durable":true,"moves":[],"deletes":[]}']) {
      writeFileSync(join(root, '.krm-fleet-journal'), text)
      expect(refusal(() => recoverPackage(root)), text).toMatchObject({ code: 'IO009' })
    }
    journal([], ['../x.yaml'])
    expect(refusal(() => recoverPackage(root))).toMatchObject({ code: 'IO009' })
    unlinkSync(join(root, '.krm-fleet-journal'))
    symlinkSync('/etc/passwd', join(root, '.krm-fleet-journal'))
    expect(refusal(() => recoverPackage(root))).toMatchObject({ code: 'IO002' })
  })

  test('a swapped directory is not entered', () => {
    plant(root, { 'pkg/a.yaml': '', [`out/${TEMP}`]: 'new', 'out/x.yaml': 'theirs' })
    symlinkSync('../out', join(root, 'pkg/sub'))
    writeFileSync(join(root, 'pkg/.krm-fleet-journal'), JSON.stringify({ version: 1, durable: false,
      moves: [{ dir: 'sub', temp: TEMP, name: 'x.yaml', bytes: 3 }], deletes: ['sub/x.yaml'] }))
    const before = snapshot(join(root, 'out'))
    expect(refusal(() => recoverPackage(join(root, 'pkg')))).toMatchObject({ code: 'IO009' })
    expect(snapshot(join(root, 'out'))).toEqual(before)
  })
})

test('a clean package is not written to', () => {
  plant(root, { 'a.yaml': '', 'sub/b.yaml': '' })
  const before = snapshot(root)
  expect(recoverPackage(root)).toEqual({ kind: 'clean' })
  expect(snapshot(root)).toEqual(before)
})

test('a sweep leaves alone what a writer below may be working on', () => {
  plant(root, { [`sub/${TEMP}`]: 'x', [`free/${TEMP}`]: 'x', [`.git/${TEMP}`]: 'x' })
  lockAs({ pid: deadPid() })
  lockAs({ pid: 1, start: '' }, join(root, 'sub'))
  recoverPackage(root)
  expect(names().filter((name) => name.includes('tmp'))).toEqual([`.git/${TEMP}`, `sub/${TEMP}`])
})

test('owners survive being written down', () => {
  const owner = { ...ownerHere(), host: `a/b&c=é ${hostname()}` }
  expect(parseOwner(formatOwner(owner))).toEqual(owner)
  expect(formatOwner(owner)).not.toContain('/')
  for (const text of ['', 'x', 'krm-fleet?pid=0&token=0123456789abcdef', 'krm-fleet?pid=1&token=../x']) expect(parseOwner(text)).toBeUndefined()
})
