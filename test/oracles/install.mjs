// Builds what krm-fleet is measured against into .oracles/: kpt, catalog functions, Porch's evaluators, and the means to run
// containers.
//   npm run oracles -- [--only kpt,apply-setters] [--all] [--system]
// --all also tries the functions under `wanted`; --system installs podman and runc if missing (Debian, root).
// Exit 1 only when kpt cannot be built: the rest is missed by single tests, which say so.
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync } from 'node:fs'
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const here = fileURLToPath(new URL('.', import.meta.url))
const oracles = fileURLToPath(new URL('../../.oracles/', import.meta.url))
const bin = join(oracles, 'bin')
const versions = JSON.parse(readFileSync(join(here, 'versions.json'), 'utf8'))

const { values: options } = parseArgs({
  options: { only: { type: 'string' }, all: { type: 'boolean' }, system: { type: 'boolean' } },
})

// The build asks for nobody's settings: no workspace, no vendor folder, no C compiler.
const goEnv = { ...process.env, GOFLAGS: '-mod=mod -buildvcs=false -trimpath', GOWORK: 'off', CGO_ENABLED: '0' }

/** The two settings that let podman run where limits may not be raised and cgroups are mixed. */
const CONTAINERS_CONF = `[containers]
default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]
[engine]
runtime = "runc"
`
/** The image that shows whether containers run; `oracles.ts` knows it by the same name. */
const PROBE_IMAGE = 'localhost/krm-fleet-probe:v1'

/** Runs a command; returns its status and its whole text. */
function run(command, args, more = {}) {
  const done = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28, ...more })
  return { ok: done.status === 0, text: `${done.stdout ?? ''}${done.stderr ?? ''}${done.error?.message ?? ''}`.trim() }
}

/** The lines of a failed build that say why, without Go's progress. */
function reasonIn(text) {
  const progress = /^go: (downloading|finding|creating|to add|found|added)|^\tgo mod tidy/
  const lines = text.split('\n').filter((line) => !progress.test(line))
  return lines.slice(-3).map((line) => line.trim()).join(' ') || 'no reason given'
}

/** Whether a binary is, or for a program of ours holds, the pinned module: version and checksum as Go wrote them into it. */
function isPinned(path, pin) {
  if (!existsSync(path)) return false
  const { ok, text } = run('go', ['version', '-m', path])
  const wanted = pin.program === undefined ? ['mod'] : ['dep', pin.module]
  const module = text.split('\n').map((line) => line.trim().split('\t')).find((words) => wanted.every((word, at) => word === words[at]))
  if (!ok || module?.[1] !== pin.module || module[2] !== pin.version) return false
  return pin.sum === undefined || module[3] === pin.sum
}

/**
 * Builds one pin in a module of its own that requires it. `go install pkg@version` would do for some only: it refuses
 * modules with replacements and asks the proxy for lists of versions that are not always there.
 */
function build(pin) {
  const target = join(bin, pin === versions.kpt ? 'kpt' : `${pin.name}-${pin.program === undefined ? pin.version : sourceHash(pin)}`)
  const started = Date.now()
  const row = (state, note = '') => ({
    name: pin.name,
    version: pin.version,
    state,
    seconds: ((Date.now() - started) / 1000).toFixed(1),
    size: existsSync(target) ? `${(statSync(target).size / 1e6).toFixed(1)} MB` : '',
    note,
  })
  if (isPinned(target, pin)) return row('present')
  rmSync(target, { force: true })
  const folder = mkdtempSync(join(tmpdir(), 'oracle-'))
  try {
    const go = (...args) => run('go', args, { cwd: folder, env: goEnv })
    const edits = [`-require=${pin.module}@${pin.version}`]
    for (const [module, other] of Object.entries(pin.replace ?? {})) {
      const isStub = !other.includes('@')
      if (isStub) cpSync(join(here, other), join(folder, other), { recursive: true })
      edits.push(`-replace=${module}=${isStub ? './' : ''}${other}`)
    }
    if (pin.program !== undefined) cpSync(join(here, pin.program), folder, { recursive: true })
    const output = join(folder, 'oracle')
    const main = pin.program === undefined ? [pin.module, pin.package].filter(Boolean).join('/') : '.'
    const steps = [
      () => go('mod', 'init', 'oracle'),
      () => go('mod', 'edit', ...edits),
      ...(pin.ownSums === true ? [() => takeSums(pin, folder)] : []),
      () => go('build', '-ldflags', `-s -w ${pin.ldflags ?? ''}`, '-o', output, main),
    ]
    for (const step of steps) {
      const { ok, text } = step()
      if (!ok) return row('FAILED', reasonIn(text))
    }
    if (!isPinned(output, pin)) return row('FAILED', 'what was built does not carry the pinned version and checksum')
    place(output, target)
    return row('built', pin.replace ? `with ${Object.entries(pin.replace).map((pair) => pair.join(' => ')).join(', ')}` : '')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Which source a program of ours was built from; `oracles.ts` knows it by the same name. */
function sourceHash(pin) {
  return createHash('sha256').update(readFileSync(join(here, pin.program, 'main.go'))).digest('hex').slice(0, 16)
}

/** Gives the module in `folder` the go.sum of the pinned one, for requirements that the checksum database does not know. */
function takeSums(pin, folder) {
  const done = spawnSync('go', ['mod', 'download', '-json', `${pin.module}@${pin.version}`], { cwd: folder, env: goEnv, encoding: 'utf8' })
  if (done.status !== 0) return { ok: false, text: done.stdout + done.stderr }
  const { Dir, Sum } = JSON.parse(done.stdout)
  if (Sum !== pin.sum) return { ok: false, text: `the module has the checksum ${Sum}, not the pinned one` }
  writeFileSync(join(folder, 'go.sum'), readFileSync(join(Dir, 'go.sum')))
  return { ok: true, text: '' }
}

/** Puts a finished binary in its place in one step, so that a stopped run leaves no half binary. */
function place(from, to) {
  const beside = `${to}.${process.pid}.tmp`
  cpSync(from, beside)
  chmodSync(beside, 0o755)
  renameSync(beside, to)
}

/** Installs podman and runc from Debian's packages when they are missing and may be installed. */
function installContainers() {
  const missing = ['podman', 'runc'].filter((name) => !run(name, ['--version']).ok)
  if (missing.length === 0) return 'podman and runc are there'
  if (!options.system) return `${missing.join(' and ')} missing (--system installs them on Debian as root)`
  const debianRoot = process.getuid?.() === 0 && existsSync('/etc/debian_version')
  if (!debianRoot) return `${missing.join(' and ')} missing; not root on Debian`
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'podman', 'runc']]) {
    const { ok, text } = run('apt-get', args, { env })
    if (!ok) return `apt-get ${args[0]} failed: ${text.split('\n').slice(-2).join(' ')}`
  }
  return 'installed podman and runc'
}

