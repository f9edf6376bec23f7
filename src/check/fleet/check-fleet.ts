/** Everything that is wrong with a fleet: the management repository, its variants, and the packages that they make. */

import type { SchemaSet } from '#check/schema/schema.ts'
import type { Only } from '#check/families/rendering.ts'
import { strictly } from '#check/strict.ts'
import { CONTEXT_FINDINGS } from '#fleet/context-findings.ts'
import { NO_POLICY, type NetworkPolicy } from '#fleet/network/check.ts'
import { placeOf, type Result } from '#krm/result.ts'
import { compareResults } from '#krm/result-wire.ts'
import { MAKE_FINDINGS } from '#porch/make-findings.ts'
import { VARIANT_FINDINGS } from '#porch/variant-findings.ts'
import { checkClusters, checkSync } from './clusters.ts'
import { checkContexts } from './contexts.ts'
import type { CheckedPackage, FleetCheckInput } from './fleet-check-input.ts'
import { checkFunctions } from './functions.ts'
import { checkInjections, EMPTY_POINT } from './injections.ts'
import { checkFileNames, checkSchemas, misnamedKptfiles, SCHEMA_CODES } from './objects.ts'
import { BlueprintFacts } from './package-facts.ts'
import { checkPassedValues } from './passed-values.ts'
import { checkReferences } from './references.ts'
import { checkDefinitions, checkDuplicates, checkFleetNetwork, everyObject, RenderedFleet } from './rendered.ts'

/** Decisions of the user, and the schemas to check against. */
export interface FleetCheckOptions {
  readonly schemas: SchemaSet
  /** Names of this suite's functions. */
  readonly functions: readonly string[]
  readonly network?: NetworkPolicy
  /** What cannot be looked at is an error. */
  readonly strict?: boolean
  /** Say nothing but why packages are not made; `staleness`: and what was passed over. */
  readonly only?: Only
  /** The rendered objects, for who asks more of them afterwards. */
  readonly rendered?: RenderedFleet
}

/** All findings, sorted as reports are read; each defect once. */
export function checkFleet(input: FleetCheckInput, { schemas, functions, network = NO_POLICY, strict = false, only, rendered = new RenderedFleet(input.packages) }: FleetCheckOptions): Result[] {
  const { model, plan, packages } = input
  const told = (results: readonly Result[]): Result[] => distinct(strict ? results.map(strictly) : results).sort(compareResults)
  if (only !== undefined) return told(notMade(input).filter(({ severity }) => only === 'staleness' || severity === 'error'))
  const blueprints = new BlueprintFacts()
  const injections = checkInjections(input, blueprints)
  const made = packages.flatMap((each) => {
    // A package without a Kptfile because of the file's name, and a point that stays empty because of the injector: said there.
    const said = new Set([...(injections.explained.has(each) ? EMPTY_POINT : []), ...(isMisnamed(each) ? [MAKE_FINDINGS.unreadable.code] : [])])
    return each.results.filter((result) => isWorthSaying(result) && !said.has(result.code ?? ''))
  })
  const own = [
    ...model.results,
    ...plan.results,
    ...checkReferences(input),
    ...checkClusters(input),
    ...checkContexts(input),
    ...checkFileNames(input),
    ...checkFunctions(input, functions),
    ...checkPassedValues(packages, blueprints),
    ...injections.results,
    ...checkSync(input, everyObject(input, rendered)),
    ...checkDuplicates(packages, rendered),
    ...checkDefinitions(packages, rendered),
    ...checkFleetNetwork(input, rendered, network),
  ]
  const schema = withoutEchoes(checkSchemas(input, schemas, strict), own)
  const all = [...withoutWrongTypes(own, schema), ...schema, ...withoutSymptoms([...input.results, ...made], input)]
  return told(all)
}

/** Why packages are not there: variants that Porch refuses, blueprints that are not found, functions that fail. */
function notMade({ model, plan, packages, results }: FleetCheckInput): Result[] {
  const failed = packages.flatMap((each) => (each.files === undefined ? each.results : []))
  return [...[...model.results, ...plan.results, ...failed].filter(({ severity }) => severity === 'error'), ...results]
}

/** What functions report about their own work (so many fields were set) is no finding about the fleet. */
function isWorthSaying({ severity, code }: Result): boolean {
  return severity === 'error' || severity === 'warning' || code?.startsWith('FLT') === true
}

/** Schema findings at places where a finding of ours says what the controller makes of it. */
function withoutEchoes(schema: readonly Result[], own: readonly Result[]): Result[] {
  const said = new Set(own.filter(({ code }) => VARIANT_CODES.has(code ?? '')).flatMap((result) => [fieldKey(result), `${fieldKey(result)}.name`]))
  return schema.filter((result) => !said.has(fieldKey(result)))
}

const VARIANT_CODES: ReadonlySet<string> = new Set(Object.values(VARIANT_FINDINGS).map(({ code }) => code))

/** A value of a wrong type is said by the schema, which knows more about it than the reader. */
function withoutWrongTypes(own: readonly Result[], schema: readonly Result[]): Result[] {
  const said = new Set(schema.filter(({ code }) => SCHEMA_CODES.has(code ?? '')).map(fieldKey))
  return own.filter((result) => result.code !== CONTEXT_FINDINGS.wrongType.code || !said.has(fieldKey(result)))
}

function isMisnamed({ blueprint, files }: CheckedPackage): boolean {
  return files === undefined && blueprint !== undefined && misnamedKptfiles(blueprint).length > 0
}

/** A package that is not found because its repository is not registered. */
function withoutSymptoms(made: readonly Result[], { plan }: FleetCheckInput): Result[] {
  const unregistered = new Set(plan.packages.flatMap(({ upstream, upstreamRepository }) => (upstreamRepository === undefined ? [fieldKey({ message: '', place: placeOf(upstream.from) })] : [])))
  return made.filter((result) => result.code !== MAKE_FINDINGS.noBlueprint.code || !unregistered.has(fieldKey(result)))
}

function fieldKey({ place }: Result): string {
  return `${place?.file ?? ''}\n${place?.index ?? 0}\n${place?.field ?? ''}`
}

/** What many packages say of one blueprint is said once. */
function distinct(results: readonly Result[]): Result[] {
  const seen = new Set<string>()
  return results.filter(({ code, message, place }) => {
    const key = [code, message, place?.file, place?.position?.line, place?.position?.column].join('\n')
    const isNew = !seen.has(key)
    seen.add(key)
    return isNew
  })
}
