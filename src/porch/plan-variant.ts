/** One variant as the PackageVariant controller takes it: validated clause by clause, then planned. */

import { report } from '#fleet/finding.ts'
import type { Sourced } from '#fleet/sourced.ts'
import type { Field } from '#krm/field.ts'
import { nearestName } from '#krm/nearest-name.ts'
import { valueOf } from '#krm/plain-value.ts'
import type { Place, Results } from '#krm/result.ts'
import type { Fleet } from './fleet-index.ts'
import type { PlannedFunction, PlannedPackage, PlannedVariant } from './planned-package.ts'
import { VARIANT_FINDINGS as F } from './variant-findings.ts'
import { functionName } from './variant-name.ts'
import type { FunctionEntry, VariantSpec } from './variant-spec.ts'

const ADOPTION = ['adoptNone', 'adoptExisting'] as const
const DELETION = ['delete', 'orphan'] as const

/** Keys of package-context.yaml that Porch fills itself. */
const RESERVED_KEYS = new Set(['name', 'package-path'])

/** The workspace of the revision that stands for a branch. */
export const BRANCH_WORKSPACE = 'main'

/** The package of a variant; undefined when the controller would refuse the variant. Everything wrong is reported. */
export function planVariant(variant: PlannedVariant, spec: VariantSpec, fleet: Fleet, results: Results): PlannedPackage | undefined {
  const { upstream, downstream } = spec
  const root = variant.set === undefined ? variant.resource.field('spec') : variant.from
  // A spec that is no map was reported when it was read.
  if (root.exists && root.value !== null && root.node()?.kind !== 'map') return undefined
  const given = [
    required(upstream.repo, root.child('upstream', 'repo'), results),
    required(upstream.package, root.child('upstream', 'package'), results),
    required(downstream.repo, root.child('downstream', 'repo'), results),
    required(downstream.package, root.child('downstream', 'package'), results),
  ]
  const adoptionPolicy = policy(spec.adoptionPolicy, ADOPTION, results)
  const deletionPolicy = policy(spec.deletionPolicy, DELETION, results)
  const valid = [
    ...given,
    adoptionPolicy !== undefined,
    deletionPolicy !== undefined,
    checkContext(spec, results),
    checkInjectors(spec, results),
    checkFunctions(spec, results),
  ].every(Boolean)
  if (!valid || !checkPaths(spec, results)) return undefined
  const [repo, name, intoRepo, intoPackage] = [upstream.repo!, upstream.package!, downstream.repo!, downstream.package!]
  const workspaceName = checkRevision(spec, results)
  if (repo.value === intoRepo.value && name.value === intoPackage.value) {
    return void report(results, F.ownUpstream, `upstream and downstream are both package ${name.value} of ${repo.value}; correct the downstream`, intoPackage.from)
  }
  checkObjectName(name, results)
  checkObjectName(intoPackage, results)
  checkDots(variant, spec, results)
  const functions = (entries: readonly FunctionEntry[]): PlannedFunction[] =>
    entries.map((entry, index) => ({ name: functionName(variant.name, entry.name, index), value: entry.value, from: entry.from }))
  return {
    variant,
    upstream: { repo: repo.value, package: name.value, workspaceName, from: name.from },
    upstreamRepository: fleet.repository(variant.namespace, repo.value),
    downstreamRepository: fleet.repository(variant.namespace, intoRepo.value),
    downstream: { repo: intoRepo, package: intoPackage },
    cluster: fleet.clusterOf(variant.namespace, intoRepo.value),
    adoptionPolicy: adoptionPolicy!,
    deletionPolicy: deletionPolicy!,
    labels: spec.labels,
    annotations: spec.annotations,
    packageContext: spec.packageContext,
    pipeline: { mutators: functions(spec.mutators), validators: functions(spec.validators) },
    injectors: spec.injectors,
  }
}

/** Names become directories and git refs: nothing may lead out of them. */
function checkPaths({ upstream, downstream }: VariantSpec, results: Results): boolean {
  const names = [upstream.repo!, upstream.package!, downstream.repo!, downstream.package!]
  const bad = names.filter(({ value }, index) => !(index % 2 === 0 ? isPart(value) : value.split('/').every(isPart)))
  for (const { value, from } of bad) report(results, F.badPath, `${from.name} is "${value}", which is no name of a directory in a repository: write lower case letters, digits and dashes${value.startsWith('/') ? ', without the leading /' : ''}`, from)
  return bad.length === 0
}

/** One directory: no hidden one, no way up, nothing that a shell, a ref or a file system reads otherwise. */
function isPart(name: string): boolean {
  return /^[A-Za-z0-9_][A-Za-z0-9._-]*$/.test(name) && name.length <= 253 && !name.endsWith('.lock')
}

const DNS_LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

/** What Porch's own check of a revision's name refuses, of a new one and of one that is to be cloned (v1.5.8, ValidPkgRevObjName). */
function checkObjectName({ value, from }: Sourced<string>, results: Results): void {
  const path = value.slice(0, Math.max(0, value.lastIndexOf('/')))
  const [name, folders] = [value.slice(path === '' ? 0 : path.length + 1), path.replaceAll('/', '')]
  const bad = [...(DNS_LABEL.test(name) ? [] : [name]), ...(folders === '' || DNS_LABEL.test(folders) ? [] : [path])]
  for (const part of bad) report(results, F.refusedPackageName, `Porch refuses the package ${value}: ${part} is no DNS label${part === path ? ', slashes aside' : ''} (lower case letters, digits and dashes, at most 63)`, from)
}

