import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { prepareExec, type ExecOptions } from './exec.ts'

const home = realpathSync(mkdtempSync(join(tmpdir(), 'exec-')))
afterAll(() => rmSync(home, { recursive: true, force: true }))
writeFileSync(join(home, 'where'), '#!/bin/sh\necho "$0 $PWD ${EXTRA:-none}"\n', { mode: 0o755 })
writeFileSync(join(home, 'plain.txt'), 'no program\n', { mode: 0o644 })

async function call(line: string, input = '', options: ExecOptions = {}) {
  const prepared = prepareExec(line, { cwd: home, ...options })
  return prepared.ok ? prepared.run({ input }) : prepared
}

describe('prepareExec', () => {
  it('pipes the input through a program of PATH', async () => {
    expect(await call(`sed -e 's/a b/c d/'`, 'a b\n')).toMatchObject({ stdout: 'c d\n', exitCode: 0 })
  })

  it('takes a program with a slash relative to the caller', async () => {
    expect(await call('./where')).toMatchObject({ stdout: `./where ${home} none\n` })
  })

  it('passes the variables it was given', async () => {
    expect(await call('./where', '', { env: { EXTRA: 'some' } })).toMatchObject({ stdout: `./where ${home} some\n` })
  })

  it('reports the exit code and standard error of the program', async () => {
    expect(await call(`sh -c 'echo bad >&2; exit 7'`)).toMatchObject({ stdout: '', stderr: 'bad\n', exitCode: 7 })
  })

  it.each([
    ['where', 'KPT201', /there is no program "where" in PATH; write \.\/where for one in the directory/],
    ['./plain.txt', 'KPT201', /could not be started: .*EACCES/],
    ['../where', 'KPT201', /could not be started: .*ENOENT/],
    ['sed "', 'KPT206', /exec command "sed "" cannot be split into words: a quotation mark " is not closed/],
    ['# nothing', 'KPT206', /it names no program/],
    ['"" x', 'KPT206', /it names no program/],
  ])('refuses %j', async (line, code, message) => {
    const { failure } = await call(line)
    expect(failure?.code).toBe(code)
    expect(failure?.message).toMatch(message)
  })
})
