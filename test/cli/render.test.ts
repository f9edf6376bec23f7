/** `krm-fleet render` as a user calls it: flags, outputs, exit codes. The built command on small packages. */

import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'

const ROOT = new URL('../../', import.meta.url).pathname
const COMMAND = join(ROOT, 'build/krm-fleet.cjs')
const BLUEPRINT = join(ROOT, 'blueprints/cluster-baseline')
const CORE = join(ROOT, 'examples/fleet/cluster-contexts/my-core.yaml')

let work = ''
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'render-'))
})
afterAll(() => rmSync(work, { recursive: true, force: true }))

interface Ran {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

function run(...args: string[]): Ran {
  const { status, stdout, stderr } = spawnSync('node', [COMMAND, ...args], { cwd: work, encoding: 'utf8' })
  return { status, stdout, stderr }
}

function lay(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(work, path)), { recursive: true })
    writeFileSync(join(work, path), text)
  }
}

function read(path: string): string {
  return readFileSync(join(work, path), 'utf8')
}

function kptfile(functions: string): string {
  return `apiVersion: kpt.dev/v1\nkind: Kptfile\nmetadata:\n  name: p # mine\npipeline:\n  mutators:\n${functions}`
}

const SETTERS = '  - image: ghcr.io/kptdev/krm-functions-catalog/apply-setters:v0.2.0\n    configMap:\n      name: new\n'
const STALE = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n    name: old   # kpt-set: ${name}\n'
const FRESH = STALE.replace('old', 'new')

