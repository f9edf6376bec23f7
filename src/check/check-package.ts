/** Everything that is checked about one package tree. */

import { isLocalConfig } from '#krm/local-config.ts'
import { patternOfComment } from '#krm/setter-pattern.ts'
import { commentAfter } from '#krm/text-lines.ts'
import type { Place, Result } from '#krm/result.ts'
import type { Resource } from '#krm/resource.ts'
import type { RenderedItem } from '#render/outcome.ts'
import type { RenderInput } from '#render/render-input.ts'
import { inDirectory } from '#render/slash-path.ts'
import { misspeltForContext } from './families/context-setters.ts'
import { checkNames } from './families/names.ts'
import { checkObjects } from './families/objects.ts'
import { checkPipeline } from './families/pipelines.ts'
import { findingsOfRendering, isDeployed, renderForCheck, type BuiltinRunner, type Only, type Rendering } from './families/rendering.ts'
import { checkDuplicates, checkLeaks, checkPrivateKey, checkSecret } from './families/resources.ts'
import { configuredValidators, withoutEchoes } from './families/spoken.ts'
import { checkSetterSchemas } from './families/setter-schemas.ts'
import { auditSetters, namesGiven } from './families/setters.ts'
import type { NetworkPolicy } from '#fleet/network/check.ts'
import { SETTER_FINDINGS } from '#fleet/setter-findings.ts'
import { bundleOfCrds } from './schema/read-bundles.ts'
import type { SchemaSet } from './schema/schema.ts'
import { validateResource, type IsFinal } from './schema/validate.ts'
import { SCHEMA_RULES } from './rules/schema-rules.ts'
import { readSourceTree } from './source-tree.ts'
import { strictly, withoutSchema } from './strict.ts'

/** What checking needs from outside. */
export interface CheckHost {
  readonly runnerFor: BuiltinRunner
  readonly schemas: SchemaSet
  readonly network: NetworkPolicy
  /** Names of this suite's functions. */
  readonly functions: readonly string[]
  /** Setters that PackageVariants of the repository give to packages. */
  readonly fromVariants: ReadonlySet<string>
  /** What cannot be looked at is an error. */
  readonly strict?: boolean
  /** Look at nothing but the rendering; see `findingsOfRendering`. */
  readonly only?: Only
}

/** Findings of a package tree; files are named from its root. The same input gives the same findings in the same order. */
export async function checkPackage(input: RenderInput, host: CheckHost): Promise<Result[]> {
  const rendering = await renderForCheck(input, host.runnerFor)
  const told = (results: readonly Result[]): Result[] => distinct(results.map((result) => ofTheSource(host.strict === true ? strictly(result) : result, input)))
  if (host.only !== undefined) return told(findingsOfRendering(rendering, host.only))
  const tree = readSourceTree(input)
  const setters = [...auditSetters(tree, host.fromVariants), ...unsaid(misspeltForContext(tree, host.fromVariants), rendering.findings), ...checkSetterSchemas(tree, !isDeployed(input))]
  const resources = rendering.outcome.ok ? rendering.outcome.items.map(atItsFile) : tree.packages.flatMap((pack) => pack.resources)
  const results = [
    ...tree.packages.flatMap((pack) => checkNames(pack.resources, (path) => input.files.some((file) => file.path === path))),
    ...tree.packages.flatMap((pack) => checkPipeline(pack, host.functions)),
    ...setters.map((result) => ofBlueprint(result, input)),
    ...withoutRepeats(rendering.findings, setters),
    ...checkResources(resources, rendering, host, namesGiven(tree, host.fromVariants)),
    ...checkDuplicates(resources),
    ...checkLeaks(resources),
    ...withoutEchoes(checkObjects(resources, host.network, configuredValidators(rendering)), resources, rendering),
  ]
  return told(results)
}

/** Without those about a field that a function of the pipeline has said something about. */
function unsaid(results: readonly Result[], said: readonly Result[]): Result[] {
  const keyOf = ({ place }: Result): string => `${place?.file} ${place?.position?.line}`
  const places = new Set(said.filter(({ code }) => code?.startsWith('SET')).map(keyOf))
  return results.filter((result) => !places.has(keyOf(result)))
}

