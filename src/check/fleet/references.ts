/** Names in variants that lead to no Repository object. */

import type { Field } from '#krm/field.ts'
import { nearestName } from '#krm/nearest-name.ts'
import type { Result } from '#krm/result.ts'
import { namespaceOf } from '#fleet/model/fleet-model.ts'
import type { FleetCheckInput } from './fleet-check-input.ts'
import { FLEET_CHECK_FINDINGS as F } from './fleet-check-findings.ts'
import { GroupedFindings } from './grouped.ts'

/** Upstream and downstream repositories that are not registered in the namespace of the variant. */
export function checkReferences({ model, plan }: FleetCheckInput): Result[] {
  const found = new GroupedFindings()
  const registered = new Map<string, string[]>()
  for (const { resource, name } of model.repositories) {
    const namespace = namespaceOf(resource)
    registered.set(namespace, [...(registered.get(namespace) ?? []), name])
  }
  const hint = (name: string, namespace: string): string => {
    const elsewhere = model.repositories.find((repository) => repository.name === name)
    if (elsewhere !== undefined) return `it is in namespace ${namespaceOf(elsewhere.resource)}, and variants see those of their own only`
    const near = nearestName(name, registered.get(namespace) ?? [])
    return near === undefined ? 'add a Repository object' : `did you mean ${near}?`
  }
  // All variants that name one repository are one finding, at the first of them.
  const first = new Map<string, Field>()
  const at = (field: Field, ...key: string[]): Field => {
    const place = first.get(key.join('\n')) ?? field
    first.set(key.join('\n'), place)
    return place
  }
  for (const { variant, upstream, downstream, upstreamRepository, downstreamRepository } of plan.packages) {
    const { namespace } = variant
    if (upstreamRepository === undefined) {
      found.add(F.upstreamUnregistered, `upstream repository ${upstream.repo} is not registered in namespace ${namespace}; ${hint(upstream.repo, namespace)}`, at(repoField(upstream.from), 'upstream', namespace, upstream.repo), variant.name)
    }
    if (downstreamRepository === undefined) {
      const { value, from } = downstream.repo
      found.add(F.downstreamUnregistered, `downstream repository ${value} is not registered in namespace ${namespace}; ${hint(value, namespace)}`, at(from, 'downstream', namespace, value), variant.name)
    }
  }
  return found.results()
}

/** The field `repo` beside the field `package`. */
function repoField(name: Field): Field {
  return name.resource.field(...name.path.slice(0, -1), 'repo')
}
