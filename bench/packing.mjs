// (d) Packing the largest manifests that people deliver to new clusters: the CRDs of Calico's operator, Calico, Flux and
// Config Sync, 4 MB, into ClusterResourceSets. Needs the real inputs beside the repository.

import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compare } from './measure.mjs'

const CORPUS = process.env.KRM_FLEET_CORPUS ?? fileURLToPath(new URL('../../shared/real', import.meta.url))
const FUNCTION = 'generate-cluster-resource-set'
const MOST_MS = 1000
const MOST_MIB = 200

export function* packing({ folder, command, runs, version }) {
  const manifests = join(CORPUS, 'manifests')
  if (!existsSync(manifests)) {
    yield { title: 'packing of large manifests', rows: [], notes: [{ text: 'SKIPPED: no real inputs, neither ../shared/real nor where KRM_FLEET_CORPUS points' }] }
    return
  }
  const files = readdirSync(manifests).filter((name) => /^(tigera|calico-v3\.32|flux|configsync)/.test(name))
  const { source, work, list, bytes } = makeInput(folder, manifests, files, command, version)
  const measured = compare(
    [
      { name: 'node -e 0', argv: [process.execPath, '-e', '0'], options: {} },
      { name: `fn ${FUNCTION}`, argv: [process.execPath, command, 'fn', FUNCTION], options: { stdin: list, stdout: join(folder, 'packed.yaml') } },
      {
        name: 'render, reading and writing all files',
        argv: [process.execPath, command, 'render', work],
        options: { stderr: join(folder, 'packing.err') },
        before: () => {
          rmSync(work, { recursive: true, force: true })
          cpSync(source, work, { recursive: true })
        },
      },
    ],
    runs,
  )
  const rows = [...measured].map(([name, figures]) => ({ name, ...figures }))
  const failed = rows.filter(({ statuses }) => statuses.some((status) => status !== 0)).map(({ name, statuses }) => ({ text: `${name} ended with ${statuses}`, bad: true }))
  const [nothing, fn] = rows
  const ratio = fn.cpuMs / nothing.cpuMs
  const most = (what, value, limit) => ({ text: `${what}: ${value.toFixed(0)}, target at most ${limit}`, bad: value > limit })
  yield {
    title: `packing ${files.length} manifests of ${(bytes / 1e6).toFixed(1)} MB`,
    rows,
    notes: [
      ...failed,
      { text: `the function took ${fn.wallMs.toFixed(0)} ms, target at most ${MOST_MS}; CPU ${ratio.toFixed(1)} times that of Node doing nothing`, bad: fn.wallMs > MOST_MS },
      most('peak MiB of the function', fn.rssMiB, MOST_MIB),
    ],
  }
}

/** A package with the manifests, and the same as the list that a function reads. */
function makeInput(folder, manifests, files, command, version) {
  const source = join(folder, 'packing')
  mkdirSync(join(source, 'payload'), { recursive: true })
  let bytes = 0
  for (const file of files) {
    const text = readFileSync(join(manifests, file), 'utf8').replaceAll(/\b[A-Z0-9_]+_IMAGE_NAME\b/g, 'registry.example.com/image:v1')
    bytes += Buffer.byteLength(text)
    writeFileSync(join(source, 'payload', file), text)
  }
  const sets = files.map((file, index) => `- name: set-${index}\n  strategy: ApplyOnce\n  select:\n    paths:\n    - payload/${file}\n`).join('')
  const config = `apiVersion: fn.krm-fleet.dev/v1alpha1\nkind: GenerateClusterResourceSet\nmetadata:\n  name: packing\nsets:\n${sets}`
  writeFileSync(join(source, 'cluster.yaml'), 'apiVersion: cluster.x-k8s.io/v1beta2\nkind: Cluster\nmetadata:\n  name: my-ran\n  namespace: default\n')
  writeFileSync(join(source, 'Kptfile'), 'apiVersion: kpt.dev/v1\nkind: Kptfile\nmetadata:\n  name: packing\n')
  const { stdout } = spawnSync(process.execPath, [command, 'render', source, '-o', 'stdout'], { encoding: 'utf8', maxBuffer: 2 ** 28 })
  const list = join(folder, 'packing.yaml')
  writeFileSync(list, `${stdout}functionConfig:\n${config.replaceAll(/^(?=.)/gm, '  ')}`)
  writeFileSync(join(source, 'config.yaml'), config)
  writeFileSync(join(source, 'Kptfile'), `apiVersion: kpt.dev/v1\nkind: Kptfile\nmetadata:\n  name: packing\npipeline:\n  mutators:\n  - image: ghcr.io/krm-fleet/${FUNCTION}:v${version}\n    configPath: config.yaml\n`)
  return { source, work: join(folder, 'packing-work'), list, bytes }
}
