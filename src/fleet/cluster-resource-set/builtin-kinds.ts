/** Kinds that every API server has, and their scope: what needs a namespace and what is a custom resource. */

export type Scope = 'Cluster' | 'Namespaced'

/**
 * The kinds by group that can be created on a server (Kubernetes 1.36, OpenAPI v2: every path of a collection with POST
 * is cluster-scoped unless it holds `/namespaces/{namespace}/`), without those that only ask the server something.
 */
const KINDS: readonly (readonly [group: string, scope: Scope, kinds: string])[] = [
  ['', 'Cluster', 'Namespace Node PersistentVolume'],
  ['', 'Namespaced', 'Binding ConfigMap Endpoints Event LimitRange PersistentVolumeClaim Pod PodTemplate ReplicationController ResourceQuota Secret Service ServiceAccount'],
  ['admissionregistration.k8s.io', 'Cluster', 'MutatingAdmissionPolicy MutatingAdmissionPolicyBinding MutatingWebhookConfiguration ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding ValidatingWebhookConfiguration'],
  ['apiextensions.k8s.io', 'Cluster', 'CustomResourceDefinition'],
  ['apiregistration.k8s.io', 'Cluster', 'APIService'],
  ['apps', 'Namespaced', 'ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet'],
  ['autoscaling', 'Namespaced', 'HorizontalPodAutoscaler'],
  ['batch', 'Namespaced', 'CronJob Job'],
  ['certificates.k8s.io', 'Cluster', 'CertificateSigningRequest ClusterTrustBundle'],
  ['certificates.k8s.io', 'Namespaced', 'PodCertificateRequest'],
  ['coordination.k8s.io', 'Namespaced', 'Lease LeaseCandidate'],
  ['discovery.k8s.io', 'Namespaced', 'EndpointSlice'],
  ['events.k8s.io', 'Namespaced', 'Event'],
  ['flowcontrol.apiserver.k8s.io', 'Cluster', 'FlowSchema PriorityLevelConfiguration'],
  ['internal.apiserver.k8s.io', 'Cluster', 'StorageVersion'],
  ['networking.k8s.io', 'Cluster', 'IPAddress IngressClass ServiceCIDR'],
  ['networking.k8s.io', 'Namespaced', 'Ingress NetworkPolicy'],
  ['node.k8s.io', 'Cluster', 'RuntimeClass'],
  ['policy', 'Namespaced', 'PodDisruptionBudget'],
  ['rbac.authorization.k8s.io', 'Cluster', 'ClusterRole ClusterRoleBinding'],
  ['rbac.authorization.k8s.io', 'Namespaced', 'Role RoleBinding'],
  ['resource.k8s.io', 'Cluster', 'DeviceClass DeviceTaintRule ResourcePoolStatusRequest ResourceSlice'],
  ['resource.k8s.io', 'Namespaced', 'ResourceClaim ResourceClaimTemplate'],
  ['scheduling.k8s.io', 'Cluster', 'PriorityClass'],
  ['scheduling.k8s.io', 'Namespaced', 'PodGroup Workload'],
  ['storage.k8s.io', 'Cluster', 'CSIDriver CSINode StorageClass VolumeAttachment VolumeAttributesClass'],
  ['storage.k8s.io', 'Namespaced', 'CSIStorageCapacity'],
  ['storagemigration.k8s.io', 'Cluster', 'StorageVersionMigration'],
]

const SCOPES = new Map(KINDS.flatMap(([group, scope, kinds]) => kinds.split(' ').map((kind) => [kindKey(group, kind), scope] as const)))

/** A kind without its version, as a key. */
export function kindKey(group: string, kind: string): string {
  return `${kind}.${group}`
}

/** The scope of a built-in kind; undefined for a kind that a CRD or an aggregated server brings. */
export function builtinScope(group: string, kind: string): Scope | undefined {
  return SCOPES.get(kindKey(group, kind))
}
