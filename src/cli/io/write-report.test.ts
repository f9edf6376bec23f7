import { spawnSync } from 'node:child_process'
import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { writeReport } from './write-report.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'write-report-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

it('makes its directory, and takes the place of a file or a link', () => {
  writeReport(join(folder, 'a/b'), 'page.html', 'one')
  symlinkSync('page.html', join(folder, 'a/b/link.html'))
  for (const name of ['page.html', 'link.html']) writeReport(join(folder, 'a/b'), name, 'two')
  expect(readdirSync(join(folder, 'a/b'))).toEqual(['link.html', 'page.html'])
  expect(lstatSync(join(folder, 'a/b/link.html')).isFile()).toBe(true)
  expect(readFileSync(join(folder, 'a/b/page.html'), 'utf8')).toBe('two')
})

it('never takes the place of what is no file: root would lose /dev/null', () => {
  expect(spawnSync('mkfifo', [join(folder, 'pipe')]).status).toBe(0)
  symlinkSync('pipe', join(folder, 'link'))
  for (const name of ['pipe', 'link']) expect(() => writeReport(folder, name, 'x'), name).toThrow(`${join(folder, name)} is no regular file`)
  expect(lstatSync(join(folder, 'pipe')).isFIFO()).toBe(true)
  expect(lstatSync(join(folder, 'link')).isSymbolicLink()).toBe(true)
  // A name that no machine has: a test must not be able to break /dev.
  expect(() => writeReport('/dev', `no-${process.pid}`, 'x')).toThrow('is no regular file')
  expect(readdirSync(folder).toSorted()).toEqual(['link', 'pipe'])
})

it('a directory and an empty name are said', () => {
  writeFileSync(join(folder, 'a'), '')
  expect(() => writeReport(join(folder, 'a'), 'x', 'x')).toThrow('a/x could not be written')
  expect(() => writeReport(folder, '', 'x')).toThrow('the name of the file to write is empty')
})
