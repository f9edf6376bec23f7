/** Edits of several fields of one resource, gathered so that they are planned on one tree. */

import { ChangesBelow, type Patch } from './patch.ts'
import type { PlainValue } from './print.ts'
import type { Path } from './tree.ts'
import { wantPlain } from './wanted.ts'

/** A field and the value that it shall hold; `undefined` removes it. */
export interface FieldEdit {
  readonly path: Path
  readonly value: PlainValue | undefined
}

/**
 * The edits as patches that are applied one after the other: as few as possible, and with the meaning of the edits in
 * their order. A new patch begins where an edit reaches into or over one before it.
 */
export function patchesOf(edits: readonly FieldEdit[]): Patch[] {
  const patches: Patch[] = []
  let open: ChangesBelow | undefined
  for (const { path, value } of edits) {
    const wanted = value === undefined ? undefined : wantPlain(value)
    if (path.length === 0) {
      open = undefined
      patches.push(wanted)
    } else if (open === undefined || !add(open, path, wanted)) {
      open = new ChangesBelow()
      patches.push(open)
      add(open, path, wanted)
    }
  }
  return patches
}

/** A patch for one place below the root. */
export function patchOf(path: Path, patch: Patch): Patch {
  return path.reduceRight<Patch>((inner, step) => {
    const changes = new ChangesBelow()
    changes.steps.set(step, inner)
    return changes
  }, patch)
}

/** False when the edit would depend on one that is there already. List indexes mean what they are after those. */
function add(changes: ChangesBelow, path: Path, wanted: Patch): boolean {
  let at = changes
  for (const [index, step] of path.entries()) {
    if (index === path.length - 1) {
      if (at.steps.has(step) || (typeof step === 'number' && hasRemoval(at))) return false
      at.steps.set(step, wanted)
      return true
    }
    const below = at.steps.get(step)
    if (below instanceof ChangesBelow) at = below
    else if (at.steps.has(step) || (typeof step === 'number' && hasRemoval(at))) return false
    else {
      const inner = new ChangesBelow()
      at.steps.set(step, inner)
      at = inner
    }
  }
  return true
}

function hasRemoval({ steps }: ChangesBelow): boolean {
  for (const [step, patch] of steps) if (typeof step === 'number' && patch === undefined) return true
  return false
}
