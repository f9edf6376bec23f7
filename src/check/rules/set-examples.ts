/** Examples for the rules about ClusterResourceSets: fragments that differ in the one thing, wrong and right. */

import type { Example } from './sync-examples.ts'

/** A ConfigMap with this value. */
const value = (...lines: string[]): string => ['data:', '  cni.yaml: |', ...lines.map((line) => `    ${line}`)].join('\n')
const set = (...lines: string[]): string => ['spec:', ...lines.map((line) => `  ${line}`)].join('\n')
const object = (apiVersion: string, kind: string, name: string, ...more: string[]): string[] => [`apiVersion: ${apiVersion}`, `kind: ${kind}`, 'metadata:', `  name: ${name}`, ...more]
const namespace = object('v1', 'Namespace', 'kube-flannel')
const account = (...more: string[]): string[] => object('v1', 'ServiceAccount', 'flannel', ...more)
const reconcile = (...lines: string[]): string => ['# in a set with strategy: Reconcile', ...lines].join('\n')
const once = (...lines: string[]): string => ['# in a set with strategy: ApplyOnce', ...lines].join('\n')

/** Fragments of a ClusterResourceSet or of its ConfigMap; the tests put them into whole ones and lint them. */
export const SET_OBJECT_EXAMPLES: Readonly<Record<string, Example>> = {
  CRS007: [value(...namespace, '---', ...namespace), value(...namespace)],
  CRS008: [value(...account()), value(...account('  namespace: kube-system'))],
  CRS014: [value(...object('operator.tigera.io/v1', 'Installation', 'default')), value(...object('v1', 'Namespace', 'tigera-operator'))],
  CRS024: [value(...object('v1', 'Pod', 'agent', '  namespace: default', 'spec:', '  containers:', '  - image: AGENT_IMAGE_NAME')), value(...object('v1', 'Pod', 'agent', '  namespace: default', 'spec:', '  containers:', '  - image: registry.example.com/agent:v1'))],
  CRS040: [set('resources:', '- kind: ConfigMap', '  name: cni-v2'), set('resources:', '- kind: ConfigMap', '  name: cni')],
  CRS042: [set('resources:', '- kind: ConfigMap', '  name: cni', '- kind: Secret', '  name: git-creds'), set('resources:', '- kind: ConfigMap', '  name: cni')],
  CRS043: ['data:\n  README: See the wiki.', value(...namespace)],
  CRS044: [value('apiVersion: v1', 'kind: Namespace', 'metadata: {name: kube-flannel'), value(...namespace)],
  CRS045: ['data: {}\nbinaryData:\n  cni.yaml.gz: H4sIAAAAAAAAA0ssyMxNLsrPVUgsSk1MUcjPA5IpCgVFmfkAAAD//w==', value(...namespace)],
  CRS046: ["data:\n  cni.json: '[{\"apiVersion\": \"v1\", \"kind\": \"Namespace\",}]'", value(...namespace)],
  CRS047: [set('strategy: ""'), set('strategy: ApplyOnce')],
  CRS048: [value('apiVersion: v1', 'kind: List', 'items:', '- apiVersion: v1', '  kind: Namespace', '  metadata:', '    name: kube-flannel'), value(...namespace)],
  CRS049: [set('clusterSelector: {}'), set('clusterSelector:', '  matchLabels:', '    cni: flannel')],
  CRS052: [value(...namespace, '  resourceVersion: "4711"'), value(...namespace)],
  CRS054: [`${value(...namespace).replace('cni.yaml', '2-namespace.yaml')}\n${value(...account('  namespace: kube-flannel')).replace('data:\n', '').replace('cni.yaml', '10-account.yaml')}`, `${value(...namespace).replace('cni.yaml', '02-namespace.yaml')}\n${value(...account('  namespace: kube-flannel')).replace('data:\n', '').replace('cni.yaml', '10-account.yaml')}`],
  CRS056: ['apiVersion: addons.cluster.x-k8s.io/v1beta1', 'apiVersion: addons.cluster.x-k8s.io/v1beta2'],
  CRS057: [value('apiVersion: v1', 'metadata:', '  name: kube-flannel', '  labels: {}'), value(...namespace)],
  CRS058: [value(...namespace, 'kind: ConfigMap'), value(...namespace)],
  SEC001: [value(...object('v1', 'Secret', 'git-creds', '  namespace: default', 'stringData:', '  token: (in clear text)')), value(...namespace)],
}

