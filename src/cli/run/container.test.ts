import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { runtimeComplaint, withoutPullLines } from './container-messages.ts'
import { containerArguments, prepareContainer, type ContainerOptions } from './container.ts'

const home = mkdtempSync(join(tmpdir(), 'container-'))

describe('containerArguments', () => {
  it('are kpt’s, then ours', () => {
    const kpt = 'run --rm -i --network none --user nobody --security-opt=no-new-privileges --pull missing'
    const ours = '--name krm-fleet-1 --cap-drop ALL --read-only --tmpfs /tmp:rw,exec,nosuid,nodev,mode=1777,size=512m'
    expect(containerArguments('x/y:v1', 'krm-fleet-1', { runtime: 'docker' }).join(' ')).toBe(`${kpt} ${ours} x/y:v1`)
  })

  it.each([
    [{ runtime: 'nerdctl', pull: 'never' }, ['--pull', 'never'], ['--http-proxy=false', '--network host']],
    [{ runtime: 'docker', pull: 'always' }, ['--pull', 'always'], []],
    [{ runtime: 'podman' }, ['--read-only-tmpfs=false', '--http-proxy=false'], []],
    [{ runtime: 'podman', allowNetwork: true }, ['--network', 'host'], ['--http-proxy=false']],
    [{ runtime: 'docker', env: { A: '1', B: 'x y' } }, ['-e', 'A=1', '-e', 'B=x y', 'x/y:v1'], []],
  ] as const)('follow %j', (options, present, absent) => {
    const joined = containerArguments('x/y:v1', 'n', options).join('\0')
    expect(joined).toContain(present.join('\0'))
    for (const each of absent) expect(joined).not.toContain(each)
  })
})

describe('what a runtime says', () => {
  it('is told apart from what the function says', () => {
    const docker = "Unable to find image 'x' locally\nv1: Pulling from x\n4e9f: Pull complete\nDigest: sha256:1\nStatus: Downloaded newer image for x\nhello"
    expect(withoutPullLines('docker', docker)).toBe('hello')
    const podman = `Trying to pull x...\nGetting image source signatures\nCopying blob sha256:1\nCopying config sha256:2\nWriting manifest to image destination\nStoring signatures\n${'a'.repeat(64)}\nhello`
    expect(withoutPullLines('podman', podman)).toBe('hello')
    expect(withoutPullLines('nerdctl', `layer-sha256:1: done |${'+'.repeat(38)}|\nelapsed: 2.4 s\nhello`)).toBe('hello')
    expect(withoutPullLines('docker', 'one\n\ntwo\n')).toBe('one\n\ntwo\n')
  })

  it.each([
    ['podman', 125, '', 'Error: localhost/none:x: image not known', { line: 'Error: localhost/none:x: image not known', noImage: true }],
    ['podman', 126, '', 'Error: unable to find user nobody: no matching entries in passwd file', { noImage: false }],
    ['docker', 125, '', "Unable to find image 'x' locally\ndocker: Error response from daemon: pull access denied for x", { noImage: true }],
    ['docker', 125, '', 'docker: Cannot connect to the Docker daemon', { noImage: false }],
    ['nerdctl', 1, '', 'time="…" level=fatal msg="failed to resolve reference \\"x\\""', { noImage: true }],
    ['docker', 125, 'items: []', 'docker: looks like one', undefined],
    ['podman', 125, '', 'my own message', undefined],
    ['podman', 1, '', 'Error: of the function itself', undefined],
    ['podman', 0, '', 'Error: but fine', undefined],
  ] as const)('%s with code %i, output %j and %j', (runtime, exitCode, stdout, stderr, expected) => {
    const complaint = runtimeComplaint(runtime, { stdout, stderr, exitCode })
    if (expected === undefined) expect(complaint).toBeUndefined()
    else expect(complaint).toMatchObject(expected)
  })
})

describe('prepareContainer', () => {
  it('refuses a bad image before anything is started', () => {
    expect(prepareContainer({ image: '--privileged' }, { runtime: 'docker' })).toMatchObject({ ok: false, failure: { code: 'KPT207' } })
  })

  it('names the image in full', () => {
    const prepared = prepareContainer({ image: 'x' }, { runtime: 'docker', imagePrefix: 'example.com' })
    expect(prepared).toMatchObject({ ok: true, name: 'example.com/x:latest' })
  })

  it('lists the other ways when the runtime is missing', async () => {
    const prepared = prepareContainer({ image: 'x/y' }, { runtime: 'nerdctl', environment: { PATH: home } })
    const answer = prepared.ok ? await prepared.run({ input: '' }) : prepared
    expect(answer.failure?.code).toBe('KPT209')
    expect(answer.failure?.message).toMatch(/no program "nerdctl" in PATH \(is nerdctl installed\?\)\. An image is answered by/)
  })
})

