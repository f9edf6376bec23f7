import type { ContainerRuntime } from './container-runtime.ts'

// A runtime tells about pulling an image on the function's own standard error. These are the lines that kpt leaves out.
const PULL_LINES: Readonly<Record<ContainerRuntime, RegExp>> = {
  docker: anyOf(
    ': (?:Already exists|Pulling fs layer|Verifying Checksum|Download complete|Pulling from|Waiting|Pull complete)',
    'Digest: sha256',
    'Status: (?:Downloaded newer image|Image is up to date for)',
    'Unable to find image',
  ),
  podman: anyOf(
    'Trying to pull',
    'Getting image source signatures',
    'Copying (?:blob|config) sha256:',
    'Writing manifest to image destination',
    'Storing signatures',
    '^[A-Fa-f0-9]{64}$',
  ),
  nerdctl: anyOf(
    '(?:index|manifest|config|layer)-sha256:',
    'Copying blob sha256:',
    'elapsed:',
    '[+-]{38}',
    '^[A-Fa-f0-9]{64}$',
  ),
}

/** Standard error without the runtime's own lines about pulling. */
export function withoutPullLines(runtime: ContainerRuntime, stderr: string): string {
  return stderr
    .split('\n')
    .filter((line) => !PULL_LINES[runtime].test(line))
    .join('\n')
}

const NO_IMAGE = anyOf(
  '[Ii]mage not known',
  '[Nn]o such image',
  '[Uu]nable to find image',
  'pull access denied',
  'manifest unknown',
  'name unknown',
  'repository does not exist',
  'initializing source',
  'failed to resolve reference',
  'not found: ',
)

/**
 * What the runtime itself complained about when it could not run the image, or undefined when the function ran. Docker
 * and podman use the codes 125 (the runtime), 126 and 127 (nothing to start in the image) and begin their line with
 * their name or `Error:`; nerdctl logs a fatal line. A function that has written output did run.
 */
export function runtimeComplaint(
  runtime: ContainerRuntime,
  answer: { readonly stdout: string; readonly stderr: string; readonly exitCode: number },
): { readonly line: string; readonly noImage: boolean } | undefined {
  if (answer.exitCode === 0 || answer.stdout !== '') return undefined
  const own = runtime === 'nerdctl' ? /level=fatal/ : /^(?:docker|Error|Error response from daemon|Unable to find image)\b/
  if (runtime !== 'nerdctl' && ![125, 126, 127].includes(answer.exitCode)) return undefined
  const lines = answer.stderr.split('\n').filter((line) => own.test(line))
  const line = lines.at(-1)
  return line === undefined ? undefined : { line, noImage: lines.some((each) => NO_IMAGE.test(each)) }
}

function anyOf(...patterns: readonly string[]): RegExp {
  return new RegExp(patterns.join('|'))
}
