// Runs the fresh bundles on samples and keeps the code that V8 made, for the Node that builds (src/cli/load-bundle.ts says
// how it is used). Without it everything works as well, only slower: a sample that fails is no error.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Removes what belongs to older bundles, of every Node. Call it before bundles are written. */
export function removeCodeCaches(build) {
  for (const file of readdirSync(build)) if (file.endsWith('.cache')) rmSync(join(build, file))
}

/** Makes the caches of all functions, of the parser and of the command line. */
export function makeCodeCaches(root, functions) {
  const build = join(root, 'build/')
  // A cache is only used, and so only recorded, for a bundle that has one: start with empty code.
  for (const file of readdirSync(build)) if (/^(?:cli|parser|fn-.*)\.cjs$/.test(file)) seed(join(build, file))
  const run = (args, input) =>
    spawnSync(process.execPath, ['--require', join(root, 'scripts/code-cache-hook.cjs'), join(build, 'krm-fleet.cjs'), ...args], {
      cwd: root, input, env: { KRM_FLEET_CODE_CACHE: JSON.stringify({ folder: build }) }, stdio: ['pipe', 'ignore', 'ignore'],
    })
  for (const name of functions) run(['fn', name], SAMPLE)
  const out = mkdtempSync(join(tmpdir(), 'krm-fleet-build-'))
  run(['render', 'blueprints/cluster-baseline', '--for', 'examples/fleet/cluster-contexts/my-core.yaml', '-o', join(out, 'package')])
  rmSync(out, { recursive: true })
  for (const file of readdirSync(build)) if (file.endsWith('.cache') && !holdsCode(join(build, file))) rmSync(join(build, file))
}

function holdsCode(cache) {
  const bytes = readFileSync(cache)
  return bytes.length > 4 + bytes.readUInt32LE(0)
}

function seed(bundle) {
  const source = readFileSync(bundle)
  const length = Buffer.alloc(4)
  length.writeUInt32LE(source.length)
  writeFileSync(`${bundle}.${process.version}-${process.arch}.cache`, Buffer.concat([length, source]))
}

const resource = (index, list) => `- apiVersion: example.com/v1
  kind: Sample
  metadata:
    name: sample-${index}
    namespace: default
    annotations:
      config.kubernetes.io/path: sample-${index}.yaml
      internal.config.kubernetes.io/path: sample-${index}.yaml
      config.kubernetes.io/index: "0"
      internal.config.kubernetes.io/index: "0"
  spec:
    cluster: old # kpt-set: \${cluster-name}
    image: "registry.example.com/old:v1" # kpt-set: registry.example.com/\${cluster-name}:v1
    replicas: 3
    hosts:${list} # kpt-set: \${hosts}
`

/** What a function usually meets: many resources, few of which need a parser. */
const SAMPLE = `apiVersion: config.kubernetes.io/v1
kind: ResourceList
functionConfig:
  apiVersion: v1
  kind: ConfigMap
  metadata:
    name: sample
  data:
    cluster-name: new
    hosts: "[a, b]"
items:
${Array.from({ length: 40 }, (_, index) => resource(index, index % 10 === 0 ? ' [old]' : '\n    - old')).join('').replaceAll('hosts:\n    - old # kpt-set: ${hosts}', 'hosts: # kpt-set: ${hosts}\n    - old')}`
