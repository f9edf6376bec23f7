/** A blueprint for one function: an injection point, what the function works on, and what nobody may touch. */

import type { KrmFunction } from '#krm/function.ts'
import { configKindOf, FN_API_VERSION } from '#krm/names.ts'
import { imageOf } from './evaluator.ts'

/** What the config of a function says below its head; a function that is not here needs none. */
const CONFIGS: Readonly<Record<string, string>> = {
  'generate-cluster-resource-set': 'sets:\n- name: cni\n  strategy: Reconcile\n  select:\n    paths: [cni/]\n',
  'inject-root-sync': 'git:\n  repo: https://git.example.com/${cluster-name}.git\nlocalConfig: true\n',
  'inject-flux-sync': 'git:\n  repo: https://git.example.com/${cluster-name}.git\nkustomization:\n  path: ./clusters/${cluster-name}\n',
}

/** The function that a variant prepends: its values come before the blueprint's own functions run. */
export const PREPENDED = imageOf('apply-cluster-context')

/** Files that no step has a reason to change; Porch adds merge keys to the YAML of them, once. */
export const UNTOUCHED = `-- data.json --
{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "json"}, "data": {"a":   "1"}}
-- odd.yml --
apiVersion: v1
kind: ConfigMap
metadata: # mine
    name:   odd
data: {on: 'yes',   n: "0x1F"} # untouched
---
# Of no kind that anybody here knows.
apiVersion: example.com/v1
kind: Thing
metadata:
    name: thing
spec: {a:   1}
`

/** The text of the package with `-- path --` before each file. */
export function blueprintText({ name, type }: KrmFunction): string {
  const config = CONFIGS[name]
  const configFile = config === undefined ? '' : `-- config.yaml --\napiVersion: ${FN_API_VERSION}\nkind: ${configKindOf(name)}\nmetadata:\n  name: config\n  annotations:\n    config.kubernetes.io/local-config: "true"\n${config}`
  return `-- Kptfile --
# licence
apiVersion: kpt.dev/v1
kind: Kptfile
metadata:
  name: base
info:
  description: first
pipeline:
  ${type}s:
  - image: ${imageOf(name)}
${config === undefined ? '' : '    configPath: config.yaml\n'}${UNTOUCHED}-- cluster-context.yaml --
apiVersion: infra.nephio.org/v1alpha1
kind: ClusterContext
metadata:
  name: example
  annotations:
    config.kubernetes.io/local-config: "true"
    kpt.dev/config-injection: required
spec:
  clusterName: example # replaced
${configFile}-- cluster.yaml --
apiVersion: cluster.x-k8s.io/v1beta2
kind: Cluster
metadata:
  name: example # kpt-set: \${cluster-name}
  namespace: default
spec:
  topology:
    classRef:
      name: baremetal
    version: v1.34.1
-- cni/namespace.yaml --
apiVersion: v1
kind: Namespace
metadata:
  name: cni
  labels:
    tier: one
-- crlf.yaml --
apiVersion: v1\r
kind: ConfigMap\r
metadata:\r
  name: crlf\r
data:\r
  cluster: example # kpt-set: \${cluster-name}\r
-- network.yaml --
apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata:
  name: n2
spec:
  config: '{"cniVersion": "0.3.1", "type": "macvlan", "master": "eth1", "ipam": {"type": "whereabouts", "range": "10.1.0.0/24"}}'
-- settings.yaml --
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  site: none # kpt-set: \${site-code}
  wave: zero # kpt-set: \${wave}
  mode: plain
  size: small
`
}

/** What the next revision of the blueprint says in the place of what. */
export const NEXT_REVISION: readonly Edit[] = [
  { path: 'Kptfile', from: 'description: first', to: 'description: second' },
  { path: 'cni/namespace.yaml', from: 'tier: one', to: 'tier: two' },
  { path: 'settings.yaml', from: 'size: small', to: 'size: small\n  colour: red' },
]

/** What somebody changed in the downstream package. */
export const BY_HAND: readonly Edit[] = [{ path: 'settings.yaml', from: 'mode: plain', to: 'mode: local' }]

/** The same edit of a text, wherever its lines stand. */
export interface Edit {
  readonly path: string
  readonly from: string
  readonly to: string
}

/** The files after the edits; throws where a text does not have exactly one place for one. */
export function edited(files: ReadonlyMap<string, string>, edits: readonly Edit[]): Map<string, string> {
  const after = new Map(files)
  for (const { path, from, to } of edits) {
    const parts = after.get(path)?.split(from) ?? []
    if (parts.length !== 2) throw new Error(`${path}: ${from} stands there ${parts.length - 1} times`)
    after.set(path, parts.join(to))
  }
  return after
}
