/** A ClusterResourceSet as it stands in a package, whoever wrote it. */

import type { Field } from '#krm/field.ts'
import type { ItemList } from '#krm/item-list.ts'
import type { Resource } from '#krm/resource.ts'
import { ADDONS_GROUP } from './names.ts'

/** One entry of spec.resources. */
export interface Reference {
  readonly kind: string
  readonly name: string
  readonly field: Field
}

/** One entry of matchExpressions. */
export interface Requirement {
  readonly key: string
  readonly operator: string
  readonly values: readonly string[]
}

export interface ReadSet {
  readonly resource: Resource
  readonly name: string
  readonly namespace: string
  /** As written; undefined when the webhook has to fill it in. */
  readonly strategy: string | undefined
  readonly labels: ReadonlyMap<string, string>
  readonly requirements: readonly Requirement[]
  readonly references: readonly Reference[]
}

/** All sets of a package. */
export function readSets(items: ItemList): ReadSet[] {
  return items.ofKind(ADDONS_GROUP, 'ClusterResourceSet').map(readSet)
}

function readSet(resource: Resource): ReadSet {
  const spec = resource.field('spec')
  const selector = spec.child('clusterSelector')
  return {
    resource,
    name: resource.name,
    namespace: resource.namespace,
    strategy: spec.child('strategy').scalarText,
    labels: new Map(selector.child('matchLabels').children().map((label) => [String(label.path.at(-1)), label.scalarText ?? ''])),
    requirements: selector.child('matchExpressions').children().map((entry) => ({
      key: entry.child('key').scalarText ?? '',
      operator: entry.child('operator').scalarText ?? '',
      values: entry.child('values').children().map((value) => value.scalarText ?? ''),
    })),
    references: spec.child('resources').children().map((field) => ({
      kind: field.child('kind').scalarText ?? '',
      name: field.child('name').scalarText ?? '',
      field,
    })),
  }
}

/** Whether a set selects nothing by its form alone. */
export function hasEmptySelector({ labels, requirements }: ReadSet): boolean {
  return labels.size === 0 && requirements.length === 0
}

/** Whether the labels of a Cluster satisfy the selector (metav1.LabelSelector). */
export function selects(set: ReadSet, cluster: Pick<Resource, 'labels'>): boolean {
  if (hasEmptySelector(set)) return false
  const { labels } = cluster
  return [...set.labels].every(([key, value]) => labels.get(key) === value) && set.requirements.every((requirement) => satisfies(labels, requirement))
}

function satisfies(labels: ReadonlyMap<string, string>, { key, operator, values }: Requirement): boolean {
  const value = labels.get(key)
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value)
    case 'NotIn':
      return value === undefined || !values.includes(value)
    case 'Exists':
      return value !== undefined
    case 'DoesNotExist':
      return value === undefined
    default:
      return false
  }
}

/** Two namespaces that may be the same: one that is left out is filled in when the package is applied. */
export function sameNamespace(a: string, b: string): boolean {
  return a === '' || b === '' || a === b
}
