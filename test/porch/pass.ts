/** A pass of the PackageVariant controller over a package that is there already, and the render that follows. */

import { Results, type Result } from '#krm/result.ts'
import { changeContext } from '#porch/change-context.ts'
import { injectConfig } from '#porch/inject-config.ts'
import { PackageUnderEdit } from '#porch/package-under-edit.ts'
import { prependFunctions } from '#porch/prepend-functions.ts'
import { render } from '#render/render.ts'
import type { RenderOutcome } from '#render/outcome.ts'
import type { Runner } from '#render/runner.ts'
import { withStatus } from '#render/status.ts'
import { hostOf, objectsOf, planned, variant } from './planned.ts'

export interface Passed {
  readonly files: Map<string, string>
  readonly outcome: RenderOutcome
  /** What the steps before the render said. */
  readonly said: readonly Result[]
}

/** `spec` is the variant's, `objects` what may be injected, `functions` by image. */
export async function pass(before: ReadonlyMap<string, string>, spec: string, objects: string, functions: Readonly<Record<string, Runner>>): Promise<Passed> {
  const files = new PackageUnderEdit(before)
  const plan = planned(variant(spec))
  const results = new Results()
  changeContext(files, plan.packageContext, results)
  prependFunctions(files.resources('Kptfile')[0]!, plan.variant.name, plan.pipeline)
  injectConfig(files, plan.injectors, objectsOf(objects), results)
  const after = await renderFiles(files.print(), functions)
  return { ...after, said: results.list }
}

/** The render that Porch makes of a package's files: they are what was committed, with the status of the render. */
export async function renderFiles(texts: ReadonlyMap<string, string>, functions: Readonly<Record<string, Runner>>): Promise<Omit<Passed, 'said'>> {
  const inputs = [...texts].map(([path, text]) => ({ path, text }))
  const outcome = await render({ name: 'mine', files: inputs, kptfileDirs: [''] }, hostOf(functions))
  const files = new Map(texts)
  for (const [path, change] of outcome.changes) {
    if (change === 'delete') files.delete(path)
    else files.set(path, change.text)
  }
  files.set('Kptfile', withStatus(files.get('Kptfile')!, outcome))
  return { files: new Map([...files].toSorted(([a], [b]) => (a < b ? -1 : 1))), outcome }
}
