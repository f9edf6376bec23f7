import { build } from 'esbuild'
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const home = mkdtempSync(join(tmpdir(), 'live-groups-'))
const bundle = join(home, 'parent.cjs')
afterAll(() => rmSync(home, { recursive: true, force: true }))

/** A parent that runs a function which writes its process id and then sleeps. */
const PARENT = `
  import { cleanEnvironment, runProcess } from './process.ts'
  const pidFile = process.argv[2]
  const early = process.argv[3] === 'early'
  const script = early ? 'echo $$ > "$1"; kill -TERM $PPID; exec sleep 1000' : 'echo $$ > "$1.new"; mv "$1.new" "$1"; exec sleep 1000'
  if (process.argv[3] === 'handled') process.on('SIGTERM', () => { console.log('handled'); process.exit(7) })
  if (process.argv[3] === 'exit') setInterval(() => { if (require('node:fs').existsSync(pidFile)) process.exit(5) }, 20)
  runProcess({ name: 'f', file: '/bin/sh', args: ['-c', script, 'sh', pidFile], env: cleanEnvironment() }, { input: '' })`

beforeAll(async () => {
  const resolveDir = fileURLToPath(new URL('.', import.meta.url))
  await build({ stdin: { contents: PARENT, resolveDir, loader: 'ts' }, bundle: true, platform: 'node', format: 'cjs', outfile: bundle })
})

async function eventually<T>(read: () => T | undefined): Promise<T> {
  for (let i = 0; i < 500; i++) {
    const value = read()
    if (value !== undefined) return value
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('it never happened')
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}

async function endParent(mode: string, signal?: NodeJS.Signals) {
  const pidFile = join(home, `${mode}-${signal}`)
  const parent = spawn(process.execPath, [bundle, pidFile, mode], { stdio: 'ignore' })
  const end = new Promise<[number | null, string | null]>((resolve) => parent.once('exit', (...how) => resolve(how)))
  const child = Number(await eventually(() => attempt(() => readFileSync(pidFile, 'utf8')) || undefined))
  if (signal !== undefined) parent.kill(signal)
  const how = await end
  const gone = () => (attempt(() => process.kill(child, 0)) === undefined || isZombie(child) ? true : undefined)
  return { how, gone: await eventually(gone) }
}

const isZombie = (pid: number) => attempt(() => / Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))) ?? true

describe('when our process ends, running functions end too', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('by %s, which keeps its meaning', async (signal) => {
    expect(await endParent('plain', signal)).toEqual({ how: [null, signal], gone: true })
  })

  it('by a signal that somebody else handles', async () => {
    expect(await endParent('handled', 'SIGTERM')).toEqual({ how: [7, null], gone: true })
  })

  it('by a signal that comes while the function is being started', async () => {
    expect(await endParent('early')).toEqual({ how: [null, 'SIGTERM'], gone: true })
  })

  it('by an exit in the middle', async () => {
    expect(await endParent('exit')).toEqual({ how: [5, null], gone: true })
  })
})