/** Fragments of configs and of packages, where one object is not enough to show the mistake. */
export const SET_EXAMPLES: Readonly<Record<string, Example>> = {
  ...SET_OBJECT_EXAMPLES,
  CRS001: ['configMap:\n  sets: cni', 'configPath: generate-cluster-resource-set.yaml'],
  CRS002: ['kind: GenerateClusterResourceSet\n# the package holds no ClusterContext and no Cluster', 'kind: GenerateClusterResourceSet\nclusters:\n- my-ran'],
  CRS004: ['sets:\n- name: cni\n  strategy: Reconcile\n  select:\n    paths:\n    - cnis/', 'sets:\n- name: cni\n  strategy: Reconcile\n  select:\n    paths:\n    - cni/'],
  CRS005: ['sets:\n- name: cni\n  select:\n    paths: [vendor/]\n- name: gitops\n  select:\n    paths: [vendor/flux.yaml]', 'sets:\n- name: cni\n  select:\n    paths: [vendor/calico.yaml]\n- name: gitops\n  select:\n    paths: [vendor/flux.yaml]'],
  CRS006: ['annotations:\n  krm-fleet.dev/cluster-resource-set: snyc', 'annotations:\n  krm-fleet.dev/cluster-resource-set: sync'],
  CRS009: ['customKinds: []', 'customKinds:\n- group: operator.tigera.io\n  kind: Installation\n  scope: Cluster'],
  CRS010: ['kind: Job\nmetadata:\n  generateName: setup-', 'kind: Job\nmetadata:\n  name: setup'],
  CRS011: ['oversize: keep', 'oversize: strip-descriptions'],
  CRS012: ['oversize: keep', 'oversize: strip-descriptions'],
  CRS015: ['# the set in the package has krm-fleet.dev/cni: calico\nname: cni\nselector:\n  krm-fleet.dev/cni: cilium', '# the set in the package has krm-fleet.dev/cni: calico\nname: cni-cilium\nselector:\n  krm-fleet.dev/cni: cilium'],
  CRS016: ['# the set in the package has ApplyOnce\nname: cni\nstrategy: Reconcile', '# the set in the package has ApplyOnce\nname: network\nstrategy: Reconcile'],
  CRS017: ['# written by hand\nkind: ClusterResourceSet\nmetadata:\n  name: my-ran-cni', '# written by hand\nkind: ClusterResourceSet\nmetadata:\n  name: my-ran-network'],
  CRS018: ['# the package has no Cluster my-ran\nclusters:\n- my-ran', 'kind: Cluster\nmetadata:\n  name: my-ran'],
  CRS019: ['kind: Cluster\nmetadata:\n  labels:\n    krm-fleet.dev/cni: cilium # the set wants calico', 'kind: Cluster\nmetadata:\n  labels:\n    krm-fleet.dev/cni: calico'],
  CRS020: [reconcile('kind: Job', 'metadata:', '  name: setup'), once('kind: Job', 'metadata:', '  name: setup')],
  CRS021: [reconcile('kind: ValidatingWebhookConfiguration', 'webhooks:', '- clientConfig: {}'), once('kind: ValidatingWebhookConfiguration', 'webhooks:', '- clientConfig: {}')],
  CRS023: ['name: cni-v3.32', 'name: cni'],
  CRS026: ['clusters:\n- My_RAN', 'clusters:\n- my-ran'],
  CRS027: ['metadata: *shared', 'metadata:\n  name: calico'],
  CRS028: ['kind: Kptfile\nmetadata:\n  annotations:\n    krm-fleet.dev/cluster-resource-set: cni', 'kind: Kptfile\nmetadata: {}'],
  CRS029: ['kind: RootSync\nmetadata:\n  namespace: config-management-system', 'kind: Namespace\nmetadata:\n  name: config-management-system\n---\nkind: RootSync\nmetadata:\n  namespace: config-management-system'],
  CRS041: ['configMapGenerator:\n- name: cni\n  files: [calico.yaml]', 'configMapGenerator:\n- name: cni\n  files: [calico.yaml]\n  options:\n    disableNameSuffixHash: true'],
  CRS050: ['# the Cluster has cni: calico\nclusterSelector:\n  matchLabels:\n    cni: flannel', '# the Cluster has cni: calico\nclusterSelector:\n  matchLabels:\n    cni: calico'],
  CRS051: ['# the set cni\nkind: Namespace\nmetadata:\n  name: apps\n---\n# the set gitops\nkind: Namespace\nmetadata:\n  name: apps\n  labels: {team: a}', '# the set cni\nkind: Namespace\nmetadata:\n  name: apps'],
  CRS055: ['data:\n  cni.yaml: "apiVersion: v1\\r\\nkind: Namespace\\r\\n…"', 'data:\n  cni.yaml: |\n    apiVersion: v1\n    kind: Namespace'],
  SEC002: ['kind: Secret\ntype: Opaque', 'kind: Secret\ntype: addons.cluster.x-k8s.io/resource-set'],
  SEC003: ['kind: Secret\nstringData:\n  token: (in clear text)', 'kind: ExternalSecret\nspec:\n  data:\n  - secretKey: token\n    remoteRef:\n      key: clusters/my-ran/git'],
  SEC004: ['kind: Secret\nstringData:\n  token: (in clear text)', '# created on the cluster, by the command in secrets.txt'],
}
