import { CONFIG_FILE } from '#krm/names.ts'
import { OUTSIDE_CODES, type OutsideFailure } from './outside-call.ts'
import { cleanEnvironment, runProcess } from './process.ts'

/** The runtimes that kpt knows, in the order in which they are tried. */
export const CONTAINER_RUNTIMES = ['docker', 'podman', 'nerdctl'] as const
/** One of them. */
export type ContainerRuntime = (typeof CONTAINER_RUNTIMES)[number]

/** The runtime to use, or why there is none. */
export type RuntimeChoice =
  | { readonly ok: true; readonly runtime: ContainerRuntime }
  | { readonly ok: false; readonly failure: OutsideFailure }

/** Newest kpt's name first; releases before v1.0.0-beta.59 knew the second. */
const CHOOSING_VARIABLES = ['KRM_FN_RUNTIME', 'KPT_FN_RUNTIME'] as const

/** kpt refuses older clients: `run --pull` came with this version. */
const MINIMAL_DOCKER = { major: 20, minor: 10 }

/** Is the runtime there and usable? The answer is what is wrong with it, or undefined. */
export type RuntimeProbe = (runtime: ContainerRuntime, environment: NodeJS.ProcessEnv) => Promise<string | undefined>

/**
 * The runtime that runs images: the one the environment names, which must then work, else the first of docker, podman
 * and nerdctl that works. (kpt takes docker when none is named; looking further only turns failures into answers.)
 */
export async function chooseRuntime(
  environment: NodeJS.ProcessEnv,
  probe: RuntimeProbe = probeRuntime,
): Promise<RuntimeChoice> {
  for (const variable of CHOOSING_VARIABLES) {
    const value = environment[variable] ?? ''
    if (value === '') continue
    const runtime = CONTAINER_RUNTIMES.find((each) => each === value.toLowerCase())
    if (runtime === undefined) return none(`${variable} is "${value}", which is none of ${CONTAINER_RUNTIMES.join(', ')}`)
    const wrong = await probe(runtime, environment)
    return wrong === undefined ? { ok: true, runtime } : none(`${variable} names ${runtime}, but ${wrong}`)
  }
  const reasons: string[] = []
  for (const runtime of CONTAINER_RUNTIMES) {
    const wrong = await probe(runtime, environment)
    if (wrong === undefined) return { ok: true, runtime }
    reasons.push(wrong)
  }
  return none(reasons.join('; '))
}

function none(reason: string): RuntimeChoice {
  const message = `no container runtime can be used: ${reason}. ${waysToRun()}`
  return { ok: false, failure: { code: OUTSIDE_CODES.noRuntime, message } }
}

/** The sentence that every "this image cannot be run" ends with: what the user can do instead. */
export function waysToRun(): string {
  return (
    `An image is answered by a built-in function (mapped under runners: in ${CONFIG_FILE}), by a program (exec: instead ` +
    'of image:, with --allow-exec), or by a container runtime (docker, podman or nerdctl; KRM_FN_RUNTIME chooses) that ' +
    'has the image or may pull it (--image-pull-policy)'
  )
}

/** Asks the runtime for its version within five seconds, as kpt does; docker answers only when its daemon does. */
export const probeRuntime: RuntimeProbe = async (runtime, environment) => {
  const args = runtime === 'docker' ? ['version', '--format', '{{.Client.Version}}'] : ['version']
  const limits = { wallMs: 5_000, graceMs: 500, stdoutBytes: 1024 * 1024 }
  const env = clientEnvironment(environment)
  const answer = await runProcess({ name: runtime, file: runtime, args, env, limits }, { input: '' })
  if (answer.failure?.code === OUTSIDE_CODES.notStarted) return `${runtime} is not installed`
  if (answer.failure !== undefined || answer.exitCode !== 0) {
    const said = answer.stderr.trim().split('\n').at(-1) ?? ''
    return `"${runtime} version" fails${said === '' ? '' : ` (${said})`}`
  }
  return runtime === 'docker' ? oldDocker(answer.stdout.trim()) : undefined
}

function oldDocker(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10))
  const enough = major > MINIMAL_DOCKER.major || (major === MINIMAL_DOCKER.major && minor >= MINIMAL_DOCKER.minor)
  return enough ? undefined : `docker is ${version} and must be ${MINIMAL_DOCKER.major}.${MINIMAL_DOCKER.minor} or newer`
}

/** What a container client (not the function) needs of our environment: its configuration, its sockets, its proxies. */
const CLIENT_VARIABLES = new RegExp(
  `^(?:${[
    'HOME|USER|LOGNAME|TMPDIR|SSH_AUTH_SOCK|DBUS_SESSION_BUS_ADDRESS|REGISTRY_AUTH_FILE',
    '(?:XDG|DOCKER|CONTAINERS?|CONTAINERD|NERDCTL|STORAGE)_\\w+',
    '(?:https?|no|all)_proxy|(?:HTTPS?|NO|ALL)_PROXY',
  ].join('|')})$`,
)

/** The environment of docker, podman or nerdctl themselves; nothing of it enters the container. */
export function clientEnvironment(environment: NodeJS.ProcessEnv): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(environment)) {
    if (value !== undefined && (name === 'PATH' || CLIENT_VARIABLES.test(name))) kept[name] = value
  }
  return cleanEnvironment(kept)
}
