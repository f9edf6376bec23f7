/** A plan for people and for programs. */

import { namespaceOf } from '#fleet/model/fleet-model.ts'
import type { Injector, SourcedMap } from '#fleet/model/package-variant.ts'
import type { Field } from '#krm/field.ts'
import { valueOf } from '#krm/plain-value.ts'
import type { PlainValue } from '#krm/print.ts'
import { placeOf } from '#krm/result.ts'
import type { PlannedFunction, PlannedPackage } from './planned-package.ts'

/** Lines of text: one block per deployment repository, one line per package, below it what it gets. No line break at the end. */
export function planText(packages: readonly PlannedPackage[]): string[] {
  const width = Math.max(0, ...packages.map(({ downstream }) => downstream.package.value.length))
  const from = Math.max(0, ...packages.map((each) => upstreamOf(each).length))
  return packages.flatMap((each, index) => {
    const { downstream, variant } = each
    const repo = downstream.repo.value
    const isFirst = index === 0 || packages[index - 1]!.downstream.repo.value !== repo
    const head = isFirst ? [...(index === 0 ? [] : ['']), `${repo}${each.cluster === undefined ? '' : `  cluster ${each.cluster.name}`}`] : []
    const origin = variant.set === undefined ? variant.name : `${variant.name} (set ${variant.set})`
    const line = `  ${downstream.package.value.padEnd(width)}  ${upstreamOf(each).padEnd(from)}  ${origin}`
    return [...head, line, ...detailsOf(each).map((detail) => `    ${detail}`)]
  })
}

/** `blueprints/cluster-baseline@v1`. */
export function upstreamOf({ upstream }: PlannedPackage): string {
  return `${upstream.repo}/${upstream.package}@${upstream.workspaceName}`
}

function detailsOf({ packageContext, pipeline, injectors, adoptionPolicy, deletionPolicy, labels, annotations }: PlannedPackage): string[] {
  const { data, removeKeys } = packageContext
  const policies = [...(adoptionPolicy === 'adoptNone' ? [] : [adoptionPolicy]), ...(deletionPolicy === 'delete' ? [] : [`${deletionPolicy} on deletion`])]
  return [
    ...(policies.length > 0 ? [`policy    ${policies.join(', ')}`] : []),
    ...(data.size > 0 ? [`context   ${pairs(data)}`] : []),
    ...(removeKeys.length > 0 ? [`removes   ${removeKeys.map(({ value }) => value).join(', ')}`] : []),
    ...injectors.map((injector) => `injects   ${injectorText(injector)}`),
    ...pipeline.mutators.map((fn) => `mutator   ${functionText(fn)}`),
    ...pipeline.validators.map((fn) => `validator ${functionText(fn)}`),
    ...(labels.size > 0 ? [`labels    ${pairs(labels)}`] : []),
    ...(annotations.size > 0 ? [`annotates ${pairs(annotations)}`] : []),
  ]
}

function pairs(map: SourcedMap): string {
  return [...map].map(([key, { value }]) => `${key}=${value}`).join(' ')
}

function injectorText({ group, version, kind, name }: Injector): string {
  const type = [group?.value, version?.value].filter((part) => part !== undefined).join('/')
  return `${kind?.value ?? 'any kind'} ${name?.value ?? ''}${type === '' ? '' : ` (${type})`}`
}

function functionText({ name, value }: PlannedFunction): string {
  const config = valueOf(value, 'configMap')
  const path = valueOf(value, 'configPath')
  const given = config instanceof Map ? ` ${[...config].map(([key, text]) => `${key}=${String(text)}`).join(' ')}` : typeof path === 'string' ? ` ${path}` : ''
  return `${String(valueOf(value, 'image') ?? '')}${given}  as ${name}`
}

/** The same for programs. Places are file, line and column. */
export function planData(packages: readonly PlannedPackage[]): PlainValue {
  return packages.map((each) => {
    const { variant, upstream, downstream, packageContext, pipeline } = each
    return compact({
      repository: downstream.repo.value,
      package: downstream.package.value,
      cluster: each.cluster?.name,
      upstream: compact({ repo: upstream.repo, package: upstream.package, workspaceName: upstream.workspaceName, url: each.upstreamRepository?.url?.value }),
      downstreamUrl: each.downstreamRepository?.url?.value,
      variant: compact({ name: variant.name, namespace: variant.namespace, set: variant.set, ...whereOf(variant.from) }),
      adoptionPolicy: each.adoptionPolicy,
      deletionPolicy: each.deletionPolicy,
      labels: textsOf(each.labels),
      annotations: textsOf(each.annotations),
      packageContext: { data: textsOf(packageContext.data), removeKeys: packageContext.removeKeys.map(({ value }) => value) },
      pipeline: { mutators: pipeline.mutators.map(functionData), validators: pipeline.validators.map(functionData) },
      injectors: each.injectors.map(({ group, version, kind, name, from }) =>
        compact({ group: group?.value, version: version?.value, kind: kind?.value, name: name?.value, namespace: namespaceOf(variant.resource), ...whereOf(from) })),
    })
  })
}

function functionData({ name, value, from }: PlannedFunction): PlainValue {
  const { image, configMap, configPath } = { image: valueOf(value, 'image'), configMap: valueOf(value, 'configMap'), configPath: valueOf(value, 'configPath') }
  return compact({ name, image, configPath, configMap, selectors: valueOf(value, 'selectors'), exclude: valueOf(value, 'exclude'), ...whereOf(from) })
}

function textsOf(map: SourcedMap): PlainValue {
  return new Map([...map].map(([key, { value }]) => [key, value]))
}

function whereOf(field: Field): { readonly file?: string; readonly line?: number; readonly column?: number } {
  const { file, position } = placeOf(field)
  return { ...(file !== undefined && { file }), ...(position !== undefined && { line: position.line, column: position.column }) }
}

/** Without what is undefined. */
function compact(entries: Readonly<Record<string, PlainValue | undefined>>): PlainValue {
  return new Map(Object.entries(entries).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])))
}