/** A rendered resource that names its file from the root of the tree. */
function atItsFile({ resource, packageDir }: RenderedItem): Resource {
  const copy = resource.clone()
  copy.origin.path = copy.origin.path === '' ? '' : inDirectory(packageDir, copy.origin.path)
  return copy
}

function checkResources(resources: readonly Resource[], { skipped }: Rendering, { schemas: bundled, strict }: CheckHost, given: ReadonlySet<string>): Result[] {
  const crds = bundleOfCrds(resources)
  const schemas = crds === undefined ? bundled : bundled.with(crds)
  const isUnfinished = skipped.some(({ type }) => type === 'mutator')
  // A marked field that nothing fills is filled by whoever deploys the package.
  const isFilled = (comment: string | undefined): boolean => (comment === undefined ? undefined : patternOfComment(comment))?.names.every((name) => given.has(name)) !== false
  const isFinal: IsFinal = (text, { end }) => {
    const comment = commentAfter(text, end)
    return isFilled(comment === undefined ? undefined : text.slice(comment.start, comment.end))
  }
  const bySchema = (resource: Resource): Result[] => {
    const said = validateResource(resource, schemas, isFinal).map((result) => milder(result, resource, isUnfinished))
    return strict === true ? [...said, ...withoutSchema(resource, schemas, said)] : said
  }
  return resources.flatMap((resource) => [
    ...(resource.kind === 'Kptfile' ? [] : bySchema(resource)),
    ...checkSecret(resource, ({ lineComment }) => isFilled(lineComment)),
    ...checkPrivateKey(resource),
  ])
}

/** What a function that did not run may still fill in is an info; what is never deployed is a warning at most. */
function milder(result: Result, resource: Resource, isUnfinished: boolean): Result {
  const isLocal = isLocalConfig(resource)
  if (result.code === SCHEMA_RULES.missingField.code && (isLocal || isUnfinished)) return { ...result, severity: 'info' }
  // Functions take numbers and booleans in their ConfigMaps for text.
  if (isLocal && resource.kind === 'ConfigMap' && result.code === SCHEMA_RULES.wrongType.code) return { ...result, severity: 'info' }
  return isLocal && result.severity === 'error' ? { ...result, severity: 'warning' } : result
}

/** Placeholders of a blueprint are its interface; a package that is deployed from is to have none left. */
function ofBlueprint(result: Result, input: RenderInput): Result {
  return result.code === SETTER_FINDINGS.placeholder.code && !isDeployed(input) ? { ...result, severity: 'info' } : result
}

/** A function's own error says less about setters than the audit does: without place and suggestion. */
function withoutRepeats(findings: readonly Result[], setters: readonly Result[]): Result[] {
  const explained = setters.some(({ severity, code }) => severity === 'error' && (code === 'SET011' || code === 'SET012'))
  return findings.filter(({ message }) => !explained || !message.startsWith('apply-setters: failed to apply setters'))
}

/** What functions made stands in no file yet: its findings go to the Kptfile of the root. */
function ofTheSource(result: Result, { files }: RenderInput): Result {
  const { place } = result
  if (place?.file === undefined || files.some(({ path }) => path === place.file)) return result
  const { file: _, position: _position, end: _end, index: _index, ...rest } = place
  return { ...result, message: `${result.message} (in ${place.file}, which rendering makes)`, place: { ...rest, file: 'Kptfile' } satisfies Place }
}

/** The same thing said by two rules' sources (a validator of the pipeline and this check) is said once. */
function distinct(results: readonly Result[]): Result[] {
  const seen = new Set<string>()
  return results.filter(({ code, message, place }) => {
    // What stands in one line of a file is one thing; what rendering makes has no line, so that its name has to tell.
    const where = place?.position ?? place?.resource
    const id = JSON.stringify([code, message, place?.file, where, place?.field])
    return !seen.has(id) && seen.add(id)
  })
}
