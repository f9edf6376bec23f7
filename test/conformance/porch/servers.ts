/** Porch's own servers on this machine, and calls to them by Porch's own client. */

import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { functionImage, kptEnv, porchPrograms } from '../../oracles/oracles.ts'
import { imageOf, type Evaluated, type Evaluator } from '../../porch/evaluator.ts'

/** No collector of traces is there; functions get the variables of one all the same. */
const ENV = { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', OTEL_TRACES_EXPORTER: 'none', OTEL_METRICS_EXPORTER: 'none', OTEL_SERVICE_NAME: 'porch' }

const LISTENING = /Listening on/

interface Server {
  readonly process: ChildProcess
  readonly port: number
}

/** Starts a server on a free port; resolves when it listens. */
async function startServer(argvFor: (port: number) => readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<Server> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort()
    const [program, ...args] = argvFor(port)
    const server = spawn(program!, args, { cwd, env, stdio: ['ignore', 'ignore', 'pipe'] })
    const said: string[] = []
    const listens = await new Promise<boolean>((resolve, reject) => {
      server.once('error', reject).once('close', () => resolve(false))
      createInterface(server.stderr).on('line', (line) => {
        said.push(line)
        if (LISTENING.test(line)) resolve(true)
      })
    })
    if (listens) return { process: server, port }
    // Another process may have taken the port.
    if (attempt === 3) throw new Error(`${program} does not listen: ${said.slice(-3).join('; ')}`)
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}

/** Servers and the client of one test file; `stop` ends all of them. */
export class Porch {
  readonly #programs = porchPrograms()!
  readonly #work: string
  readonly #running: ChildProcess[] = []
  readonly #containers: string[] = []
  readonly #waiting = new Map<number, (answer: Evaluated) => void>()
  readonly #client: ChildProcess

  /** `work` is a folder to run in, which stays empty but for what the function runner reads. */
  constructor(work: string) {
    this.#work = work
    this.#client = spawn(this.#programs.client, [], { stdio: ['pipe', 'pipe', 'inherit'] })
    this.#running.push(this.#client)
    createInterface(this.#client.stdout!).on('line', (line) => {
      const answer = JSON.parse(line) as Evaluated & { id: number }
      this.#waiting.get(answer.id)!(answer)
    })
  }

  /** A wrapper-server for each function, as one stands in each function's pod, with the argv behind `--`. */
  async wrapperServers(argvs: ReadonlyMap<string, readonly string[]>): Promise<Evaluator> {
    const ports = new Map<string, number>()
    for (const [fn, argv] of argvs) ports.set(fn, await this.#start((port) => [this.#programs.wrapperServer, `--port=${port}`, '--', ...argv]))
    return { evaluate: (fn, list) => this.#call(ports.get(fn)!, fn, list) }
  }

  /**
   * A container for each function as Porch makes its pod: the function's image, whose ENTRYPOINT stands behind `--`, and the
   * wrapper-server mounted into it; any user, a root that cannot be written.
   */
  async pods(fns: readonly string[]): Promise<Evaluator> {
    const ports = new Map<string, number>()
    const mount = `${this.#programs.wrapperServer}:/wrapper-server-tools/wrapper-server:ro`
    for (const fn of fns) {
      const image = functionImage(fn)
      const inspected = JSON.parse(execFileSync('podman', ['image', 'inspect', image], { env: kptEnv(), encoding: 'utf8' })) as [{ Config: { Entrypoint: string[] } }]
      const name = `krm-fleet-porch-${process.pid}-${fn}`
      this.#containers.push(name)
      const run = ['podman', 'run', '--rm', '--name', name, '--replace', '--timeout', '600', '--pull', 'never', '--network', 'host', '--user', '12345', '--read-only', '--volume', mount]
      const variables = Object.entries(ENV).flatMap(([key, value]) => (key.startsWith('OTEL_') ? ['--env', `${key}=${value}`] : []))
      ports.set(fn, await this.#start((port) => [...run, ...variables, '--entrypoint', '/wrapper-server-tools/wrapper-server', image, `--port=${port}`, '--', ...inspected[0].Config.Entrypoint], kptEnv()))
    }
    return { evaluate: (fn, list) => this.#call(ports.get(fn)!, fn, list) }
  }

  /** A function-runner with the exec evaluator alone, which runs programs without arguments: a script for each function. */
  async functionRunner(argvs: ReadonlyMap<string, readonly string[]>): Promise<Evaluator> {
    const folder = join(this.#work, 'functions')
    mkdirSync(folder)
    for (const [fn, argv] of argvs) {
      writeFileSync(join(folder, fn), `#!/bin/sh\nexec ${argv.map((word) => `'${word}'`).join(' ')}\n`)
      chmodSync(join(folder, fn), 0o755)
    }
    const config = join(this.#work, 'config.yaml')
    writeFileSync(config, `functions:\n${[...argvs.keys()].map((fn) => `- function: ${fn}\n  images: [${imageOf(fn)}]\n`).join('')}`)
    const port = await this.#start((port) => [this.#programs.functionRunner, `--port=${port}`, '--disable-runtimes=pod', `--functions=${folder}`, `--config=${config}`])
    return { evaluate: (fn, list) => this.#call(port, fn, list) }
  }

  stop(): void {
    if (this.#containers.length > 0) spawnSync('podman', ['rm', '--force', '--time', '0', ...this.#containers], { env: kptEnv() })
    for (const each of this.#running) each.kill('SIGKILL')
  }

  async #start(argvFor: (port: number) => readonly string[], env: NodeJS.ProcessEnv = ENV): Promise<number> {
    const { process: server, port } = await startServer(argvFor, this.#work, env)
    this.#running.push(server)
    return port
  }

  #call(port: number, fn: string, list: string): Promise<Evaluated> {
    const id = this.#waiting.size
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve)
      this.#client.stdin!.write(`${JSON.stringify({ id, address: `localhost:${port}`, image: imageOf(fn), list })}\n`)
    })
  }
}
