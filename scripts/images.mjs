// Builds one image per function with podman or docker, after the stages of the Dockerfile.
//   npm run images -- [--standin | --base IMAGE] [--functions a,b] [--engine podman|docker] [--write | --check]
// --standin   builds a base of this machine's own instead of the public one, for where no image can be pulled
// --functions builds these names instead of the folders below functions/, from a Dockerfile made for them
// --write     only writes the functions' stages into the Dockerfile; --check only says whether they are fresh
// --stamp     only prints what the images of this build carry in their label krm-fleet.dev/build
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, realpathSync } from 'node:fs'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const root = fileURLToPath(new URL('..', import.meta.url))
const oracles = join(root, '.oracles')
const dockerfile = join(root, 'Dockerfile')
const MARKER = '# --- functions: '
const STANDIN = 'localhost/krm-fleet-standin'
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

const { values: options } = parseArgs({
  options: {
    standin: { type: 'boolean' },
    base: { type: 'string' },
    functions: { type: 'string' },
    engine: { type: 'string' },
    write: { type: 'boolean' },
    check: { type: 'boolean' },
    stamp: { type: 'boolean' },
  },
})

/** The functions of this repository: the folders that declare one. */
function functionNames() {
  const names = readdirSync(join(root, 'functions'))
  return names.filter((name) => existsSync(join(root, 'functions', name, 'function.ts'))).sort()
}

/** The Dockerfile with one stage for each of the functions below the marker line. */
function dockerfileFor(names) {
  const text = readFileSync(dockerfile, 'utf8')
  const start = text.indexOf(MARKER)
  if (start < 0) throw new Error(`Dockerfile has no line that begins with "${MARKER}"`)
  const head = text.slice(0, text.indexOf('\n', start) + 1)
  const stages = names.map((name) => {
    const argv = JSON.stringify(['/nodejs/bin/node', '/app/krm-fleet.cjs', 'fn', name]).replaceAll('","', '", "')
    return `\nFROM base AS ${name}\nENTRYPOINT ${argv}\n`
  })
  return head + stages.join('')
}

/** podman first, because it needs no daemon; docker only if its daemon answers. */
function findEngine() {
  const conf = join(oracles, 'containers.conf')
  const env = existsSync(conf) ? { ...process.env, CONTAINERS_CONF: conf } : process.env
  const works = (name) => spawnSync(name, ['info'], { env, stdio: 'ignore' }).status === 0
  const name = (options.engine === undefined ? ['podman', 'docker'] : [options.engine]).find(works)
  if (name === undefined) throw new Error('Neither podman nor a docker daemon answers.')
  const how = { env, cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 28 }
  return (...args) => execFileSync(name, args, how)
}

