/** How much can go wrong when an object of a kind changes or goes away: what a reviewer should see first. */

export type Risk = 'high' | 'medium' | 'low'

/** Kinds whose change reaches beyond the object: schemas, namespaces, rights, networks, admission, what pulls everything else. */
const HIGH = new Set([
  'CustomResourceDefinition', 'Namespace', 'ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding', 'NetworkAttachmentDefinition', 'NetworkPolicy',
  'RootSync', 'RepoSync', 'GitRepository', 'Kustomization', 'ClusterResourceSet', 'ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration',
  'APIService', 'StorageClass', 'PersistentVolume', 'PersistentVolumeClaim', 'Cluster', 'IPPool', 'Installation', 'PriorityClass',
])

/** Kinds that run, reach or limit workloads. */
const MEDIUM = new Set(['Deployment', 'DaemonSet', 'StatefulSet', 'Job', 'CronJob', 'Pod', 'Service', 'Ingress', 'Secret', 'ServiceAccount', 'ResourceQuota', 'LimitRange', 'HorizontalPodAutoscaler', 'PodDisruptionBudget'])

/** The risk of a change; what goes away weighs one step more. */
export function riskOf(kind: string, isRemoval: boolean): Risk {
  if (HIGH.has(kind)) return 'high'
  if (MEDIUM.has(kind)) return isRemoval ? 'high' : 'medium'
  return isRemoval ? 'medium' : 'low'
}

export const RISKS: readonly Risk[] = ['high', 'medium', 'low']
