import { randomUUID } from 'node:crypto'
import { spawn } from 'node:child_process'
import { runtimeComplaint, withoutPullLines } from './container-messages.ts'
import { clientEnvironment, waysToRun, type ContainerRuntime } from './container-runtime.ts'
import { findProgram } from './find-program.ts'
import { resolveImage, type ImageFunction } from './image-reference.ts'
import {
  OUTSIDE_CODES,
  type OutsideAnswer,
  type OutsideCall,
  type OutsideFailure,
  type Prepared,
} from './outside-call.ts'
import { runProcess, type ProcessLimits } from './process.ts'

/** When to pull: kpt's three policies. Matched without regard to case. */
export const PULL_POLICIES = ['always', 'ifNotPresent', 'never'] as const
/** One of them. */
export type PullPolicy = (typeof PULL_POLICIES)[number]

const PULL_FLAG: Readonly<Record<PullPolicy, string>> = { always: 'always', ifNotPresent: 'missing', never: 'never' }

/** How images are run. */
export interface ContainerOptions {
  readonly runtime: ContainerRuntime
  /** Default: ifNotPresent, as in kpt. */
  readonly pull?: PullPolicy
  /** Default: no network at all. */
  readonly allowNetwork?: boolean
  /** Variables inside the container; none unless given. They stand in the runtime's arguments: nothing secret. */
  readonly env?: Readonly<Record<string, string>>
  /** See `resolveImage`. */
  readonly imagePrefix?: string
  readonly limits?: Partial<ProcessLimits>
  /** Ours, for the client's configuration and sockets; see `clientEnvironment`. */
  readonly environment?: NodeJS.ProcessEnv
}

/** Prepares the `image` function of a Kptfile for a container runtime. */
export function prepareContainer(fn: ImageFunction, options: ContainerOptions): Prepared {
  const choice = resolveImage(fn, options.imagePrefix)
  if (!choice.ok) return choice
  return { ok: true, name: choice.image, run: (call) => runContainer(choice.image, options, call) }
}

/**
 * The arguments of the runtime: what kpt gives, in its order, then our own, which take away nothing that a function can
 * rely on. kpt runs it as `nobody` without new privileges, so it has no capabilities to lose; and of an ordinary image
 * such a user can write /tmp and nothing else, so all is read-only but an empty /tmp in memory (from which programs may
 * be run, as from an image) and the runtime's own /dev/shm. No mounts, ever. The name lets us end the container itself:
 * signals reach only its client.
 */
export function containerArguments(image: string, name: string, options: ContainerOptions): string[] {
  const network = options.allowNetwork === true ? 'host' : 'none'
  const kpt = ['run', '--rm', '-i', '--network', network, '--user', 'nobody', '--security-opt=no-new-privileges']
  const pull = ['--pull', PULL_FLAG[options.pull ?? 'ifNotPresent']]
  const ours = ['--name', name, '--cap-drop', 'ALL', '--read-only', '--tmpfs', TMP]
  const podman = options.runtime === 'podman' ? podmanArguments(network) : []
  const env = Object.entries(options.env ?? {}).flatMap(([key, value]) => ['-e', `${key}=${value}`])
  return [...kpt, ...pull, ...ours, ...podman, ...env, image]
}

const TMP = '/tmp:rw,exec,nosuid,nodev,mode=1777,size=512m'

/** podman alone adds writable directories to a read-only container, and hands our proxy settings to the function. */
function podmanArguments(network: string): string[] {
  return network === 'none' ? ['--read-only-tmpfs=false', '--http-proxy=false'] : ['--read-only-tmpfs=false']
}

async function runContainer(image: string, options: ContainerOptions, call: OutsideCall): Promise<OutsideAnswer> {
  const { runtime } = options
  const container = `krm-fleet-${randomUUID()}`
  const env = clientEnvironment(options.environment ?? process.env)
  const spec = {
    name: image,
    file: runtime,
    args: containerArguments(image, container, options),
    env,
    stop: () => killContainer(runtime, container, env),
    ...(options.limits === undefined ? {} : { limits: options.limits }),
  }
  const answer = await runProcess(spec, call)
  const stderr = withoutPullLines(runtime, answer.stderr)
  const failure = answer.failure === undefined ? refusal(image, runtime, answer) : clientFailure(runtime, answer.failure)
  return failure === undefined ? { ...answer, stderr } : { ...answer, stdout: '', stderr, failure }
}

/** Signals end the client; the container lives with a daemon or a monitor and is killed by name, without waiting. */
function killContainer(runtime: ContainerRuntime, container: string, env: Record<string, string>): void {
  const kill = spawn(findProgram(runtime, env['PATH'] ?? '') ?? runtime, ['kill', container], { env, stdio: 'ignore', detached: true })
  kill.on('error', () => {})
  kill.unref()
}

function clientFailure(runtime: ContainerRuntime, failure: OutsideFailure): OutsideFailure {
  if (failure.code !== OUTSIDE_CODES.notStarted) return failure
  const message = `${failure.message} (is ${runtime} installed?). ${waysToRun()}`
  return { code: OUTSIDE_CODES.noRuntime, message }
}

function refusal(image: string, runtime: ContainerRuntime, answer: OutsideAnswer): OutsideFailure | undefined {
  const complaint = runtimeComplaint(runtime, answer)
  if (complaint === undefined) return undefined
  const code = complaint.noImage ? OUTSIDE_CODES.noImage : OUTSIDE_CODES.runtimeRefused
  return { code, message: `image "${image}" cannot be run with ${runtime}: ${complaint.line}. ${waysToRun()}` }
}
