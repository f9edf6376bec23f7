import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { formatOwner, ownerHere } from './lock-owner.ts'
import { writeNewDirectory } from './new-directory.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'new-directory-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const files = new Map([['deep/a.yaml', { text: 'a: 1\n' }]])

/** What an attempt at `out` leaves that was killed: its lock, and what it had written so far. */
function plantRest(): void {
  const { pid } = spawnSync(process.execPath, ['-e', '0'])
  const temp = join(folder, '.krm-out-762069bc07a6e1b5')
  symlinkSync(formatOwner({ ...ownerHere(), pid }), `${temp}.lock`)
  mkdirSync(temp)
  writeFileSync(join(temp, 'half.yaml'), 'a')
}

it('appears with all files, parents included', () => {
  writeNewDirectory(join(folder, 'x/y/out'), files)
  expect(readFileSync(join(folder, 'x/y/out/deep/a.yaml'), 'utf8')).toBe('a: 1\n')
  expect(readdirSync(join(folder, 'x/y'))).toEqual(['out'])
})

it('takes the place of a killed attempt', () => {
  plantRest()
  writeNewDirectory(join(folder, 'out'), files)
  expect(readdirSync(folder)).toEqual(['out'])
})

it('clears away what an attempt left that was killed when the directory was whole already', () => {
  mkdirSync(join(folder, 'out'))
  plantRest()
  expect(() => writeNewDirectory(join(folder, 'out'), files)).toThrow(/exists already/)
  expect(readdirSync(folder)).toEqual(['out'])
})
