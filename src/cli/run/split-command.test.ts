import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { findProgram } from './find-program.ts'
import { splitCommand } from './split-command.ts'

/** Every line begins with ./dump, so that the real kpt can run it; undefined stands for a line that is refused. */
const LINES: readonly (readonly [line: string, words: readonly string[] | undefined])[] = [
  ['./dump', []],
  ['  ./dump\t a  b \r\n c ', ['a', 'b', 'c']],
  [`./dump 'a b' "c  d" e\\ f`, ['a b', 'c  d', 'e f']],
  [`./dump a'b c'd""e`, ['ab cde']],
  [`./dump "" ''`, ['', '']],
  [`./dump "a\\nb" "x\\"y" "t\\$z" 'x\\y'`, ['anb', 'x"y', 't$z', 'x\\y']],
  ['./dump v\\\nw "t\\\nu"', ['v\nw', 't\nu']],
  [`./dump "it's" 'say "hi"'`, ["it's", 'say "hi"']],
  ['./dump z#z # gone', ['z#z']],
  ['./dump a\nb # c\nd', ['a', 'b', 'd']],
  ['./dump "#" \\#x', ['#', '#x']],
  ['./dump $HOME `id` *.yaml ~ a|b;c>d &', ['$HOME', '`id`', '*.yaml', '~', 'a|b;c>d', '&']],
  ['./dump é 漢😀', ['é', '漢😀']],
  ['./dump a\u00a0b\u2028c', ['a\u00a0b\u2028c']],
  ['./dump "unclosed', undefined],
  ["./dump 'unclosed", undefined],
  ['./dump trailing\\', undefined],
  ['./dump "trailing\\', undefined],
]

describe('splitCommand', () => {
  it.each(LINES)('splits %j', (line, words) => {
    const split = splitCommand(line)
    expect(split.ok ? split.words : undefined).toEqual(words === undefined ? undefined : ['./dump', ...words])
  })

  it('finds no word in blanks and comments', () => {
    expect(splitCommand(' \n ')).toEqual({ ok: true, words: [] })
    expect(splitCommand('# only a comment')).toEqual({ ok: true, words: [] })
  })

  it('says what is wrong', () => {
    expect(splitCommand('a "b')).toEqual({ ok: false, reason: 'a quotation mark " is not closed' })
    expect(splitCommand('a\\')).toEqual({ ok: false, reason: 'it ends after a backslash' })
  })
})

const kpt = findProgram('kpt', process.env['PATH'] ?? '')
if (kpt === undefined) console.warn('SKIPPED: splitCommand is not compared with kpt, because there is no kpt in PATH')

describe.skipIf(kpt === undefined)('the kpt in PATH', () => {
  const home = mkdtempSync(join(tmpdir(), 'split-command-'))
  const log = join(home, 'log')
  const dump = `#!/bin/sh\nfor a in "$@"; do printf '%s\\0' "$a" >> '${log}'; done\npwd > '${home}/cwd'\ncat\n`
  mkdirSync(join(home, 'package'))
  writeFileSync(join(home, 'dump'), dump)
  chmodSync(join(home, 'dump'), 0o755)
  afterAll(() => rmSync(home, { recursive: true, force: true }))

  it.each(LINES)('splits %j alike, in the directory of the caller', (line, words) => {
    const kptfile = { apiVersion: 'kpt.dev/v1', kind: 'Kptfile', metadata: { name: 'p' }, pipeline: { mutators: [{ exec: line }] } }
    writeFileSync(join(home, 'package', 'Kptfile'), JSON.stringify(kptfile))
    writeFileSync(log, '')
    const render = () => execFileSync(kpt ?? '', ['fn', 'render', 'package', '--allow-exec'], { cwd: home, stdio: 'pipe' })
    if (words === undefined) expect(render).toThrow(/must be valid/)
    else {
      render()
      expect(readFileSync(log, 'utf8')).toBe(words.map((word) => `${word}\0`).join(''))
      expect(readFileSync(join(home, 'cwd'), 'utf8').trim()).toBe(home)
    }
  })
})
