/** In which order kinds reach a cluster: nothing waits for anything, so what others need goes first. */

import { builtinScope } from './builtin-kinds.ts'

/** Phases in order. Each has ConfigMaps of its own, so that an edit in one never moves objects of another. */
export const PHASES = ['00-namespaces', '10-crds', '20-config', '30-workloads', '40-admission', '90-custom'] as const
export type Phase = (typeof PHASES)[number]

/** Groups whose objects run pods. */
const WORKLOAD_GROUPS = new Set(['apps', 'batch'])
const WORKLOAD_KINDS = new Set(['Pod', 'ReplicationController'])

/** What sends requests of others to a workload: before that runs it would block everything, its own pods first. */
const ADMISSION_GROUPS = new Set(['admissionregistration.k8s.io', 'apiregistration.k8s.io'])

/** The phase of a kind. Custom resources come last, whatever they are: their CRDs must be there. */
export function phaseOf(group: string, kind: string): Phase {
  if (builtinScope(group, kind) === undefined) return '90-custom'
  if (group === '' && kind === 'Namespace') return '00-namespaces'
  if (group === 'apiextensions.k8s.io') return '10-crds'
  if (ADMISSION_GROUPS.has(group)) return '40-admission'
  return WORKLOAD_GROUPS.has(group) || (group === '' && WORKLOAD_KINDS.has(kind)) ? '30-workloads' : '20-config'
}
