import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { chooseRuntime, clientEnvironment, probeRuntime, type ContainerRuntime } from './container-runtime.ts'

const working =
  (...names: ContainerRuntime[]) =>
  async (runtime: ContainerRuntime) =>
    names.includes(runtime) ? undefined : `${runtime} is broken`

describe('chooseRuntime', () => {
  it.each([
    [{}, ['docker', 'podman'], 'docker'],
    [{}, ['podman', 'nerdctl'], 'podman'],
    [{}, ['nerdctl'], 'nerdctl'],
    [{ KRM_FN_RUNTIME: 'Podman' }, ['docker', 'podman'], 'podman'],
    [{ KPT_FN_RUNTIME: 'nerdctl' }, ['docker', 'nerdctl'], 'nerdctl'],
    [{ KRM_FN_RUNTIME: 'podman', KPT_FN_RUNTIME: 'docker' }, ['docker', 'podman'], 'podman'],
    [{ KRM_FN_RUNTIME: '', KPT_FN_RUNTIME: 'podman' }, ['docker', 'podman'], 'podman'],
  ] as const)('with %j and %j working takes %s', async (environment, names, runtime) => {
    expect(await chooseRuntime(environment, working(...names))).toEqual({ ok: true, runtime })
  })

  it.each([
    [{}, /docker is broken; podman is broken; nerdctl is broken\. An image is answered by/],
    [{ KRM_FN_RUNTIME: 'podman' }, /KRM_FN_RUNTIME names podman, but podman is broken/],
    [{ KRM_FN_RUNTIME: 'runc' }, /KRM_FN_RUNTIME is "runc", which is none of docker, podman, nerdctl/],
  ])('with %j and none working names the reason and the other ways', async (environment, message) => {
    const choice = await chooseRuntime(environment, working())
    expect(choice).toMatchObject({ ok: false, failure: { code: 'KPT209' } })
    const said = choice.ok ? '' : choice.failure.message
    expect(said).toMatch(message)
    for (const way of ['runners: in krm-fleet.yaml', '--allow-exec', 'KRM_FN_RUNTIME chooses', '--image-pull-policy']) {
      expect(said).toContain(way)
    }
  })
})

describe('probeRuntime', () => {
  const bin = mkdtempSync(join(tmpdir(), 'probe-'))
  afterAll(() => rmSync(bin, { recursive: true, force: true }))
  const program = (name: string, script: string) => writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
  const probe = (runtime: ContainerRuntime) => probeRuntime(runtime, { PATH: bin })

  it('accepts a client that answers', async () => {
    program('podman', 'echo "$*" | grep -qx version 2>/dev/null || [ "$*" = version ]')
    expect(await probe('podman')).toBeUndefined()
  })

  it('wants docker 20.10 or newer', async () => {
    program('docker', 'echo 28.2.2')
    expect(await probe('docker')).toBeUndefined()
    program('docker', 'echo 20.10.0')
    expect(await probe('docker')).toBeUndefined()
    program('docker', 'echo 19.03.15')
    expect(await probe('docker')).toBe('docker is 19.03.15 and must be 20.10 or newer')
    program('docker', 'true')
    expect(await probe('docker')).toMatch(/must be 20\.10 or newer/)
  })

  it('says what is wrong', async () => {
    expect(await probe('nerdctl')).toBe('nerdctl is not installed')
    program('docker', 'echo 28.2.2; echo "Cannot connect to the Docker daemon" >&2; exit 1')
    expect(await probe('docker')).toBe('"docker version" fails (Cannot connect to the Docker daemon)')
  })
})

describe('clientEnvironment', () => {
  it('keeps what configures a client and drops everything else', () => {
    const kept = { PATH: '/bin', HOME: '/root', DOCKER_HOST: 'unix:///x', CONTAINERS_CONF: '/c', XDG_RUNTIME_DIR: '/r', https_proxy: 'p' }
    const dropped = { GITHUB_TOKEN: 'x', AWS_SECRET_ACCESS_KEY: 'x', NPM_TOKEN: 'x', NODE_OPTIONS: '--inspect', LD_PRELOAD: '/x' }
    expect(clientEnvironment({ ...kept, ...dropped })).toEqual({ ...kept, LANG: 'C.UTF-8' })
  })
})
