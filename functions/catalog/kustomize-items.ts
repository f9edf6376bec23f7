/** What kustomize asks of the resources that it is given, before it changes any. */

import type { Resource } from '#krm/resource.ts'
import { isNamespacedForGoSdk } from './go-sdk-scopes.ts'

/** Why kustomize refuses the items: a resource without a kind or name, or two of one identity; undefined when it takes them. */
export function whyRefused(items: readonly Resource[]): string | undefined {
  const seen = new Set<string>()
  for (const item of items) {
    const { kind, name } = item
    if (kind === '') return `missing kind in ${item.describe()}`
    if (name === '' && !kind.endsWith('List')) return `missing metadata.name in ${item.describe()}`
    const isCluster = isNamespacedForGoSdk(item.apiVersion, kind) === false
    const id = JSON.stringify([item.apiVersion, kind, name, isCluster ? 'default' : item.namespace || 'default'])
    if (seen.has(id)) return `may not add resource with an already registered id: ${kustomizeId(item)}`
    seen.add(id)
  }
  return undefined
}

/** An identity as kustomize writes it into messages: `Kind.version.group/name.namespace`. */
export function kustomizeId({ apiVersion, group, kind, name, namespace }: Resource): string {
  const or = (text: string, none: string): string => (text === '' ? `[${none}]` : text)
  return `${or(kind, 'noKind')}.${or(apiVersion.slice(apiVersion.indexOf('/') + 1), 'noVer')}.${or(group, 'noGrp')}/${or(name, 'noName')}.${or(namespace, 'noNs')}`
}