function required(value: Sourced<string> | undefined, field: Field, results: Results): boolean {
  if (value !== undefined && value.value !== '') return true
  if (value !== undefined) report(results, F.missingField, `${value.from.name} gives an empty text for the required field ${field.name}`, value.from)
  // What is no text was reported as such when it was read.
  else if ((field.value ?? '') === '') report(results, F.missingField, `required field ${field.name} is ${field.exists ? 'empty' : 'missing'}; write it`, field)
  return false
}

/** The policy, or the default; undefined for a value that does not exist. */
export function policy<P extends string>(given: Sourced<string> | undefined, known: readonly [P, P], results: Results): P | undefined {
  if (given === undefined || given.value === '') return known[0]
  const found = known.find((one) => one === given.value)
  if (found !== undefined) return found
  const near = nearestName(given.value, known)
  const message = `${given.from.name} is "${given.value}" and can only be ${known.join(' or ')}${near === undefined ? '' : `; did you mean ${near}?`}`
  return void report(results, F.badPolicy, message, given.from, { currentValue: given.value, proposedValue: near ?? known[0] })
}

function checkContext({ packageContext: { data, removeKeys } }: VariantSpec, results: Results): boolean {
  const named = [...[...data].map(([key, { from }]) => ({ value: key, from })), ...removeKeys]
  const reserved = named.filter(({ value }) => RESERVED_KEYS.has(value))
  for (const { value, from } of reserved) {
    report(results, F.reservedKey, `${from.name} names the key ${value}, which belongs to Porch (so does ${value === 'name' ? 'package-path' : 'name'}); use another key`, from)
  }
  return reserved.length === 0
}

function checkInjectors({ injectors }: VariantSpec, results: Results): boolean {
  const nameless = injectors.filter(({ name }) => name === undefined)
  for (const { from } of nameless) report(results, F.injectorName, `${from.name}.name is ${from.child('name').exists ? 'empty' : 'missing'}; name the object to inject`, from)
  return nameless.length === 0
}

function checkFunctions({ mutators, validators }: VariantSpec, results: Results): boolean {
  const unable = [...mutators, ...validators].filter(({ value }) => !isFilled(valueOf(value, 'image')) || isFilled(valueOf(value, 'exec')))
  for (const { value, from } of unable) {
    const what = isFilled(valueOf(value, 'exec')) ? 'has an exec command, which Porch refuses' : 'has no image'
    report(results, F.badFunction, `${from.name} ${what}; give it an image`, from)
  }
  return unable.length === 0
}

function isFilled(value: unknown): boolean {
  return value !== undefined && value !== null && value !== ''
}

/** The workspace that the controller looks for, whatever else is written. */
function checkRevision({ upstream: { workspaceName, revision, package: name } }: VariantSpec, results: Results): string {
  if (revision !== undefined && revision.value !== -1) {
    const instead = workspaceName === undefined ? `the upstream is workspace ${BRANCH_WORKSPACE}; write workspaceName: v${revision.value}` : `workspaceName ${workspaceName.value} counts; remove the revision`
    report(results, F.revisionIgnored, `${revision.from.name} is ignored: ${instead}`, revision.from, workspaceName === undefined ? { currentValue: String(revision.value), proposedValue: `v${revision.value}` } : {})
  } else if ((workspaceName?.value ?? BRANCH_WORKSPACE) === BRANCH_WORKSPACE) {
    const from = workspaceName?.from ?? name!.from
    const what = workspaceName === undefined ? `no workspaceName stands beside ${name!.value}, so it is ${BRANCH_WORKSPACE}` : `workspaceName is ${BRANCH_WORKSPACE}`
    report(results, F.placeholderRevision, `${what}: the state of a branch, which newer versions of Porch refuse to clone; name a published revision, such as v1`, from)
  }
  if (workspaceName?.value.includes('.')) reportUnnumberedRevision(workspaceName.value, workspaceName.from, results)
  return workspaceName?.value ?? BRANCH_WORKSPACE
}

/** A tag that Porch reads no number from. */
export function reportUnnumberedRevision(tag: string, at: Field | Place, results: Results): void {
  report(results, F.unnumberedRevision, `${tag} is no number, and Porch counts all such tags as one revision: packages are cloned from it once and never see a later tag; tag revisions v1, v2, …`, at)
}

function checkDots(variant: PlannedVariant, { mutators, validators }: VariantSpec, results: Results): void {
  const functions = [...mutators, ...validators]
  const dotted = functions.filter(({ name }) => name.includes('.'))
  const many = 'the controller does not recognise the function again and adds it anew on every pass'
  if (functions.length > 0 && variant.name.includes('.')) {
    const at = variant.set === undefined ? variant.resource.field('metadata', 'name') : variant.from
    report(results, F.dotInName, `the name ${variant.name} holds a dot and the variant adds functions: ${many}; use dashes`, at)
  } else {
    for (const { name, from } of dotted) report(results, F.dotInName, `the function's name ${name} holds a dot: ${many}; use dashes`, from.child('name'))
  }
}