describe('in place', () => {
  test('only files that change are written, and only the changed bytes differ', () => {
    lay({ 'p/Kptfile': kptfile(SETTERS), 'p/a.yaml': STALE, 'p/b.yaml': STALE.replaceAll(/   # .*/g, '') })
    const untouched = statSync(join(work, 'p/b.yaml'))
    expect(run('render', 'p').status).toBe(0)
    expect(read('p/a.yaml')).toBe(FRESH)
    expect(statSync(join(work, 'p/b.yaml'))).toEqual({ ...untouched, atime: expect.anything(), atimeMs: expect.anything() })
    expect(readdirSync(join(work, 'p')).toSorted()).toEqual(['Kptfile', 'a.yaml', 'b.yaml'])
  })

  test('the working directory is the package when none is named', () => {
    lay({ Kptfile: kptfile(SETTERS), 'a.yaml': STALE })
    expect(run('render').status).toBe(0)
    expect(read('a.yaml')).toBe(FRESH)
  })

  test('a failing function leaves everything as it was', () => {
    lay({ 'p/Kptfile': kptfile(SETTERS + SETTERS.replace('name: new', 'name: "${x}"')), 'p/a.yaml': STALE, 'p/c.yaml': STALE.replace('${name}', '${name}-${other}') })
    const ran = run('render', 'p')
    expect(ran.status).toBe(1)
    expect(ran.stderr).toContain('values for setters [${other}] must be provided')
    expect(read('p/a.yaml')).toBe(STALE)
  })

  test('save-on-render-failure keeps what was rendered before the failure, and the exit code', () => {
    const annotated = (value: string): string => kptfile(`${SETTERS}  - exec: "false"\n`).replace('# mine\n', `# mine\n  annotations:\n    kpt.dev/save-on-render-failure: "${value}"\n`)
    lay({ 'p/Kptfile': annotated('false'), 'p/a.yaml': STALE })
    expect(run('render', 'p', '--allow-exec').status).toBe(1)
    expect(read('p/a.yaml')).toBe(STALE)
    lay({ 'p/Kptfile': annotated('true') })
    expect(run('render', 'p', '--allow-exec', '--check').status).toBe(1)
    expect(read('p/a.yaml')).toBe(STALE)
    const ran = run('render', 'p', '--allow-exec')
    expect(ran.status).toBe(1)
    expect(ran.stderr).toContain('Partially executed 1 function(s) in 1 package(s).')
    expect(read('p/a.yaml')).toBe(FRESH)
  })

  test('a file that .krmignore hides is never written over; the line that hides it is named', () => {
    lay({ 'move.sh': "sed \"s#path: 'a.yaml'#path: kept/hidden.yaml#\"\n" })
    lay({ 'p/Kptfile': kptfile('  - exec: sh move.sh\n'), 'p/a.yaml': FRESH, 'p/kept/hidden.yaml': 'precious: data\n', 'p/.krmignore': '# not for functions\n\nkept/\n' })
    const ran = run('render', 'p', '--allow-exec')
    expect(ran.stderr).toMatch(/KPT135.*kept\/hidden\.yaml.*\.krmignore:3/)
    expect(ran.status).toBe(1)
    expect([read('p/kept/hidden.yaml'), read('p/a.yaml')]).toEqual(['precious: data\n', FRESH])
    rmSync(join(work, 'p/kept/hidden.yaml'))
    expect(run('render', 'p', '--allow-exec').status).toBe(0)
    expect(read('p/kept/hidden.yaml')).toBe(FRESH)
  })

  test('a held lock is exit 2 with its own code', () => {
    lay({ 'p/Kptfile': kptfile('  - exec: sh slow.sh\n'), 'p/a.yaml': STALE, 'slow.sh': 'echo started > started; sleep 3; cat\n' })
    const script = `node ${COMMAND} render p --allow-exec & while [ ! -e started ]; do sleep 0.05; done; node ${COMMAND} render p --allow-exec; code=$?; wait; exit $code`
    const { status, stderr } = spawnSync('bash', ['-c', script], { cwd: work, encoding: 'utf8' })
    expect(stderr).toContain('IO006')
    expect(status).toBe(2)
  })

  test('--status splices the condition into the Kptfile and keeps its comments', () => {
    lay({ 'p/Kptfile': kptfile(SETTERS), 'p/a.yaml': STALE })
    expect(run('render', 'p', '--status').status).toBe(0)
    const once = read('p/Kptfile')
    expect(once.startsWith(kptfile(SETTERS))).toBe(true)
    expect(once).toContain('type: Rendered')
    expect(run('render', 'p', '--status').status).toBe(0)
    expect(read('p/Kptfile')).toBe(once)
  })
})

describe('outputs', () => {
  beforeEach(() => lay({ 'p/Kptfile': kptfile(SETTERS), 'p/a.yaml': STALE, 'p/README.md': 'text\n' }))

  test('-o unwrap prints the resources and leaves the package alone', () => {
    const { stdout, status } = run('render', 'p', '-o', 'unwrap')
    expect(status).toBe(0)
    expect(stdout).toContain('name: new')
    expect(stdout).toContain('---\n')
    expect(stdout).not.toContain('config.kubernetes.io')
    expect(read('p/a.yaml')).toBe(STALE)
  })

  test('-o stdout prints a ResourceList that a function can read', () => {
    const { stdout } = run('render', 'p', '-o', 'stdout')
    expect(stdout.startsWith('apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n')).toBe(true)
    const piped = spawnSync('node', [COMMAND, 'fn', 'apply-cluster-context'], { input: stdout, encoding: 'utf8' })
    expect(piped.stderr).toBe('')
    expect(piped.status).toBe(0)
  })

  test('-o DIR writes all resource files, and refuses a directory that exists', () => {
    expect(run('render', 'p', '-o', 'out/here').status).toBe(0)
    expect(readdirSync(join(work, 'out/here')).toSorted()).toEqual(['Kptfile', 'a.yaml'])
    expect(read('out/here/a.yaml')).toBe(FRESH)
    const again = run('render', 'p', '-o', 'out/here')
    expect(again.status).toBe(2)
    expect(again.stderr).toContain('IO007')
  })

  test('--results-dir writes the FunctionResultList', () => {
    run('render', 'p', '--results-dir', 'deep/er')
    const text = read('deep/er/results.yaml')
    expect(text).toContain('kind: FunctionResultList')
    expect(text).toContain('message: set field value to "new"')
    expect(text).toContain('path: metadata.name')
  })

  test('results.yaml takes the place of a link and follows none', () => {
    lay({ 'outside.txt': 'mine\n' })
    mkdirSync(join(work, 'results'))
    symlinkSync(join(work, 'outside.txt'), join(work, 'results/results.yaml'))
    expect(run('render', 'p', '--results-dir', 'results').status).toBe(0)
    expect(read('outside.txt')).toBe('mine\n')
    expect(lstatSync(join(work, 'results/results.yaml')).isFile()).toBe(true)
    expect(readdirSync(join(work, 'results'))).toEqual(['results.yaml'])
  })

  test('a results directory that cannot be written is exit 2, and leaves nothing', () => {
    mkdirSync(join(work, 'results/results.yaml'), { recursive: true })
    const ran = run('render', 'p', '--results-dir', 'results')
    expect(ran.status).toBe(2)
    expect(ran.stderr).toContain('IO005')
    expect(readdirSync(join(work, 'results'))).toEqual(['results.yaml'])
  })

  test('--check tells stale from rendered, and formatting is no difference', () => {
    const stale = run('render', 'p', '--check')
    expect(stale.status).toBe(1)
    expect(stale.stderr).toContain('a.yaml: error: KPT214')
    expect(read('p/a.yaml')).toBe(STALE)
    lay({ 'p/a.yaml': FRESH.replace('    name: new   #', '  name: "new" #') })
    expect(run('render', 'p', '--check').status).toBe(0)
  })
})

describe('--for', () => {
  test('renders for the given context and leaves the sample of the package in place', () => {
    cpSync(BLUEPRINT, join(work, 'p'), { recursive: true })
    const sample = read('p/cluster-context.yaml')
    expect(run('render', 'p', '--for', CORE).status).toBe(0)
    expect(read('p/cluster-context.yaml')).toBe(sample)
    expect(read('p/namespace-apps.yaml')).toContain('nephio.org/cluster-name: my-core #')
  })

  test('a file that is no context is refused', () => {
    lay({ 'p/Kptfile': kptfile(SETTERS), 'x.yaml': STALE })
    const ran = run('render', 'p', '--for', 'x.yaml')
    expect(ran.status).toBe(2)
    expect(ran.stderr).toContain('CLI002')
  })
})

describe('who runs a function', () => {
  const foreign = '  - image: example.com/their/setters:v1\n    configMap:\n      name: new\n'

  test('krm-fleet.yaml maps an image to a built-in', () => {
    lay({
      'krm-fleet.yaml': 'apiVersion: fn.krm-fleet.dev/v1alpha1\nkind: Config\nmetadata:\n  name: config\nrunners:\n  example.com/their/setters:v1:\n    builtin: apply-setters\n',
      'p/Kptfile': kptfile(foreign),
      'p/a.yaml': STALE,
    })
    const ran = run('render', 'p')
    expect(ran.stderr).toContain('[BUILTIN]')
    expect(ran.status).toBe(0)
    expect(read('p/a.yaml')).toBe(FRESH)
  })

  test('to a program only with --allow-exec', () => {
    lay({
      'krm-fleet.yaml': 'apiVersion: fn.krm-fleet.dev/v1alpha1\nkind: Config\nmetadata:\n  name: config\nrunners:\n  example.com/their/setters:v1:\n    exec: cat\n',
      'p/Kptfile': kptfile(foreign),
      'p/a.yaml': STALE,
    })
    expect(run('render', 'p').stderr).toContain('KPT213')
    expect(run('render', 'p', '--allow-exec').status).toBe(0)
  })

  test('an unknown image without a container runtime is one error that lists the ways', () => {
    lay({ 'p/Kptfile': kptfile(foreign), 'p/a.yaml': STALE })
    const ran = spawnSync('node', [COMMAND, 'render', 'p'], { cwd: work, encoding: 'utf8', env: { PATH: dirname(process.execPath) } })
    expect(ran.status).toBe(1)
    expect(ran.stderr).toContain('example.com/their/setters:v1')
    for (const way of ['krm-fleet.yaml', '--allow-exec', 'docker, podman or nerdctl']) expect(ran.stderr).toContain(way)
  })

  test('a function that waits for a controller is passed over, and a finding says so; the others run', () => {
    const nad = (tag: string): string => `  - image: docker.io/nephio/nad-fn:${tag}\n`
    lay({ 'p/Kptfile': kptfile(nad('latest') + SETTERS + nad('v1.0.1')), 'p/a.yaml': STALE })
    const ran = run('render', 'p')
    expect(ran.status).toBe(0)
    expect(ran.stderr).toMatch(/\[SKIPPED\] "docker\.io\/nephio\/nad-fn:latest"\n\[RUNNING\].*apply-setters[^]*\[SKIPPED\].*v1\.0\.1/)
    expect(ran.stderr).toContain('Successfully executed 1 function(s)')
    expect(ran.stderr.match(/Kptfile:(?:7|11):\d+: warning: KPT151 docker\.io\/nephio\/nad-fn/g)).toHaveLength(2)
    expect(read('p/a.yaml')).toBe(FRESH)
  })

  test('krm-fleet.yaml runs such a function all the same', () => {
    lay({
      'krm-fleet.yaml': 'apiVersion: fn.krm-fleet.dev/v1alpha1\nkind: Config\nmetadata:\n  name: config\nrunners:\n  docker.io/nephio/nad-fn:latest:\n    exec: cat\n',
      'p/Kptfile': kptfile('  - image: docker.io/nephio/nad-fn:latest\n'),
      'p/a.yaml': STALE,
    })
    const ran = run('render', 'p', '--allow-exec')
    expect(ran.stderr).toContain('[PASS]')
    expect(ran.stderr).not.toContain('KPT151')
  })

  test('another tag of a function that is built in says which tag is', () => {
    lay({ 'p/Kptfile': kptfile('  - image: ghcr.io/kptdev/krm-functions-catalog/set-labels:v0.2.0\n    configMap: {a: b}\n'), 'p/a.yaml': STALE })
    const ran = spawnSync('node', [COMMAND, 'render', 'p'], { cwd: work, encoding: 'utf8', env: { PATH: dirname(process.execPath) } })
    expect(ran.stderr).toMatch(/Kptfile:7:\d+: \w+: KPT\d+ .*set-labels:v0\.2\.0 runs in its container: built in is v0\.1\.5/)
  })

  test('a misspelt configuration names line and field', () => {
    lay({ 'krm-fleet.yaml': 'apiVersion: fn.krm-fleet.dev/v1alpha1\nkind: Config\nrunner: {}\n', 'p/Kptfile': kptfile(SETTERS), 'p/a.yaml': STALE })
    const ran = run('render', 'p')
    expect(ran.status).toBe(2)
    expect(ran.stderr).toMatch(/CLI005.*krm-fleet\.yaml:3:\d+.*runner/)
  })
})

describe('usage', () => {
  test('a package that is not there is exit 2', () => {
    expect(run('render', 'nowhere').status).toBe(2)
  })

  test.each(['--max-files', '--max-file-bytes', '--max-package-bytes'])('%s is a limit that its message names', (limit) => {
    lay({ 'p/Kptfile': kptfile(SETTERS), 'p/a.yaml': STALE })
    const ran = run('render', 'p', limit, '1')
    expect(ran.status).toBe(2)
    expect(ran.stderr).toMatch(/IO004/)
    expect(ran.stderr).toContain(limit)
    expect(run('render', 'p', limit, '1000000').status).toBe(0)
    expect(run('render', '--help').stdout).toContain(limit)
  })

  test('a directory without a Kptfile is an error of the data', () => {
    lay({ 'p/a.yaml': STALE })
    const ran = run('render', 'p')
    expect(ran.status).toBe(1)
    expect(ran.stderr).toContain('KPT101')
  })

  test('help is on standard output, an unknown flag is exit 2 with the nearest one', () => {
    expect(run('render', '--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('--allow-exec') })
    const ran = run('render', '--alow-exec')
    expect(ran.status).toBe(2)
    expect(ran.stderr).toContain('--allow-exec')
    expect(existsSync(join(work, 'p'))).toBe(false)
  })
})
