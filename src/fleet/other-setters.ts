/** Setter names that other functions of a package give or read: they are neither unknown nor unused. */

import type { Field } from '#krm/field.ts'
import type { Resource } from '#krm/resource.ts'

/** The function of the catalog that sets marked fields, and ours. */
export const APPLY_SETTERS = 'apply-setters'
export const APPLY_CONTEXT = 'apply-cluster-context'

/** A setter in the configMap of a pipeline's function. `runsAfter`: not proved to run before the asking function. */
export interface PipelineSetter {
  readonly name: string
  readonly value: string
  readonly from: Field
  /** What the Kptfile calls the function: image, exec line or name. */
  readonly function: string
  readonly runsAfter: boolean
}

export interface OtherSetters {
  /** The setters of apply-setters and of functions like it. */
  readonly pipeline: readonly PipelineSetter[]
  /** Every name that something else than the asking function gives. */
  readonly given: ReadonlySet<string>
  /** Names that apply-replacements reads. */
  readonly read: ReadonlySet<string>
}

/** Gathers them from the Kptfiles and the configs among the items, as the function called `own` sees them. */
export function settersOfOthers(items: Iterable<Resource>, own: string): OtherSetters {
  const pipeline: PipelineSetter[] = []
  const given = new Set<string>()
  const read = new Set<string>()
  const configMaps: Resource[] = []
  const paths = new Set<string>()
  for (const item of items) {
    if (item.kind === 'Kptfile') readPipeline(item, own, pipeline, given, paths)
    else if (item.kind === 'ApplyReplacements') readReplacements(item, read, given)
    else if (item.kind === 'ConfigMap') configMaps.push(item)
  }
  for (const item of paths.size === 0 ? [] : configMaps) {
    if (paths.has(item.origin.path)) for (const field of item.field('data').children()) given.add(String(field.path[1]))
  }
  return { pipeline, given, read }
}

function readPipeline(kptfile: Resource, own: string, pipeline: PipelineSetter[], given: Set<string>, paths: Set<string>): void {
  const folder = kptfile.origin.path.slice(0, kptfile.origin.path.lastIndexOf('/') + 1)
  for (const list of ['mutators', 'validators']) {
    const steps = kptfile.field('pipeline', list).children()
    const names = steps.map((step) => step.child('image').string ?? step.child('exec').string ?? '')
    const ownIndex = names.findLastIndex((name) => functionNameOf(name) === own)
    for (const [index, step] of steps.entries()) {
      const path = step.child('configPath').string
      if (path !== undefined && index !== ownIndex) paths.add(folder + path.replace(/^\.\//, ''))
      for (const from of step.child('configMap').children()) {
        const name = String(from.path.at(-1))
        given.add(name)
        if (functionNameOf(names[index]!) === APPLY_SETTERS) {
          pipeline.push({ name, value: from.scalarText ?? '', from, function: names[index]!, runsAfter: index > ownIndex })
        }
      }
    }
  }
}

/** `apply-setters` of `ghcr.io/kptdev/krm-functions-catalog/apply-setters:v0.2.0`, and the last word of an exec line. */
export function functionNameOf(imageOrExec: string): string {
  const last = imageOrExec.trim().split(/\s+/).at(-1)!
  return last.slice(last.lastIndexOf('/') + 1).replace(/[:@].*$/, '')
}

/** `data.cluster-name` as a source reads the setter, as a target gives it. */
function readReplacements(config: Resource, read: Set<string>, given: Set<string>): void {
  for (const replacement of config.field('replacements').children()) {
    const path = replacement.child('source', 'fieldPath').string
    if (path !== undefined) read.add(lastStep(path))
    for (const target of replacement.child('targets').children()) {
      for (const field of target.child('fieldPaths').children()) given.add(lastStep(field.string ?? ''))
    }
  }
}

function lastStep(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1)
}
