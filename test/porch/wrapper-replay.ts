/** Porch's pod evaluator replayed: the ENTRYPOINT of the function's image, one process per call, list in and list out. */

import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { imageOf, MAX_MESSAGE, messageBytes, wrapperVerdict, type Ended, type Evaluated, type Evaluator } from './evaluator.ts'

/**
 * An evaluator of functions by name. Each starts with nothing but `env`, in `cwd`: as a container does, whose user has no
 * home and may write nowhere.
 */
export function wrapperReplay(argvOf: (fn: string) => readonly string[], cwd: string, env: Readonly<Record<string, string>>): Evaluator {
  return {
    evaluate: async (fn, list) => {
      const image = imageOf(fn)
      const sent = messageBytes(list, image)
      if (sent > MAX_MESSAGE) return failed('ResourceExhausted', `trying to send message larger than max (${sent} vs. ${MAX_MESSAGE})`)
      const ended = await ran(argvOf(fn), list, cwd, env)
      const message = wrapperVerdict(image, ended)
      if (message !== undefined) return failed('Internal', message)
      const answered = messageBytes(ended.stdout, ended.stderr)
      if (answered > MAX_MESSAGE) return failed('ResourceExhausted', `grpc: trying to send message larger than max (${answered} vs. ${MAX_MESSAGE})`)
      return { code: 'OK', list: ended.stdout, log: ended.stderr, message: '', milliseconds: 0 }
    },
  }
}

function failed(code: string, message: string): Evaluated {
  return { code, list: '', log: '', message, milliseconds: 0 }
}

async function ran([command, ...args]: readonly string[], input: string, cwd: string, env: Readonly<Record<string, string>>): Promise<Ended> {
  const child = spawn(command!, args, { cwd, env, stdio: ['pipe', 'pipe', 'pipe'] })
  const closed = new Promise<number>((resolve, reject) => child.once('error', reject).once('close', (code) => resolve(code ?? -1)))
  // A function may end before it has read everything.
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  const [exitCode, stdout, stderr] = await Promise.all([closed, text(child.stdout), text(child.stderr)])
  return { exitCode, stdout, stderr }
}
