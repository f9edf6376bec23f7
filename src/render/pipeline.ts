/** The pipeline of one package: mutators one after the other, then validators. */

import { callFunction } from './function-call.ts'
import type { Package } from './package.ts'
import type { PackageItem } from './package-item.ts'
import { tell, type RenderState } from './render-state.ts'

/** What a pipeline, or the hydration of a package with all below it, ended with. */
export interface Hydrated {
  readonly ok: boolean
  /** After a failure: the items as the last function that passed left them. */
  readonly items: readonly PackageItem[]
}

/** Runs the pipeline of `pack` on `input`. The first failure ends it. */
export async function runPipeline(state: RenderState, pack: Package, input: readonly PackageItem[]): Promise<Hydrated> {
  state.packages++
  const { mutators, validators } = pack.kptfile
  if (mutators.length + validators.length === 0) return { ok: true, items: input }
  tell(state, { type: 'package', path: pack.displayPath })
  let items = input
  for (const fn of [...mutators, ...validators]) {
    const found = state.prepared.get(fn)!
    if ('passedOver' in found) {
      tell(state, { type: 'skipped', name: found.passedOver.name })
      continue
    }
    const after = await callFunction(state, pack, fn, found, items)
    if (after === undefined) return { ok: false, items }
    items = after
  }
  tell(state, { type: 'package done', path: pack.displayPath })
  return { ok: true, items }
}