/** A function that needs nothing around it. It copies; a mode in its input makes it misbehave or tell about its surroundings. */
const FUNCTION = `
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
extern char **environ;
static char in[1 << 20];
static const char *can(const char *path) { FILE *f = fopen(path, "w"); if (f) fclose(f); return f ? "yes" : "no"; }
int main(void) {
  long size = 0, n;
  while ((n = read(0, in + size, sizeof in - 1 - size)) > 0) size += n;
  if (strstr(in, "MODE=sleep")) { signal(SIGTERM, SIG_IGN); for (;;) sleep(1000); }
  if (strstr(in, "MODE=fail")) { fputs("bad input\\n", stderr); return 3; }
  if (strstr(in, "MODE=tell")) {
    printf("uid %d root %s tmp %s run %s shm %s\\n", getuid(), can("/x"), can("/tmp/x"), can("/run/x"), can("/dev/shm/x"));
    for (char **e = environ; *e; e++) printf("env %s\\n", *e);
    char line[256]; FILE *f = fopen("/proc/self/status", "r");
    while (f && fgets(line, sizeof line, f)) if (!strncmp(line, "Cap", 3) || !strncmp(line, "NoNewPrivs", 10)) fputs(line, stdout);
    f = fopen("/proc/net/dev", "r");
    while (f && fgets(line, sizeof line, f)) if (strchr(line, ':')) printf("net %s", line);
    return 0;
  }
  return write(1, in, size) == size ? 0 : 1;
}`

/** The tests' own image in podman, or why there is none. */
function buildImage(): { image: string; environment: NodeJS.ProcessEnv } | string {
  const file = (name: string, text: string) => writeFileSync(join(home, name), text)
  file('containers.conf', '[containers]\ndefault_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]\n[engine]\nruntime = "runc"\n')
  file('function.c', FUNCTION)
  file('passwd', 'root:x:0:0::/:/x\nnobody:x:65534:65534::/:/x\n')
  file('group', 'root:x:0:\nnobody:x:65534:\n')
  file('Containerfile', 'FROM scratch\nCOPY passwd group /etc/\nCOPY --chmod=755 function /function\nENTRYPOINT ["/function"]\n')
  const environment = { ...process.env, CONTAINERS_CONF: join(home, 'containers.conf') }
  const image = `localhost/krm-fleet-container-test-${process.pid}:v0.1.0`
  const run = (program: string, ...args: string[]) => execFileSync(program, args, { cwd: home, env: environment, stdio: 'pipe' })
  try {
    run('gcc', '-static', '-O1', '-o', 'function', 'function.c')
    chmodSync(join(home, 'function'), 0o755)
    run('podman', 'build', '-q', '-t', image, '.')
    run('podman', 'run', '--rm', '--pull', 'never', '--user', 'nobody', '--network', 'none', image)
    return { image, environment }
  } catch (error) {
    return error instanceof Error ? error.message.split('\n')[0] ?? '' : String(error)
  }
}

const built = buildImage()
if (typeof built === 'string') console.warn(`SKIPPED: no function is run in podman: ${built}`)
const { image, environment } = typeof built === 'string' ? { image: '', environment: {} } : built
const podman = (...args: string[]) => execFileSync('podman', args, { env: environment, stdio: 'pipe' }).toString()

afterAll(() => {
  if (image !== '') podman('rmi', '-f', image)
  rmSync(home, { recursive: true, force: true })
})

describe.skipIf(image === '')('a function in podman', () => {
  async function call(input: string, options: Partial<ContainerOptions> = {}, name = image) {
    const prepared = prepareContainer({ image: name }, { runtime: 'podman', pull: 'never', environment, ...options })
    if (!prepared.ok) throw new Error(prepared.failure.message)
    return prepared.run({ input })
  }

  it('answers what it was given', async () => {
    const input = `kind: ResourceList\nitems: [] # é\n${'x'.repeat(500_000)}`
    expect(await call(input)).toEqual({ stdout: input, stderr: '', exitCode: 0 })
  })

  it('fails with its own code and words', async () => {
    expect(await call('MODE=fail')).toEqual({ stdout: '', stderr: 'bad input\n', exitCode: 3 })
  })

  it('is nobody, without capabilities, network, our environment, or a place to write outside of memory', async () => {
    const ours = { ...environment, GITHUB_TOKEN: 'ghp_secret', https_proxy: 'http://user:password@proxy' }
    const { stdout } = await call('MODE=tell', { environment: ours, env: { GIVEN: 'by name' } })
    expect(stdout).toContain('uid 65534 root no tmp yes run no shm yes\n')
    for (const set of ['CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb']) expect(stdout).toMatch(`${set}:\t0000000000000000\n`)
    expect(stdout).toContain('NoNewPrivs:\t1\n')
    expect(stdout.match(/^net +\w+:/gm)).toEqual(['net     lo:'])
    expect(stdout).toContain('env GIVEN=by name\n')
    expect(stdout).not.toMatch(/ghp_secret|password/)
  })

  it('is gone when its time is over, whatever it thinks of SIGTERM', async () => {
    const answer = await call('MODE=sleep', { limits: { wallMs: 3_000 } })
    expect(answer).toMatchObject({ exitCode: expect.any(Number), failure: { code: 'KPT202' } })
    expect(podman('ps', '-aq', '--filter', `ancestor=${image}`)).toBe('')
  })

  it('is one clear failure when there is no such image', async () => {
    const answer = await call('', {}, 'localhost/krm-fleet-no-such-image:v1')
    expect(answer).toMatchObject({ stdout: '', exitCode: 125, failure: { code: 'KPT210' } })
    expect(answer.failure?.message).toMatch(/^image "localhost\/krm-fleet-no-such-image:v1" cannot be run with podman: Error: .*image not known\. An image is answered by/)
  })
})
