/** Where kustomize puts common labels and annotations: its default field specs, the same from v3 to v5.0. */

import type { FieldSpec } from './field-spec.ts'

const TEMPLATE = 'spec/template/metadata'
const AFFINITIES = ['podAffinity', 'podAntiAffinity'].flatMap((affinity) => [
  `spec/template/spec/affinity/${affinity}/preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm/labelSelector/matchLabels`,
  `spec/template/spec/affinity/${affinity}/requiredDuringSchedulingIgnoredDuringExecution/labelSelector/matchLabels`,
])
/** Selectors of other pods inside a pod template; only where they are there. */
const POD_SELECTORS = [...AFFINITIES, 'spec/template/spec/topologySpreadConstraints/labelSelector/matchLabels']

export const COMMON_ANNOTATION_FIELDS: readonly FieldSpec[] = [
  made('metadata/annotations', {}),
  made(`${TEMPLATE}/annotations`, { version: 'v1', kind: 'ReplicationController' }),
  ...['Deployment', 'ReplicaSet', 'DaemonSet', 'StatefulSet'].map((kind) => made(`${TEMPLATE}/annotations`, { kind })),
  made(`${TEMPLATE}/annotations`, { group: 'batch', kind: 'Job' }),
  made('spec/jobTemplate/metadata/annotations', { group: 'batch', kind: 'CronJob' }),
  made('spec/jobTemplate/spec/template/metadata/annotations', { group: 'batch', kind: 'CronJob' }),
]

export const COMMON_LABEL_FIELDS: readonly FieldSpec[] = [
  made('metadata/labels', {}),
  made('spec/selector', { version: 'v1', kind: 'Service' }),
  made('spec/selector', { version: 'v1', kind: 'ReplicationController' }),
  made(`${TEMPLATE}/labels`, { version: 'v1', kind: 'ReplicationController' }),
  ...workload({ kind: 'Deployment' }),
  ...POD_SELECTORS.map((path) => ({ group: 'apps', kind: 'Deployment', path })),
  ...workload({ kind: 'ReplicaSet' }),
  ...workload({ kind: 'DaemonSet' }),
  ...workload({ group: 'apps', kind: 'StatefulSet' }),
  ...POD_SELECTORS.map((path) => ({ group: 'apps', kind: 'StatefulSet', path })),
  made('spec/volumeClaimTemplates[]/metadata/labels', { group: 'apps', kind: 'StatefulSet' }),
  { group: 'batch', kind: 'Job', path: 'spec/selector/matchLabels' },
  made(`${TEMPLATE}/labels`, { group: 'batch', kind: 'Job' }),
  { group: 'batch', kind: 'CronJob', path: 'spec/jobTemplate/spec/selector/matchLabels' },
  made('spec/jobTemplate/metadata/labels', { group: 'batch', kind: 'CronJob' }),
  made('spec/jobTemplate/spec/template/metadata/labels', { group: 'batch', kind: 'CronJob' }),
  { group: 'policy', kind: 'PodDisruptionBudget', path: 'spec/selector/matchLabels' },
  ...['spec/podSelector', 'spec/ingress/from/podSelector', 'spec/egress/to/podSelector'].map((path) => ({ group: 'networking.k8s.io', kind: 'NetworkPolicy', path: `${path}/matchLabels` })),
]

function made(path: string, of: Omit<FieldSpec, 'path'>): FieldSpec {
  return { ...of, path, create: true }
}

function workload(of: Omit<FieldSpec, 'path'>): FieldSpec[] {
  return [made('spec/selector/matchLabels', of), made(`${TEMPLATE}/labels`, of)]
}
