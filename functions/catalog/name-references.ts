/** Which fields name other resources: kustomize's table, the same from v4.4 to v5.0. */

import type { FieldSpec } from './field-spec.ts'

/** Fields that name a resource of `target`. Empty parts of it match everything. */
export interface NameReference {
  readonly target: Omit<FieldSpec, 'path' | 'create'>
  readonly fields: readonly FieldSpec[]
}

const TEMPLATE = 'spec/template/spec'
const JOB_TEMPLATE = 'spec/jobTemplate/spec/template/spec'
const WORKLOADS = ['Deployment', 'ReplicaSet', 'DaemonSet', 'StatefulSet', 'Job']
const RBAC = 'rbac.authorization.k8s.io'

/** Below the spec of the pods of workloads, of CronJobs and of Pods themselves. */
function inPods(paths: readonly string[]): FieldSpec[] {
  return paths.flatMap((path) => [
    { version: 'v1', kind: 'Pod', path: `spec/${path}` },
    ...WORKLOADS.map((kind) => ({ kind, path: `${TEMPLATE}/${path}` })),
    { kind: 'CronJob', path: `${JOB_TEMPLATE}/${path}` },
  ])
}

/** The same for fields that ReplicaSets are not asked for, but ReplicationControllers. */
function ofPods(path: string): FieldSpec[] {
  const kinds = ['StatefulSet', 'Deployment', 'ReplicationController', 'Job', 'DaemonSet']
  return [{ kind: 'Pod', path: `spec/${path}` }, ...kinds.map((kind) => ({ kind, path: `${TEMPLATE}/${path}` })), { kind: 'CronJob', path: `${JOB_TEMPLATE}/${path}` }]
}

function fromContainers(key: string, all: string): string[] {
  return ['containers', 'initContainers'].flatMap((list) => [`${list}/env/valueFrom/${key}/name`, `${list}/envFrom/${all}/name`])
}

function of(kind: string, ...paths: readonly string[]): FieldSpec[] {
  return paths.map((path) => ({ kind, path }))
}

const SCALED: readonly FieldSpec[] = of('HorizontalPodAutoscaler', 'spec/scaleTargetRef/name')

export const NAME_REFERENCES: readonly NameReference[] = [
  ...['Deployment', 'ReplicationController', 'ReplicaSet', 'StatefulSet'].map((kind) => ({ target: { kind }, fields: SCALED })),
  {
    target: { version: 'v1', kind: 'ConfigMap' },
    fields: [
      ...inPods(['volumes/configMap/name', 'volumes/projected/sources/configMap/name', ...fromContainers('configMapKeyRef', 'configMapRef')]),
      ...of('PodTemplate', 'template/spec/volumes/configMap/name'),
      ...of('Node', 'spec/configSource/configMap'),
      ...of('Role', 'rules/resourceNames'),
      ...of('ClusterRole', 'rules/resourceNames'),
      ...of('Ingress', String.raw`metadata/annotations/nginx.ingress.kubernetes.io\/fastcgi-params-configmap`),
    ],
  },
  {
    target: { version: 'v1', kind: 'Secret' },
    fields: [
      ...inPods(['volumes/secret/secretName', 'volumes/projected/sources/secret/name', 'imagePullSecrets/name', ...fromContainers('secretKeyRef', 'secretRef')]),
      ...of('Ingress', 'spec/tls/secretName', ...['ingress', 'nginx.ingress'].map((prefix) => String.raw`metadata/annotations/${prefix}.kubernetes.io\/auth-secret`)),
      ...of('Ingress', String.raw`metadata/annotations/nginx.ingress.kubernetes.io\/auth-tls-secret`),
      ...of('ServiceAccount', 'imagePullSecrets/name'),
      ...of('StorageClass', 'parameters/secretName', 'parameters/adminSecretName', 'parameters/userSecretName', 'parameters/secretRef'),
      ...of('Role', 'rules/resourceNames'),
      ...of('ClusterRole', 'rules/resourceNames'),
      { group: 'serving.knative.dev', version: 'v1', kind: 'Service', path: 'spec/template/spec/containers/env/valueFrom/secretKeyRef/name' },
      ...of('PersistentVolume', 'spec/azureFile/secretName'),
    ],
  },
  {
    target: { version: 'v1', kind: 'Service' },
    fields: [
      { group: 'apps', kind: 'StatefulSet', path: 'spec/serviceName' },
      ...of('Ingress', 'spec/rules/http/paths/backend/serviceName', 'spec/backend/serviceName', 'spec/rules/http/paths/backend/service/name', 'spec/defaultBackend/service/name'),
      { group: 'apiregistration.k8s.io', kind: 'APIService', path: 'spec/service/name' },
      ...['Validating', 'Mutating'].map((which) => ({ group: 'admissionregistration.k8s.io', kind: `${which}WebhookConfiguration`, path: 'webhooks/clientConfig/service' })),
    ],
  },
  { target: { group: RBAC, kind: 'Role' }, fields: [{ group: RBAC, kind: 'RoleBinding', path: 'roleRef/name' }] },
  { target: { group: RBAC, kind: 'ClusterRole' }, fields: ['RoleBinding', 'ClusterRoleBinding'].map((kind) => ({ group: RBAC, kind, path: 'roleRef/name' })) },
  {
    target: { version: 'v1', kind: 'ServiceAccount' },
    fields: [...['RoleBinding', 'ClusterRoleBinding'].map((kind) => ({ group: RBAC, kind, path: 'subjects' })), ...ofPods('serviceAccountName')],
  },
  { target: { version: 'v1', kind: 'PersistentVolumeClaim' }, fields: ofPods('volumes/persistentVolumeClaim/claimName') },
  { target: { version: 'v1', kind: 'PersistentVolume' }, fields: [...of('PersistentVolumeClaim', 'spec/volumeName'), ...of('ClusterRole', 'rules/resourceNames')] },
  {
    target: { group: 'storage.k8s.io', version: 'v1', kind: 'StorageClass' },
    fields: [...['PersistentVolume', 'PersistentVolumeClaim'].flatMap((kind) => of(kind, 'spec/storageClassName')), ...of('StatefulSet', 'spec/volumeClaimTemplates/spec/storageClassName')],
  },
  { target: { group: 'scheduling.k8s.io', version: 'v1', kind: 'PriorityClass' }, fields: ofPods('priorityClassName') },
  // The group of the original holds a version by mistake, so it fits nothing.
  { target: { group: 'networking.k8s.io/v1', version: 'v1', kind: 'IngressClass' }, fields: of('Ingress', 'spec/ingressClassName') },
]
