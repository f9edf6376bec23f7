// Runs the built command: what a container, kpt and Porch see of a function.

import { spawn, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../', import.meta.url))
const COMMAND = `${root}build/krm-fleet.cjs`

export interface Ran {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** `krm-fleet fn NAME …` with a text on its standard input. */
export function run(name: string, args: readonly string[], input = ''): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, 'fn', name, ...args], { input, encoding: 'utf8', maxBuffer: 1 << 28 })
  return { status, stdout, stderr }
}

/** The same, read by somebody who takes a sip and then sleeps, again and again. */
export async function runWithSlowReader(name: string, input: string): Promise<Ran> {
  const child = spawn(process.execPath, [COMMAND, 'fn', name], { stdio: ['pipe', 'pipe', 'pipe'] })
  child.stdin.end(input)
  const ended = new Promise<number | null>((resolve) => child.once('close', (status) => resolve(status)))
  const stderr: Buffer[] = []
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
  const chunks: Buffer[] = []
  for await (const chunk of child.stdout) {
    chunks.push(chunk as Buffer)
    if (chunks.length % 20 === 1) await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return { status: await ended, stdout: Buffer.concat(chunks).toString(), stderr: Buffer.concat(stderr).toString() }
}
