/** Applies setters to a resource: the values of `# kpt-set:` comments into the fields that they stand behind. */

import { decodeSingleQuoted } from './quoted.ts'
import type { Resource } from './resource.ts'
import type { PlannedSetter, SetterHit, SuppliedAt, Supply } from './setter-hit.ts'
import { patternOfComment } from './setter-pattern.ts'
import { resolve, scalarSplices } from './setter-scalar.ts'
import { mentionsSetters, scanSetters, type ScannedSetter } from './setter-scan.ts'
import { planByTree } from './setter-tree.ts'
import type { Splice } from './yaml-text.ts'

export type { PlannedSetter, SetterHit, Supply } from './setter-hit.ts'

/**
 * Sets every field of `resource` whose comment names a supplied setter; returns all setter fields in the order in which
 * the catalog's apply-setters visits them: of each map first its lists, then its fields in turn. Nothing is edited when
 * a pattern of this resource cannot be resolved.
 */
export function applySetters(resource: Resource, supply: Supply): SetterHit[] {
  const planned = planSetters(resource, supply)
  applyPlan(resource, planned)
  return planned.map(({ hit }) => hit)
}

/** The same without editing. */
export function planSetters(resource: Resource, supply: Supply): PlannedSetter[] {
  const { text } = resource
  if (!mentionsSetters(text)) return []
  const supplied: SuppliedAt = typeof supply === 'function' ? ({ path }) => supply(path) : () => supply
  const scanned = scanSetters(resource)
  if (scanned === undefined) return planByTree(resource, supplied)
  const planned: PlannedSetter[] = []
  for (const found of scanned) {
    const plan = planScanned(found, text, supplied)
    if (plan !== undefined) planned.push(plan)
  }
  return planned
}

/** Makes the planned edits, or none and answers false when one of the fields cannot be set. */
export function applyPlan(resource: Resource, planned: readonly PlannedSetter[]): boolean {
  const splices: Splice[] = []
  for (const plan of planned) {
    if (plan.hit.outcome !== 'set' && plan.hit.outcome !== 'untouched') return false
    for (const splice of plan.splices) splices.push(splice)
  }
  resource.splice(splices)
  return true
}

const NO_SPLICES: readonly Splice[] = []

function planScanned(found: ScannedSetter, text: string, supplied: SuppliedAt): PlannedSetter | undefined {
  const { start, end, style, commentStart } = found
  const pattern = patternOfComment(text.slice(commentStart, found.commentEnd))
  if (pattern === undefined) return undefined
  const current = style === 'plain' ? text.slice(start, end) : style === 'double' ? text.slice(start + 1, end - 1) : decodedSingle(text.slice(start + 1, end - 1))
  const hit = resolve(found, pattern, commentStart, style, supplied(found), current)
  if (hit.value === undefined || hit.value === current) return { hit, splices: NO_SPLICES }
  return { hit, splices: scalarSplices(text, start, end, hit.value, style, () => columnAround(text, start)) }
}

/** The column of the map or dash that holds the one-line scalar at `start`. */
function columnAround(text: string, start: number): number {
  const lineStart = text.lastIndexOf('\n', start) + 1
  const indent = /^[\s-]*/.exec(text.slice(lineStart, start))![0].length
  return start - lineStart - indent === 0 ? indent - 2 : indent
}

function decodedSingle(raw: string): string {
  if (!raw.includes("'")) return raw
  const decoded = decodeSingleQuoted(raw)
  return 'value' in decoded ? decoded.value : raw
}
