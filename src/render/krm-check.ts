/** What makes a resource KRM, with kpt's exemptions. */

import type { Resource } from '#krm/resource.ts'
import { baseName } from './slash-path.ts'

const KUSTOMIZATION_FILES = new Set(['kustomization.yaml', 'kustomization.yml', 'Kustomization'])

/** What a resource of the file at `path` lacks to be KRM; undefined when it is. Kustomizations need nothing. */
export function whyNotKrm(resource: Resource, path: string = resource.origin.path): string | undefined {
  const { apiVersion, kind, name } = resource
  if (apiVersion !== '' && kind !== '' && name !== '') return undefined
  if (KUSTOMIZATION_FILES.has(baseName(path))) return undefined
  if (apiVersion.startsWith('kustomize.config.k8s.io') || (apiVersion === '' && kind === 'Kustomization')) return undefined
  const lacking = [apiVersion === '' && 'apiVersion', kind === '' && 'kind', name === '' && 'metadata.name'].filter((part) => part !== false)
  return `it has no ${lacking.join(' and no ')}`
}