/** Makes the probe image if podman is there, and says whether a container really ran. */
function probeContainers() {
  const conf = join(oracles, 'containers.conf')
  writeFileSync(conf, CONTAINERS_CONF)
  const env = { ...process.env, CONTAINERS_CONF: conf }
  if (!run('podman', ['--version']).ok) return 'no podman'
  if (!run('podman', ['image', 'exists', PROBE_IMAGE], { env }).ok) {
    const folder = mkdtempSync(join(tmpdir(), 'probe-'))
    try {
      mkdirSync(join(folder, 'root/etc'), { recursive: true })
      writeFileSync(join(folder, 'root/etc/passwd'), 'nobody:x:65534:65534:nobody:/:/bin/false\n')
      writeFileSync(join(folder, 'root/etc/group'), 'nobody:x:65534:\n')
      const output = join(folder, 'root/probe')
      const args = ['build', '-ldflags', '-s -w', '-o', output, join(here, 'probe.go')]
      const built = run('go', args, { env: { ...goEnv, GOFLAGS: '-trimpath' } })
      if (!built.ok) return `the probe does not build: ${reasonIn(built.text)}`
      const tar = join(folder, 'probe.tar')
      execFileSync('tar', ['-C', join(folder, 'root'), '-cf', tar, '.'])
      const imported = run('podman', ['import', '--change', 'ENTRYPOINT ["/probe"]', tar, PROBE_IMAGE], { env })
      if (!imported.ok) return `podman import failed: ${imported.text}`
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
  const args = ['run', '--rm', '-i', '--network', 'none', '--user', 'nobody', PROBE_IMAGE]
  const ran = run('podman', args, { env, input: 'hello' })
  return ran.ok && ran.text === 'hello' ? 'podman runs containers' : `podman cannot run a container: ${ran.text}`
}

const only = options.only?.split(',')
const porch = versions.porch.programs.map((program) => ({ ...versions.porch, ...program }))
const pins = [versions.kpt, ...versions.functions, ...porch, versions.actionlint, ...(options.all || only ? versions.wanted : [])]
const isCalled = (pin, name) => name === pin.name || name === `${pin.name}-${pin.version}`
const chosen = pins.filter((pin) => only === undefined || only.some((name) => isCalled(pin, name)))
const unknown = (only ?? []).filter((name) => !chosen.some((pin) => isCalled(pin, name)))
if (unknown.length > 0) {
  console.error(`Not in versions.json: ${unknown.join(', ')}`)
  process.exit(2)
}
mkdirSync(bin, { recursive: true })
const go = run('go', ['version'])
console.log(go.ok ? go.text : 'Go is missing: nothing can be built')
const rows = chosen.map((pin) => {
  const row = build(pin)
  const what = `${row.name} ${row.version}`
  console.log(`${row.state.padEnd(8)} ${what.padEnd(30)} ${row.seconds.padStart(6)} s ${row.size.padStart(9)}  ${row.note}`)
  return row
})
console.log(`containers: ${installContainers()}; ${probeContainers()}`)
const failed = rows.filter((row) => row.state === 'FAILED')
console.log(`${rows.length - failed.length} of ${rows.length} oracles are in .oracles/bin`)
process.exit(failed.some((row) => row.name === 'kpt') ? 1 : 0)
