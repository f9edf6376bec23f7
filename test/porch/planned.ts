// A planned package from the text of a PackageVariant, and what is made of it from a package's text.
import type { BlueprintPackage } from '#fleet/model/blueprint-package.ts'
import type { Injector, SourcedMap } from '#fleet/model/package-variant.ts'
import { readRepository } from '#fleet/repository.ts'
import type { Sourced } from '#fleet/sourced.ts'
import type { Field } from '#krm/field.ts'
import { readKrmFile } from '#krm/krm-file.ts'
import type { PlainMap } from '#krm/print.ts'
import { formatResult } from '#krm/result.ts'
import { PackageMaker, type MakeOptions, type MadePackage } from '#porch/make-package.ts'
import type { PlannedFunction, PlannedPackage } from '#porch/planned-package.ts'
import type { FindObjects } from '#porch/inject-config.ts'
import type { RenderHost, Runner } from '#render/runner.ts'
import { filesOf } from '../render/package-text.ts'

/** The package of one PackageVariant whose downstream repository is a deployment repository unless said otherwise. */
export function planned(text: string, deployment = true): PlannedPackage {
  const [resource] = readKrmFile('variant.yaml', text).resources
  const spec = resource!.field('spec')
  const [repository] = readKrmFile('repositories.yaml', `apiVersion: config.porch.kpt.dev/v1alpha1\nkind: Repository\nmetadata: {name: deploy}\nspec: {deployment: ${deployment}, git: {repo: https://git.example.com/deploy}}\n`).resources
  const [blueprints] = readKrmFile('repositories.yaml', 'apiVersion: config.porch.kpt.dev/v1alpha1\nkind: Repository\nmetadata: {name: blueprints}\nspec: {git: {repo: https://git.example.com/blueprints, directory: /packages}}\n').resources
  const from = (field: Field): Sourced<string> => ({ value: field.string ?? '', from: field })
  const map = (field: Field): SourcedMap => new Map(field.children().map((child) => [String(child.path.at(-1)), from(child)]))
  const functions = (type: string): PlannedFunction[] => spec.child('pipeline', type).children().map((entry, index) => ({ name: `PackageVariant.${resource!.name}.${entry.child('name').string ?? ''}.${index}`, value: entry.value as PlainMap, from: entry }))
  const optional = (field: Field): Sourced<string> | undefined => (field.exists ? from(field) : undefined)
  const injectors: Injector[] = spec.child('injectors').children().map((entry) => ({ group: optional(entry.child('group')), version: optional(entry.child('version')), kind: optional(entry.child('kind')), name: optional(entry.child('name')), from: entry }))
  return {
    variant: { name: resource!.name, namespace: 'default', resource: resource!, from: resource!.field(), set: undefined },
    upstream: { repo: 'blueprints', package: 'base', workspaceName: 'v1', from: spec.child('upstream') },
    upstreamRepository: readRepository(blueprints!),
    downstreamRepository: readRepository(repository!),
    downstream: { repo: from(spec.child('downstream', 'repo')), package: { value: spec.child('downstream', 'package').string ?? 'mine', from: spec } },
    cluster: undefined,
    adoptionPolicy: 'adoptNone',
    deletionPolicy: 'delete',
    labels: new Map(),
    annotations: new Map(),
    packageContext: { data: map(spec.child('packageContext', 'data')), removeKeys: spec.child('packageContext', 'removeKeys').children().map(from) },
    pipeline: { mutators: functions('mutators'), validators: functions('validators') },
    injectors,
  }
}

/** A package revision from a text with `-- path --` before each file. */
export function blueprint(text: string, lock?: BlueprintPackage['lock']): BlueprintPackage {
  const files = filesOf(text)
  const kptfileDirs = files.flatMap(({ path }) => (/(^|\/)Kptfile$/.test(path) ? [path.replace(/\/?Kptfile$/, '')] : []))
  return { id: { repo: 'blueprints', package: 'base', workspaceName: 'v1' }, displayPath: 'base', files, kptfileDirs, lock }
}

/** A PackageVariant named `pv`; `spec` are its lines below `spec:`. */
export function variant(spec = '', name = 'pv'): string {
  return `apiVersion: config.porch.kpt.dev/v1alpha1\nkind: PackageVariant\nmetadata:\n  name: ${name}\nspec:\n  downstream: {repo: deploy, package: mine}\n${spec.replaceAll(/^(?=.)/gm, '  ')}`
}

/** What is around the package and the variant. */
export interface Around extends MakeOptions {
  readonly functions?: Readonly<Record<string, Runner>>
  /** Objects of the management cluster. */
  readonly objects?: string
  readonly deployment?: boolean
  readonly lock?: BlueprintPackage['lock']
}

/** Makes the package. */
export function make(text: string, spec = '', around: Around = {}): Promise<MadePackage> {
  const { functions = {}, objects = '', deployment, lock, ...options } = around
  const maker = new PackageMaker(hostOf(functions), options)
  return maker.make(planned(variant(spec), deployment), blueprint(text, lock), objectsOf(objects))
}

/** A host that knows these functions by their images. */
export function hostOf(functions: Readonly<Record<string, Runner>>): RenderHost {
  return {
    runnerFor: (fn) => {
      const run = functions[fn.image ?? '']
      return run === undefined ? { problem: { code: 'KPT212', message: `no function ${fn.image}` } } : { name: fn.image!, kind: 'builtin', run }
    },
  }
}

/** Objects of the management cluster, from their text. */
export function objectsOf(text: string): FindObjects {
  const all = readKrmFile('objects.yaml', text).resources
  return (apiVersion, kind) => new Map(all.filter((each) => each.apiVersion === apiVersion && each.kind === kind).map((each) => [each.name, each]))
}

/** The package as a text: what is said first, then the files. */
export function madeText({ ok, files, results }: MadePackage): string {
  return [ok ? '' : 'failed\n', ...results.map((result) => `${formatResult(result)}\n`), ...[...files].map(([path, text]) => `-- ${path} --\n${text}`)].join('')
}
