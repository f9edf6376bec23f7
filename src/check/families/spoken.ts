/** What functions of the pipeline have said already, with more knowledge than the check has. */

import { GENERATED_BY, GENERATOR } from '#fleet/cluster-resource-set/names.ts'
import { functionNameOf } from '#fleet/other-setters.ts'
import type { Resource } from '#krm/resource.ts'
import type { Result } from '#krm/result.ts'
import type { FunctionRun } from '#render/outcome.ts'
import type { Rendering } from './rendering.ts'

/**
 * Names of validators of the root package that saw everything with a config of the package: what they say stands in place
 * of what the check would say without that config.
 */
export function configuredValidators(rendering: Rendering): ReadonlySet<string> {
  const ran = ownRuns(rendering).filter(({ declared: { type, configPath, configMap, selectors, exclude }, packageDir }) => (
    type === 'validator' && packageDir === '' && selectors.length === 0 && exclude.length === 0 && (configPath ?? configMap) !== undefined
  ))
  return new Set(ran.map(nameOf))
}

/** Without what the generator of sets said at the source of an object, where it is said again of the ConfigMap that it made. */
export function withoutEchoes(results: readonly Result[], resources: readonly Resource[], rendering: Rendering): Result[] {
  const said = new Set(ownRuns(rendering).flatMap((run) => (nameOf(run) === GENERATOR ? run.results.map(({ code }) => code) : [])))
  if (said.size === 0) return [...results]
  const made = new Set(resources.filter(({ labels }) => labels.get(GENERATED_BY) === GENERATOR).map(idOf))
  return results.filter(({ code, place }) => place?.resource === undefined || !said.has(code) || !made.has(idOf(place.resource)))
}

/** The calls of functions that were made, and came to an end. */
function ownRuns({ outcome, skipped }: Rendering): FunctionRun[] {
  return outcome.functions.filter(({ declared, failure }) => failure === undefined && !skipped.includes(declared))
}

function nameOf({ declared }: FunctionRun): string {
  return functionNameOf(declared.image ?? '')
}

function idOf({ kind, namespace, name }: { readonly kind: string; readonly namespace: string; readonly name: string }): string {
  return `${kind} ${namespace}/${name}`
}
