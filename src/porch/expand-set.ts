/** A PackageVariantSet as its controller unrolls it: one variant per selected repository or object. */

import { report } from '#fleet/finding.ts'
import { namespaceOf } from '#fleet/model/fleet-model.ts'
import type { Downstream } from '#fleet/model/package-variant.ts'
import type { PackageVariantSet } from '#fleet/model/package-variant-set.ts'
import { describeField } from '#fleet/sourced.ts'
import type { Resource } from '#krm/resource.ts'
import type { Results } from '#krm/result.ts'
import type { Cel, CelObject, CelVariables } from './cel.ts'
import { checkTemplate } from './check-template.ts'
import type { Fleet } from './fleet-index.ts'
import type { PlannedVariant } from './planned-package.ts'
import { selectTargets, type SelectedTarget } from './set-targets.ts'
import { ExpressionFailures, TemplateEvaluation } from './set-template.ts'
import { VARIANT_FINDINGS as F } from './variant-findings.ts'
import { packageRevisionName, variantId, variantName } from './variant-name.ts'
import type { VariantSpec } from './variant-spec.ts'

/** A variant that a set makes. */
export interface ExpandedVariant {
  readonly variant: PlannedVariant
  readonly spec: VariantSpec
}

/** The variants of a set, in the order of its targets; none at all where the controller would stall the set. */
export function expandSet(set: PackageVariantSet, fleet: Fleet, cel: Cel, results: Results): ExpandedVariant[] {
  const targets = checkSet(set, results) ? checkTargets(set, fleet, results) : undefined
  if (targets === undefined) return []
  const byId = new Map<string, ExpandedVariant>()
  const failures = new ExpressionFailures()
  let stalled = false
  for (const target of targets) {
    const spec = specOf(set, target, { fleet, cel, failures, results })
    if (spec === undefined) {
      stalled = true
      continue
    }
    const id = variantId(set.resource.name, spec.downstream.repo?.value ?? '', spec.downstream.package?.value ?? '')
    const variant = { name: variantName(id), namespace: namespaceOf(set.resource), resource: set.resource, from: target.target.from, set: set.resource.name }
    const other = byId.get(id)
    if (other !== undefined) reportSame(variant, other, target, results)
    // The later one takes the place of the earlier one.
    byId.delete(id)
    byId.set(id, { variant, spec })
  }
  failures.report(results)
  return stalled ? [] : [...byId.values()]
}

function checkSet({ resource, upstream, targets }: PackageVariantSet, results: Results): boolean {
  const spec = resource.field('spec')
  const fields = spec.child('upstream')
  const missing = [
    ...(upstream.repo === undefined ? [fields.child('repo')] : []),
    ...(upstream.package === undefined ? [fields.child('package')] : []),
    // A revision of a wrong type was reported when it was read.
    ...(!fields.child('revision').exists && upstream.workspaceName === undefined ? [fields.child('workspaceName')] : []),
    ...(targets.length === 0 ? [spec.child('targets')] : []),
  ]
  for (const field of missing) report(results, F.missingField, `required field ${field.name} is ${field.exists ? 'empty' : 'missing'}; write it`, field)
  return missing.length === 0
}

/** All targets, each template checked once; undefined when one of them stalls the set. */
function checkTargets(set: PackageVariantSet, fleet: Fleet, results: Results): SelectedTarget[] | undefined {
  const selected = set.targets.map((target) => {
    const found = selectTargets(set, target, fleet, results)
    const valid = target.template === undefined || checkTemplate(target.template, results)
    return valid ? found : undefined
  })
  return selected.includes(undefined) ? undefined : selected.flatMap((found) => found ?? [])
}

/** What evaluating a template needs beside the target. */
interface Evaluating {
  readonly fleet: Fleet
  readonly cel: Cel
  readonly failures: ExpressionFailures
  readonly results: Results
}

function specOf(set: PackageVariantSet, target: SelectedTarget, { fleet, cel, failures, results }: Evaluating): VariantSpec | undefined {
  const { repoDefault, packageDefault, from } = target
  const { template } = target.target
  const defaults: Downstream = { repo: { value: repoDefault, from }, package: { value: packageDefault, from } }
  if (template === undefined) return { ...NOTHING, upstream: set.upstream, downstream: defaults }
  const base = variablesOf(set, target)
  const subject = target.object === undefined ? `repository ${repoDefault}` : target.object.describe()
  const first = new TemplateEvaluation(template, base, subject, cel, failures)
  const repo = first.text(template.child('downstream'), 'repo', 'repoExpr') ?? defaults.repo!
  if (first.failed) return undefined
  const repository = fleet.repository(namespaceOf(set.resource), repo.value)
  if (repository === undefined) {
    return void report(results, F.repositoryNotLoaded, `${repo.from.name} gives repository ${repo.value} for ${subject}, which is not registered in namespace ${namespaceOf(set.resource)}; the whole set stalls`, repo.from)
  }
  const evaluation = new TemplateEvaluation(template, { ...base, repository: celObject(repository.resource) }, subject, cel, failures)
  const name = evaluation.text(template.child('downstream'), 'package', 'packageExpr') ?? defaults.package
  const spec = evaluation.spec()
  return evaluation.failed ? undefined : { ...spec, upstream: set.upstream, downstream: { repo, package: name } }
}

const NOTHING: Omit<VariantSpec, 'upstream' | 'downstream'> = {
  adoptionPolicy: undefined,
  deletionPolicy: undefined,
  labels: new Map(),
  annotations: new Map(),
  packageContext: { data: new Map(), removeKeys: [] },
  mutators: [],
  validators: [],
  injectors: [],
}

/** What expressions see before the repository is known. */
function variablesOf({ resource, upstream }: PackageVariantSet, { repoDefault, packageDefault, object }: SelectedTarget): CelVariables {
  const workspace = upstream.workspaceName?.value ?? `v${upstream.revision?.value ?? ''}`
  const revision = packageRevisionName(upstream.repo!.value, upstream.package!.value, workspace)
  return {
    repoDefault,
    packageDefault,
    upstream: new Map<string, string | ReadonlyMap<string, string>>([['name', revision], ['namespace', namespaceOf(resource)], ['labels', new Map()], ['annotations', new Map()]]),
    target: object === undefined ? new Map([['repo', repoDefault], ['package', packageDefault]]) : celObject(object),
    repository: new Map(),
  }
}

/** The four things that expressions see of an object. */
function celObject(object: Resource): CelObject {
  return new Map<string, string | ReadonlyMap<string, string>>([
    ['name', object.name],
    ['namespace', namespaceOf(object)],
    ['labels', object.labels],
    ['annotations', object.annotations],
  ])
}

function reportSame(variant: PlannedVariant, other: ExpandedVariant, { object }: SelectedTarget, results: Results): void {
  const who = object === undefined ? '' : ` for ${object.describe()}`
  report(results, F.sameVariant, `this target makes variant ${variant.name}${who}, which ${describeField(other.variant.from)} made before: the later one replaces it; narrow one of the selectors`, variant.from)
}
