// Finds the programs and data that krm-fleet is measured against. `npm run oracles` and `npm run images` make them.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import versions from './versions.json' with { type: 'json' }

const root = fileURLToPath(new URL('../../', import.meta.url))
const path = (name: string): string => `${root}.oracles/${name}`

/**
 * What a test needs: `missing` is undefined when it is there and can be used, else the reason and the remedy.
 * `optional` things may be impossible to get: their absence never fails.
 */
export type Requirement = { readonly missing: string | undefined; readonly optional?: boolean }

/** Calls a function once and remembers its answer for this process. */
function once<T>(find: () => T): () => T {
  let found: { value: T } | undefined
  return () => (found ??= { value: find() }).value
}

/** The release of kpt that is pinned, such as `v1.0.0-beta.60`; `kptVersion` asks the binary. */
export const PINNED_KPT: string = versions.kpt.version

/** The pinned kpt in .oracles/bin, never another one from PATH; undefined if it was not built. */
export const kptPath = once(() => (existsSync(path('bin/kpt')) ? path('bin/kpt') : undefined))

/** What the built kpt says of itself, such as `v1.0.0-beta.60`; undefined without kpt. */
export const kptVersion = once(() => {
  const kpt = kptPath()
  return kpt === undefined ? undefined : spawnSync(kpt, ['version'], { encoding: 'utf8' }).stdout.trim()
})

/** The tag of the apply-setters whose behaviour ours is a drop-in for. */
export const DROP_IN_TAG: string = versions.dropIn.replace(/^.*-(?=v\d)/, '')

/** A catalog function that was built: by tag, or the pinned one of that name; undefined if there is none. */
export function goFunction(name: string, tag?: string): string | undefined {
  const pins = [...versions.functions, ...versions.wanted].filter((pin) => pin.name === name)
  const tags = tag === undefined ? pins.map((pin) => pin.version) : [tag]
  return tags.map((version) => path(`bin/${name}-${version}`)).find((file) => existsSync(file))
}

/** The release of Porch whose evaluators are pinned. */
export const PINNED_PORCH: string = versions.porch.version

/** Porch's servers that call functions, and our client of them; undefined unless all of them were built. */
export const porchPrograms = once(() => {
  const source = createHash('sha256').update(readFileSync(`${root}test/oracles/porch-client/main.go`)).digest('hex').slice(0, 16)
  const found = {
    wrapperServer: path(`bin/porch-wrapper-server-${PINNED_PORCH}`),
    functionRunner: path(`bin/porch-function-runner-${PINNED_PORCH}`),
    client: path(`bin/porch-client-${source}`),
  }
  return Object.values(found).every((file) => existsSync(file)) ? found : undefined
})

/** The pinned actionlint; undefined if it was not built. */
export const actionlintPath = once(() => {
  const file = path(`bin/actionlint-${versions.actionlint.version}`)
  return existsSync(file) ? file : undefined
})

/** The environment in which kpt and podman do the same everywhere: no attribution, podman, and its settings of ours. */
export function kptEnv(): NodeJS.ProcessEnv {
  const conf = path('containers.conf')
  return {
    ...process.env,
    KRM_DISABLE_ATTRIBUTION: 'true',
    KPT_DISABLE_ATTRIBUTION: 'true',
    KRM_FN_RUNTIME: 'podman',
    KPT_FN_RUNTIME: 'podman',
    KPT_NO_PAGER_HELP: '1',
    ...(existsSync(conf) ? { CONTAINERS_CONF: conf } : {}),
  }
}

/** A local image that answers with its input (a static binary on nothing); made by `npm run oracles`. */
export const PROBE_IMAGE = 'localhost/krm-fleet-probe:v1'

/** A local image that answers with its input, made of the stand-in base; made by `npm run images -- --standin`. */
export const STANDIN_NOOP_IMAGE = 'localhost/krm-fleet-standin-noop:v1'

/** The image of one of our functions as tests use it; made by `npm run images -- --standin`. */
export function functionImage(name: string): string {
  const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { version: string }
  return `localhost/${name}:v${version}`
}

