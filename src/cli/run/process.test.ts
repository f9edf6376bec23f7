import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { cleanEnvironment, runProcess, type ProcessLimits } from './process.ts'

const scratch = mkdtempSync(join(tmpdir(), 'run-process-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

/** Runs a script with this Node; `limits` are short where a test needs to see them pass. */
function node(script: string, options: { input?: string; limits?: Partial<ProcessLimits>; env?: Record<string, string> } = {}) {
  const { input = '', limits = {}, env = {} } = options
  const spec = { name: 'the-function', file: process.execPath, args: ['-e', script], env: cleanEnvironment(env), limits }
  return runProcess(spec, { input })
}

const shell = (script: string, limits: Partial<ProcessLimits> = {}) =>
  runProcess({ name: 'the-function', file: '/bin/sh', args: ['-c', script], env: cleanEnvironment(), limits }, { input: '' })

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    // A zombie that nobody has reaped yet counts as gone.
    return !/^\S+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

async function eventuallyGone(pid: number): Promise<boolean> {
  for (let i = 0; i < 100 && isAlive(pid); i++) await new Promise((resolve) => setTimeout(resolve, 20))
  return !isAlive(pid)
}

describe('an ordinary run', () => {
  it('carries 8 MB through and back, with both streams and the exit code', async () => {
    const input = 'é'.repeat(4 * 1024 * 1024)
    const answer = await node('process.stdin.pipe(process.stdout); process.stderr.write("note"); process.exitCode = 3', { input })
    expect(answer.stdout === input).toBe(true)
    expect(answer).toMatchObject({ stderr: 'note', exitCode: 3 })
    expect(answer.failure).toBeUndefined()
  })

  it('is not disturbed by a function that answers without reading 8 MB of input', async () => {
    const input = 'x'.repeat(8 * 1024 * 1024)
    expect(await shell('echo early; exit 0')).toMatchObject({ stdout: 'early\n', exitCode: 0 })
    const answer = await runProcess(
      { name: 'f', file: '/bin/sh', args: ['-c', 'exec 0<&-; echo early; exit 4'], env: cleanEnvironment() },
      { input },
    )
    expect(answer).toMatchObject({ stdout: 'early\n', exitCode: 4 })
    expect(answer.failure).toBeUndefined()
  })

  it('shows the function PATH, LANG and what was passed by name, and nothing else of ours', async () => {
    process.env['GITHUB_TOKEN'] = 'ghp_secret'
    try {
      const { stdout } = await node('console.log(JSON.stringify(Object.keys(process.env).sort()))', { env: { EXTRA: '1' } })
      expect(JSON.parse(stdout)).toEqual(['EXTRA', 'LANG', 'PATH'])
    } finally {
      delete process.env['GITHUB_TOKEN']
    }
  })

  it('never goes through a shell', async () => {
    const args = ['$(id)', '; echo no', '*', '~']
    const answer = await runProcess({ name: 'f', file: '/bin/echo', args, env: cleanEnvironment() }, { input: '' })
    expect(answer.stdout).toBe('$(id) ; echo no * ~\n')
  })
})

describe('what ends a run', () => {
  it('says which signal ended it', async () => {
    const answer = await shell('kill -SEGV $$')
    expect(answer).toMatchObject({ exitCode: -1, failure: { code: 'KPT204' } })
    expect(answer.failure?.message).toBe('function "the-function" was ended by SIGSEGV')
  })

  it.each([
    ['there is no such file', '/no/such/program', /could not be started: .*ENOENT/],
    ['it is not in PATH', 'no-such-program', /could not be started: there is no program "no-such-program" in PATH/],
    ['it is a directory', '/tmp', /could not be started: .*EACCES/],
    ['its name holds a NUL', '/bin/a\0b', /could not be started: .*null bytes/],
  ])('cannot start when %s', async (_, file, message) => {
    const answer = await runProcess({ name: 'f', file, args: [], env: cleanEnvironment() }, { input: 'x'.repeat(1e6) })
    expect(answer).toMatchObject({ stdout: '', exitCode: -1, failure: { code: 'KPT201' } })
    expect(answer.failure?.message).toMatch(message)
  })

  it('does not find a program through a relative entry of PATH', async () => {
    writeFileSync(join(scratch, 'here'), '#!/bin/sh\necho found\n', { mode: 0o755 })
    const spec = { name: 'f', file: 'here', args: [], cwd: scratch }
    expect(await runProcess({ ...spec, env: { PATH: `.::${scratch.slice(1)}` } }, { input: '' })).toMatchObject({ exitCode: -1 })
    expect(await runProcess({ ...spec, env: { PATH: scratch } }, { input: '' })).toMatchObject({ stdout: 'found\n' })
  })

  it('refuses output that is not UTF-8, and shows standard error as well as it can', async () => {
    const answer = await node('process.stdout.write(Buffer.from([0x61, 0xff])); process.stderr.write(Buffer.from([0x62, 0xff]))')
    expect(answer).toMatchObject({ stdout: '', stderr: 'b\ufffd', exitCode: 0, failure: { code: 'KPT205' } })
  })
})

describe('limits', () => {
  it('stops a function that hangs', async () => {
    const answer = await shell('echo partial; sleep 1000', { wallMs: 200 })
    expect(answer).toMatchObject({ stdout: '', exitCode: -1, failure: { code: 'KPT202' } })
    expect(answer.failure?.message).toBe('function "the-function" was stopped after 0.2 s, the time limit of one function')
  })

  it('kills one that ignores SIGTERM, and what it started, once the grace has passed', async () => {
    const script = `trap '' TERM; sh -c 'trap "" TERM; echo $$ >&2; sleep 1000; sleep 1000' & wait; sleep 1000`
    const answer = await shell(script, { wallMs: 1_000, graceMs: 300 })
    expect(answer.failure?.code).toBe('KPT202')
    expect(await eventuallyGone(Number(answer.stderr))).toBe(true)
  })

  it('does not wait for ever for a grandchild that keeps the output open', async () => {
    const answer = await shell('sleep 1000 & echo $! >&2; exit 0', { wallMs: 1_000, graceMs: 5_000 })
    expect(answer).toMatchObject({ exitCode: 0, stdout: '', failure: { code: 'KPT202' } })
    expect(answer.failure?.message).toMatch(/it had ended with code 0, but something it started kept its output open$/)
    expect(await eventuallyGone(Number(answer.stderr))).toBe(true)
  })

  it('returns although a grandchild left the process group and keeps the output open', async () => {
    const script = `
      const child = require('node:child_process').spawn('sleep', ['1000'], { detached: true, stdio: ['ignore', 'inherit', 'inherit'] })
      process.stderr.write(String(child.pid), () => process.exit(0))`
    const answer = await node(script, { limits: { wallMs: 3_000, graceMs: 100 } })
    const pid = Number(answer.stderr)
    try {
      expect(answer).toMatchObject({ exitCode: 0, failure: { code: 'KPT202' } })
    } finally {
      process.kill(pid, 'SIGKILL')
    }
  })

  it('stops a flood of output at the cap', async () => {
    const answer = await shell('yes', { stdoutBytes: 1_000_000 })
    expect(answer).toMatchObject({ stdout: '', failure: { code: 'KPT203' } })
    expect(answer.failure?.message).toMatch(/wrote more than 1000000 bytes/)
  })

  it('takes exactly as much as the cap', async () => {
    expect((await node('process.stdout.write("x".repeat(1000))', { limits: { stdoutBytes: 1000 } })).stdout).toHaveLength(1000)
    expect((await node('process.stdout.write("x".repeat(1001))', { limits: { stdoutBytes: 1000 } })).failure?.code).toBe('KPT203')
  })

  it('keeps the end of a flood on standard error and lets the function finish', async () => {
    const script = 'for (let i = 0; i < 200000; i++) process.stderr.write("line " + i + "\\n"); process.stdout.write("done")'
    const answer = await node(script, { limits: { stderrBytes: 1000 } })
    expect(answer).toMatchObject({ stdout: 'done', exitCode: 0 })
    expect(answer.stderr).toMatch(/^\.\.\.\(\d+ bytes cut\)\n[^]*\nline 199999\n$/)
    expect(answer.stderr.length).toBeLessThan(1100)
  })

  it('asks whoever else must be stopped, once', async () => {
    let stops = 0
    const spec = { name: 'f', file: '/bin/sleep', args: ['1000'], env: cleanEnvironment(), limits: { wallMs: 50 } }
    await runProcess({ ...spec, stop: () => stops++ }, { input: '' })
    expect(stops).toBe(1)
  })
})
