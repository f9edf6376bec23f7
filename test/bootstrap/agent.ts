// A small manifest of something like Config Sync, and sync objects: all that a bundle is made of.

import { bundleFiles } from '#fleet/bootstrap/bundle-files.ts'
import { planBundle } from '#fleet/bootstrap/bundle.ts'
import { chooseSyncs } from '#fleet/bootstrap/choose-syncs.ts'
import { readKrmFile } from '#krm/krm-file.ts'
import type { Resource } from '#krm/resource.ts'
import { formatResult, Results } from '#krm/result.ts'

const crd = (plural: string, kind: string, group: string): string =>
  `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: ${plural}.${group}\nspec:\n  group: ${group}\n  names: {kind: ${kind}, plural: ${plural}}\n  scope: Namespaced\n`
const deployment = (name: string, namespace: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\n  namespace: ${namespace}\nspec:\n  template:\n    spec:\n      containers:\n      - name: manager\n        image: registry.example.com/${name}:v1\n`
const namespace = (name: string): string => `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ${name}\n`

/** In the wrong order on purpose. */
export const CONFIG_SYNC = [deployment('reconciler-manager', 'config-management-system'), crd('rootsyncs', 'RootSync', 'configsync.gke.io'), namespace('config-management-system')].join('---\n')
export const FLUX = [
  namespace('flux-system'),
  crd('gitrepositories', 'GitRepository', 'source.toolkit.fluxcd.io'),
  crd('kustomizations', 'Kustomization', 'kustomize.toolkit.fluxcd.io'),
  deployment('source-controller', 'flux-system'),
].join('---\n')

export const CONTEXT = 'apiVersion: infra.nephio.org/v1alpha1\nkind: ClusterContext\nmetadata:\n  name: my-ran\nspec:\n  clusterName: my-ran\n  siteCode: site-ran-01\n'
export const KPTFILE = 'apiVersion: kpt.dev/v1\nkind: Kptfile\nmetadata:\n  name: p\n'
export const ROOT_SYNC = `apiVersion: configsync.gke.io/v1beta1
kind: RootSync
metadata:
  name: root-sync
  namespace: config-management-system
  annotations:
    config.kubernetes.io/local-config: "true"
spec:
  sourceFormat: unstructured
  git:
    repo: https://git.example.com/my-ran.git
    branch: main
    dir: /
    auth: token
    secretRef:
      name: git-creds
    period: 15s
`
export const GOTK_SYNC = `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: flux-system
  namespace: flux-system
spec:
  interval: 10m
  path: ./clusters/development/development-blue
  prune: true
  sourceRef:
    kind: GitRepository
    name: flux-system
---
apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata:
  name: flux-system
  namespace: flux-system
spec:
  interval: 1m
  url: ssh://git@git.example.com/fleet.git
  ref:
    branch: main
  secretRef:
    name: flux-read-only
`

/** Files of packages, by path. */
export type Files = Readonly<Record<string, string>>

export const PACKAGE: Files = { 'p/Kptfile': KPTFILE, 'p/context.yaml': CONTEXT, 'p/root-sync.yaml': ROOT_SYNC }

/** What comes of it: files, none after an error, and everything that is said. */
export function bundle(cluster: string, files: Files, ...manifests: string[]): { readonly files: ReadonlyMap<string, string>; readonly said: string[] } {
  const results = new Results()
  const read = (path: string, text: string): readonly Resource[] => readKrmFile(path, text).resources
  const items = Object.entries(files).flatMap(([path, text]) => read(path, text))
  const syncs = chooseSyncs(cluster, items, results)
  const plan = planBundle(cluster, manifests.flatMap((text, at) => read(`manifest-${at}.yaml`, text)), syncs, results)
  return { files: results.hasErrors ? new Map() : bundleFiles(plan), said: results.list.map((result) => formatResult(result)) }
}
