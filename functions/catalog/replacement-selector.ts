/** Which resources a source or target of apply-replacements means. */

import type { Resource } from '#krm/resource.ts'
import type { Select, Source, Target } from './replacement-config.ts'

/** Whether identity alone selects it: empty fields match all, and no namespace is the namespace `default`. */
export function isSelected(item: Resource, select: Select): boolean {
  const slash = item.apiVersion.indexOf('/')
  return (
    fits(select.name, item.name) &&
    (select.namespace === '' || select.namespace === (item.namespace || 'default')) &&
    fits(select.group, item.group) &&
    fits(select.version, item.apiVersion.slice(slash + 1)) &&
    fits(select.kind, item.kind)
  )
}

/** Whether a target takes the resource: selected by identity, annotations and labels, and not rejected by any of them. */
export function matchesTarget(item: Resource, { select, reject }: Target): boolean {
  if (!matchesMetadata(item, select)) return false
  if (reject.some((one) => (one.annotations !== undefined || one.labels !== undefined) && matchesMetadata(item, one))) return false
  return isSelected(item, select) && !reject.some((one) => hasIdentity(one) && isSelected(item, one))
}

function fits(wanted: string, given: string): boolean {
  return wanted === '' || wanted === given
}

function hasIdentity({ group, version, kind, name, namespace }: Select): boolean {
  return [group, version, kind, name, namespace].some((text) => text !== '')
}

function matchesMetadata(item: Resource, select: Select): boolean {
  return (select.annotations?.matches(item.annotations) ?? true) && (select.labels?.matches(item.labels) ?? true)
}

/** A source as kustomize writes it into messages: `Kind.version.group/name.namespace:path:delimiter(index), create=false`. */
export function describeSource({ select, fieldPath, options }: Source): string {
  const or = (text: string, none: string): string => (text === '' ? `[${none}]` : text)
  const id = `${or(select.kind, 'noKind')}.${or(select.version, 'noVer')}.${or(select.group, 'noGrp')}/${or(select.name, 'noName')}.${or(select.namespace, 'noNs')}`
  const refined = options.delimiter === '' && !options.create ? '' : `:${options.delimiter}(${options.index}), create=${options.create}`
  return `${id}${fieldPath === '' ? '' : `:${fieldPath}`}${refined}`
}
