/** Applies setters to a resource: the values of `# kpt-set:` comments into the fields that they stand behind. */

import type { Resource } from './resource.ts'
import { ScannedHit } from './scanned-hit.ts'
import type { SetterHit, SetterPlan, Supply } from './setter-hit.ts'
import { patternOfComment } from './setter-pattern.ts'
import { addScalarSplices } from './setter-scalar.ts'
import { scanSetters, type ScannedSetters } from './setter-scan.ts'
import { planByTree } from './setter-tree.ts'
import type { Splice } from './yaml-text.ts'

export type { SetterHit, SetterPlan, Supply } from './setter-hit.ts'

/**
 * Sets every field of `resource` whose comment names a supplied setter; returns all setter fields in the order in which
 * the catalog's apply-setters visits them: of each map first its lists, then its fields in turn. Nothing is edited when
 * a pattern of this resource cannot be resolved.
 */
export function applySetters(resource: Resource, supply: Supply): readonly SetterHit[] {
  const plan = planSetters(resource, supply)
  applyPlan(resource, plan)
  return plan.hits
}

const NOTHING: SetterPlan = { hits: [], splices: [] }

/** The same without editing. */
export function planSetters(resource: Resource, supply: Supply): SetterPlan {
  if (!resource.mentionsSetters) return NOTHING
  const scanned = scanSetters(resource)
  return scanned === undefined ? planByTree(resource, supply) : planScanned(scanned, supply)
}

/** Makes the planned edits, or none and answers false when one of the fields cannot be set. */
export function applyPlan(resource: Resource, { hits, splices }: SetterPlan): boolean {
  for (const { outcome } of hits) if (outcome !== 'set' && outcome !== 'untouched') return false
  resource.splice(splices)
  return true
}

function planScanned(scanned: ScannedSetters, supply: Supply): SetterPlan {
  const { text, numbers, from, to } = scanned
  const hits: SetterHit[] = []
  const splices: Splice[] = []
  for (let at = from; at < to; at += 4) {
    const start = numbers[at]!
    const end = numbers[at + 1]!
    const comment = numbers[at + 2]!
    const pattern = patternOfComment(text.slice(comment, numbers[at + 3]!))
    if (pattern === undefined) continue
    const hit = new ScannedHit(scanned, start, end, comment, pattern, typeof supply === 'function' ? supply(scanned.pathTo(comment)) : supply)
    hits.push(hit)
    if (hit.value !== undefined && hit.value !== hit.before) addScalarSplices(splices, text, start, end, hit.value, hit.style, columnAround)
  }
  // A copy has no room for more, and it is what stays of thousands of resources.
  return { hits, splices: splices.slice() }
}

/** The column of the map or dash that holds the one-line scalar at `start`. */
function columnAround(text: string, start: number): number {
  const lineStart = text.lastIndexOf('\n', start) + 1
  const indent = /^[\s-]*/.exec(text.slice(lineStart, start))![0].length
  return start - lineStart - indent === 0 ? indent - 2 : indent
}