/** Whether the image holds the bundles that lie in build/; an older one would be measured in place of them. */
export function holdsThisBuild(image: string): boolean {
  const format = ['--format', '{{index .Labels "krm-fleet.dev/build"}}']
  const label = spawnSync('podman', ['image', 'inspect', image, ...format], { encoding: 'utf8', env: kptEnv() })
  const stamp = spawnSync('node', [`${root}scripts/images.mjs`, '--stamp'], { encoding: 'utf8' })
  return stamp.status === 0 && label.stdout.trim() === stamp.stdout.trim()
}

const containers = once((): { runtime: 'podman' } | { missing: string } => {
  const args = ['run', '--rm', '-i', '--network', 'none', '--user', 'nobody', '--pull', 'never', PROBE_IMAGE]
  const ran = spawnSync('podman', args, { encoding: 'utf8', env: kptEnv(), input: 'hello', timeout: 60_000 })
  if (ran.status === 0 && ran.stdout === 'hello') return { runtime: 'podman' }
  return { missing: ran.error?.message ?? ran.stderr.trim() }
})

/** `podman` if it has really run a container on this machine, as kpt would run one. */
export function containerRuntime(): 'podman' | undefined {
  const found = containers()
  return 'runtime' in found ? found.runtime : undefined
}

/** The real inputs: `../shared/real` beside the repository, or where KRM_FLEET_CORPUS points; undefined if absent. */
export const corpusDir = once(() => {
  const folder = process.env['KRM_FLEET_CORPUS'] ?? fileURLToPath(new URL('../../../shared/real', import.meta.url))
  return existsSync(folder) ? folder : undefined
})

/** The requirements that a suite can name. */
export const needs = {
  kpt: (): Requirement => ({ missing: kptPath() === undefined ? 'kpt was not built: npm run oracles' : undefined }),
  goFunction: (name: string, tag?: string): Requirement => {
    if (goFunction(name, tag) !== undefined) return { missing: undefined }
    const pinned = versions.functions.some((pin) => pin.name === name && (tag ?? pin.version) === pin.version)
    const asked = tag === undefined ? name : `${name} ${tag}`
    return pinned
      ? { missing: `${asked} was not built: npm run oracles` }
      : { missing: `${asked} is not among the pinned functions: npm run oracles -- --only ${name}`, optional: true }
  },
  porch: (): Requirement => ({ missing: porchPrograms() === undefined ? "Porch's evaluators were not built: npm run oracles" : undefined }),
  containers: (): Requirement => {
    const found = containers()
    if ('runtime' in found) return { missing: undefined }
    return { missing: `podman runs no container (${found.missing}): npm run oracles -- --system` }
  },
  image: (image: string): Requirement => {
    const there = spawnSync('podman', ['image', 'exists', image], { env: kptEnv() }).status === 0
    return { missing: there ? undefined : `image ${image} was not built: npm run images -- --standin` }
  },
  actionlint: (): Requirement => ({ missing: actionlintPath() === undefined ? 'actionlint was not built: npm run oracles -- --only actionlint' : undefined }),
  corpus: (): Requirement => ({
    missing: corpusDir() === undefined ? 'no real inputs: ../shared/real, or where KRM_FLEET_CORPUS points' : undefined,
  }),
}

/**
 * A `describe` that runs if everything it needs is there. Otherwise `fn` is not called at all: one test stands for the
 * suite, skipped with the reason in its title and on stderr, or failing when KRM_FLEET_REQUIRE_ORACLES is 1 and the thing is
 * not optional.
 */
export function describeWith(name: string, requirement: Requirement | readonly Requirement[], fn: () => void): void {
  const absent = [requirement].flat().filter(({ missing }) => missing !== undefined)
  const reasons = absent.map(({ missing }) => missing)
  if (reasons.length === 0) return void describe(name, fn)
  const title = `needs: ${reasons.join('; ')}`
  if (process.env['KRM_FLEET_REQUIRE_ORACLES'] === '1' && absent.some(({ optional }) => optional !== true)) {
    return void describe(name, () => it(title, () => expect.fail(`KRM_FLEET_REQUIRE_ORACLES is 1: ${reasons.join('; ')}`)))
  }
  process.stderr.write(`SKIPPED ${name}: ${reasons.join('; ')}\n`)
  describe(name, () => it.skip(title, () => undefined))
}
