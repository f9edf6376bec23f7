/** What a Kptfile's pipeline names: images and configs, without running any of them. */

import { nearestName } from '#krm/nearest-name.ts'
import { IMAGE_PREFIX } from '#krm/names.ts'
import { replacingFix } from '#krm/replacing-fix.ts'
import { placeOf, type Result } from '#krm/result.ts'
import type { Field } from '#krm/field.ts'
import type { Rule } from '#krm/rule.ts'
import type { PipelineFunction } from '#render/pipeline-function.ts'
import { PACKAGE_RULES } from '#check/rules/package-rules.ts'
import type { SourcePackage } from '#check/source-tree.ts'

/** Where the catalog's functions are published today, and where they were. */
const CATALOG = 'ghcr.io/kptdev/krm-functions-catalog/'
const RETIRED = 'gcr.io/kpt-fn/'

/** Functions of the kpt catalog: a name that is nearly one of them is a mistake. */
const CATALOG_FUNCTIONS = [
  'annotate-apply-time-mutations', 'apply-replacements', 'apply-setters', 'create-setters', 'delete-annotations', 'enable-gcp-services', 'ensure-name-substring',
  'export-terraform', 'fix', 'format', 'gatekeeper', 'generate-folders', 'generate-kpt-pkg-docs', 'inflate-helm-chart', 'kubeconform', 'kubeval', 'list-setters',
  'remove-local-config-resources', 'render-helm-chart', 'search-replace', 'set-annotations', 'set-enforcement-action', 'set-gcp-resource-ids', 'set-image', 'set-labels',
  'set-namespace', 'set-project-id', 'sops', 'starlark', 'upsert-resource',
]

/** Tags that are known to be at the new place: only for these the move is made without asking. */
const MOVED: ReadonlyMap<string, readonly string[]> = new Map([
  ['apply-replacements', ['v0.1.1']],
  ['apply-setters', ['v0.2.0']],
  ['set-namespace', ['v0.4.1']],
  ['starlark', ['v0.4.3', 'v0.5.0']],
])

/** Kinds that a function takes; a ConfigMap among them may be written as configMap. */
const CONFIG_KINDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['starlark', ['StarlarkRun', 'ConfigMap']],
  ['apply-replacements', ['ApplyReplacements']],
])

/** Functions that do nothing at all without a config. */
const NEEDS_CONFIG = new Set(['apply-replacements', 'apply-setters', 'ensure-name-substring', 'search-replace', 'set-annotations', 'set-image', 'set-labels', 'set-namespace', 'starlark'])

/** `ownFunctions` are the names of this suite's. */
export function checkPipeline({ kptfile, resources }: SourcePackage, ownFunctions: readonly string[]): Result[] {
  if (kptfile === undefined) return []
  return [...kptfile.mutators, ...kptfile.validators].flatMap((fn) => {
    const step = kptfile.resource.field('pipeline', `${fn.type}s`, indexOf(fn))
    if (fn.image === undefined) return []
    const file = fn.configPath === undefined ? undefined : `${kptfile.file.slice(0, -'Kptfile'.length)}${fn.configPath}`
    const kind = fn.configMap !== undefined ? 'ConfigMap' : resources.find(({ origin }) => origin.path === file)?.kind
    return [...checkImage(fn, step.child('image'), ownFunctions), ...checkConfig(fn, step, kind)]
  })
}

/** The number of a function in its list. */
export function indexOf({ place }: PipelineFunction): number {
  return Number(/\[(\d+)\]$/.exec(place.field)![1])
}

/** The image of a function, wherever it is declared; `at` is its field. */
export function checkImage({ image, tag }: Pick<PipelineFunction, 'image' | 'tag'>, at: Field, ownFunctions: readonly string[]): Result[] {
  const { name, version } = partsOf(image!)
  const results: Result[] = []
  if (tag === undefined && (version === undefined || version === 'latest')) {
    results.push(finding(PACKAGE_RULES.floatingImage, `${image} ${version === undefined ? 'has no tag, which means latest' : 'is whatever was pushed last'}: name a version, so that the package renders tomorrow as it does today`, at))
  }
  if (image!.startsWith(RETIRED)) {
    const moved = MOVED.get(name)?.includes(version ?? '') === true
    const replacement = `${CATALOG}${image!.slice(RETIRED.length)}`
    const fix = moved ? replacingFix(at, image!, replacement) : undefined
    results.push({ ...finding(PACKAGE_RULES.retiredImage, `${image} is of a registry that is being shut down; ${moved ? `it is ${replacement} now` : `look for it below ${CATALOG}`}`, at), ...(fix !== undefined && { fix }) })
  }
  const known = image!.startsWith(`${IMAGE_PREFIX}/`) ? ownFunctions : image!.startsWith(RETIRED) || image!.startsWith(CATALOG) || !image!.includes('/') ? CATALOG_FUNCTIONS : []
  const near = known.includes(name) ? undefined : nearestName(name, known)
  if (near !== undefined) {
    const fix = replacingFix(at, image!, image!.replace(name, near))
    results.push({ ...finding(PACKAGE_RULES.unknownFunction, `there is no function ${name}; did you mean ${near}?`, at), ...(fix !== undefined && { fix }) })
  }
  return results
}

function checkConfig(fn: PipelineFunction, step: Field, kind: string | undefined): Result[] {
  const { name } = partsOf(fn.image!)
  const kinds = CONFIG_KINDS.get(name)
  if (fn.configMap === undefined && fn.configPath === undefined) {
    return NEEDS_CONFIG.has(name) ? [finding(PACKAGE_RULES.wrongConfig, `${name} has no config and does nothing without one; give it a ${kinds?.[0] ?? 'configMap'}`, step)] : []
  }
  if (kinds === undefined || kind === undefined || kinds.includes(kind)) return []
  const near = nearestName(kind, kinds)
  return [finding(PACKAGE_RULES.wrongConfig, `${name} takes ${kinds.join(' or ')}, not ${kind}${near === undefined ? '' : `; did you mean ${near}?`}`, step.child(fn.configMap === undefined ? 'configPath' : 'configMap'))]
}

/** `set-namespace` and `v0.4.1` of an image; a digest counts as a version. */
export function partsOf(image: string): { readonly name: string; readonly version: string | undefined } {
  const last = image.slice(image.lastIndexOf('/') + 1)
  const [, name, version] = /^([^:@]*)(?::([^@]*))?/.exec(last)!
  return { name: name!, version: last.includes('@') ? last.slice(last.indexOf('@') + 1) : version }
}

function finding({ code, severity }: Rule, message: string, at: Field): Result {
  return { code, severity, message, place: placeOf(at) }
}
