// Real manifests through generate-cluster-resource-set, for the round trip and for the real controller.

import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import generate from '#functions/generate-cluster-resource-set/function.ts'
import type { FunctionOutcome } from '#krm/function.ts'
import { readKrmFile } from '#krm/krm-file.ts'
import { Resource } from '#krm/resource.ts'
import { formatResult } from '#krm/result.ts'

/** A file to pack. */
export interface Source {
  readonly path: string
  readonly text: string
}

/** The placeholders of manifests that were built from source: such a manifest is refused as it is. */
const PLACEHOLDER = /\b[A-Z0-9_]+_IMAGE_NAME\b/g

/** The manifests of the corpus, with images where a build would have put them. */
export function manifests(corpus: string, only?: RegExp): Source[] {
  const folder = join(corpus, 'manifests')
  const names = readdirSync(folder).filter((name) => only === undefined || only.test(name))
  return names.toSorted().map((name) => ({ path: name, text: readFileSync(join(folder, name), 'utf8').replaceAll(PLACEHOLDER, 'registry.example.com/image:v1') }))
}

/** Every CRD below some folders of the corpus, each once by its name; files that are no plain YAML are passed over. */
export function crds(corpus: string, ...folders: string[]): Source[] {
  const seen = new Set<string>()
  const sources: Source[] = []
  for (const folder of folders) {
    for (const file of readdirSync(join(corpus, folder), { recursive: true, encoding: 'utf8' }).toSorted()) {
      if (!/\.ya?ml$/.test(file)) continue
      const { resources, problems } = readKrmFile(file, readFileSync(join(corpus, folder, file), 'utf8'))
      if (problems.length > 0) continue
      for (const resource of resources) {
        if (resource.kind !== 'CustomResourceDefinition' || seen.has(resource.name)) continue
        seen.add(resource.name)
        sources.push({ path: `${sources.length}-${basename(file).replace(/\.yml$/, '.yaml')}`, text: resource.text })
      }
    }
  }
  return sources
}

export const CLUSTER = 'apiVersion: cluster.x-k8s.io/v1beta2\nkind: Cluster\nmetadata:\n  name: my-ran\n  namespace: default\n'

/** Packs files into one set of the cluster my-ran; `more` is further config. */
export function pack(sources: readonly Source[], more = ''): FunctionOutcome {
  return run(sources, `${more}sets:\n- name: all\n  strategy: Reconcile\n  select: {paths: [payload/]}\n`)
}

/** Packs every file into a set of its own. */
export function packApart(sources: readonly Source[], more = ''): FunctionOutcome {
  return run(sources, `${more}sets:\n${sources.map(({ path }, index) => `- name: set-${index}\n  strategy: Reconcile\n  select: {paths: [payload/${path}]}\n`).join('')}`)
}

function run(sources: readonly Source[], config: string): FunctionOutcome {
  const text = `apiVersion: fn.krm-fleet.dev/v1alpha1\nkind: GenerateClusterResourceSet\nmetadata:\n  name: corpus\n${config}`
  const files = [...sources.map(({ path, text }) => ({ path: `payload/${path}`, text })), { path: 'cluster.yaml', text: CLUSTER }]
  const read = files.map(({ path, text }) => readKrmFile(path, text))
  const problems = read.flatMap((file) => file.problems.map((problem) => formatResult(problem)))
  if (problems.length > 0) throw new Error(problems.join('\n'))
  return generate.invoke(read.flatMap(({ resources }) => resources), new Resource(text, 'document', { path: '', index: 0 }))
}

/** What the management cluster would get: all that is not local. */
export function applied({ items }: FunctionOutcome): Resource[] {
  return items.filter(({ annotations }) => annotations.get('config.kubernetes.io/local-config') !== 'true')
}
