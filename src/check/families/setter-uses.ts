/** Who gives the setters of packages and which fields ask for them. */

import { APPLY_CONTEXT, APPLY_SETTERS, functionNameOf } from '#fleet/other-setters.ts'
import type { GivenSetter } from '#fleet/setter-audit.ts'
import type { Field } from '#krm/field.ts'
import { planSetters } from '#krm/setters.ts'
import type { PipelineFunction } from '#render/pipeline-function.ts'
import { above, below, type SourcePackage, type SourceTree } from '#check/source-tree.ts'
import { indexOf } from './pipelines.ts'

/** One apply-setters of a pipeline and what it gives. */
export interface Applying {
  readonly pack: SourcePackage
  readonly fn: PipelineFunction
  readonly given: ReadonlyMap<string, GivenSetter>
}

/** The setters of a package's apply-setters functions, with the fields that give them. */
export function applyingOf(pack: SourcePackage): Applying[] {
  return (pack.kptfile?.mutators ?? []).flatMap((fn) => {
    if (functionNameOf(fn.image ?? fn.exec ?? '') !== APPLY_SETTERS) return []
    const config = configOf(pack, fn)
    return config === undefined ? [] : [{ pack, fn, given: givenBy(config) }]
  })
}

/** The map that holds a function's setters: its configMap, or `data` of the resource at its configPath. */
function configOf(pack: SourcePackage, fn: PipelineFunction, key = 'data'): Field | undefined {
  if (fn.configMap !== undefined) return pack.kptfile!.resource.field('pipeline', 'mutators', indexOf(fn), 'configMap')
  const file = `${pack.kptfile!.file.slice(0, -'Kptfile'.length)}${fn.configPath}`
  return pack.resources.find(({ origin }) => origin.path === file)?.field(key)
}

/** Setters that people typed into the config of apply-cluster-context, the weaker first. */
function typedForContext(pack: SourcePackage): Map<string, GivenSetter>[] {
  return (pack.kptfile?.mutators ?? []).filter(isApplyContext).flatMap((fn) => {
    const maps = fn.configMap === undefined ? ['defaults', 'data', 'values'].map((key) => configOf(pack, fn, key)) : [configOf(pack, fn)]
    return maps.flatMap((map) => (map === undefined ? [] : [givenBy(map)]))
  })
}

/** Whether a function derives setters from the ClusterContext. */
export function isApplyContext({ image, exec }: PipelineFunction): boolean {
  return functionNameOf(image ?? exec ?? '') === APPLY_CONTEXT
}

function givenBy(config: Field): Map<string, GivenSetter> {
  const given = new Map<string, GivenSetter>()
  for (const from of config.children()) {
    const text = from.value === null ? '' : from.scalarText
    if (text !== undefined) given.set(String(from.path.at(-1)), { text, from, typed: true })
  }
  return given
}

/** Every value that the pipelines of a package and of those above it give to a setter, in the order in which they run. */
export function givenTo(tree: SourceTree, pack: SourcePackage): Map<string, GivenSetter[]> {
  const all = new Map<string, GivenSetter[]>()
  const packs = [pack, ...above(tree, pack.dir)]
  for (const given of packs.flatMap((one) => [...typedForContext(one), ...applyingOf(one).map((applying) => applying.given)])) {
    for (const [name, setter] of given) all.set(name, [...(all.get(name) ?? []), setter])
  }
  return all
}

/** The fields of a package and of those below it that ask for a setter, by its name. */
export function usesOf(tree: SourceTree, pack: SourcePackage): Map<string, Field[]> {
  const uses = new Map<string, Field[]>()
  for (const { resources } of below(tree, pack.dir)) {
    for (const resource of resources) {
      if (!resource.mentionsSetters) continue
      for (const { pattern, path } of planSetters(resource, new Map()).hits) for (const name of new Set(pattern.names)) uses.set(name, [...(uses.get(name) ?? []), resource.field(...path)])
    }
  }
  return uses
}