/** What a dynamic binary needs besides itself: its libraries and its loader, by the paths it asks for. */
function librariesOf(binary) {
  const text = execFileSync('ldd', [binary], { encoding: 'utf8' })
  return [...text.matchAll(/(?:=> )?(\/\S+) \(0x/g)].map((match) => match[1])
}

/** Builds the base from the Node binary that npm ships, this machine's libraries and the two files kpt asks for. */
function buildStandin(engine) {
  const { package: prefix, version: node } = JSON.parse(readFileSync(join(root, 'test/oracles/versions.json'), 'utf8')).standin
  const name = `${prefix}-${process.arch}`
  const folder = join(oracles, `${name}-${node}`)
  const binary = join(folder, 'package/bin/node')
  if (!existsSync(binary)) {
    mkdirSync(folder, { recursive: true })
    execFileSync('npm', ['pack', '--silent', `${name}@${node}`], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
    execFileSync('tar', ['-xzf', `${name}-${node}.tgz`, 'package/bin/node', 'package/LICENSE'], { cwd: folder })
    rmSync(join(folder, `${name}-${node}.tgz`))
  }
  const context = join(oracles, 'standin')
  const place = (from, to) => {
    mkdirSync(dirname(join(context, 'root', to)), { recursive: true })
    cpSync(realpathSync(from), join(context, 'root', to))
  }
  rmSync(context, { recursive: true, force: true })
  place(binary, '/nodejs/bin/node')
  for (const library of librariesOf(binary)) place(library, library)
  mkdirSync(join(context, 'root/etc'), { recursive: true })
  mkdirSync(join(context, 'root/tmp'))
  const users = 'root:x:0:0:root:/root:/sbin/nologin\nnobody:x:65534:65534:nobody:/nonexistent:/sbin/nologin\n'
  writeFileSync(join(context, 'root/etc/passwd'), users)
  writeFileSync(join(context, 'root/etc/group'), 'root:x:0:\nnobody:x:65534:\n')
  writeFileSync(
    join(context, 'Dockerfile'),
    `FROM scratch AS standin
COPY root /
USER 65534:65534
ENTRYPOINT ["/nodejs/bin/node"]
FROM standin AS noop
ENTRYPOINT ["/nodejs/bin/node", "-e", "process.stdin.pipe(process.stdout)"]
`,
  )
  const tag = `${STANDIN}:node${node}`
  engine('build', '--target', 'standin', '--tag', tag, context)
  engine('build', '--target', 'noop', '--tag', `${STANDIN}-noop:v1`, context)
  return tag
}

/** What tells one build from another: a hash of every bundle. */
function buildStamp() {
  const hash = createHash('sha256')
  for (const file of readdirSync(join(root, 'build')).filter((name) => name.endsWith('.cjs')).sort()) {
    hash.update(`${file}\0`).update(readFileSync(join(root, 'build', file)))
  }
  return hash.digest('hex').slice(0, 16)
}

/** Builds one stage under its two names and prints what it weighs. */
function buildImage(engine, file, stage, base) {
  const name = stage === 'base' ? 'krm-fleet' : stage
  const tags = [`ghcr.io/krm-fleet/${name}:v${version}`, `localhost/${name}:v${version}`]
  const baseArg = base === undefined ? [] : ['--build-arg', `BASE=${base}`]
  const label = ['--label', `krm-fleet.dev/build=${buildStamp()}`]
  const started = Date.now()
  engine('build', '--file', file, '--target', stage, ...baseArg, ...tags.flatMap((tag) => ['--tag', tag]), ...label, root)
  const [image] = JSON.parse(engine('image', 'inspect', tags[0]))
  const megabytes = (image.Size / 1e6).toFixed(1).padStart(7)
  console.log(`${tags[0].padEnd(60)} ${megabytes} MB  ${((Date.now() - started) / 1000).toFixed(1)} s`)
  return image.RootFS.Layers.join()
}

if (options.stamp) {
  console.log(buildStamp())
  process.exit(0)
}
const fresh = dockerfileFor(functionNames())
const stale = fresh !== readFileSync(dockerfile, 'utf8')
if (options.check) {
  console.log(stale ? 'Dockerfile: the stages are stale; run npm run images -- --write' : 'Dockerfile: the stages are fresh')
  process.exit(stale ? 1 : 0)
}
if (options.write) {
  if (stale) writeFileSync(dockerfile, fresh)
  process.exit(0)
}
const names = options.functions?.split(',') ?? functionNames()
const engine = findEngine()
mkdirSync(oracles, { recursive: true })
const file = join(oracles, 'Dockerfile')
writeFileSync(file, dockerfileFor(names))
execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' })
const base = options.standin ? buildStandin(engine) : options.base
const layers = new Set(['base', ...names].map((stage) => buildImage(engine, file, stage, base)))
if (layers.size > 1) throw new Error('The images do not share their layers.')
console.log(`${names.length + 1} images share ${[...layers][0].split(',').length} layers`)
if (stale) console.log('Dockerfile: the stages are stale; run npm run images -- --write')
