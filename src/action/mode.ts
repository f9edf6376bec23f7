/** What a step is asked to do. */

import type { Only } from '#check/families/rendering.ts'

export const MODES = ['check', 'render', 'diff', 'report', 'all'] as const

/**
 * `check`: findings, nothing is compared. `render`: only whether what is committed is what rendering gives. `diff`: only what
 * changes, and why something cannot be compared. `report`: everything, and findings never fail the step. `all`: everything.
 */
export type Mode = (typeof MODES)[number]

/** Whether states before and after a change are compared. */
export function compares(mode: Mode): boolean {
  return mode !== 'check' && mode !== 'render'
}

/** The part of the check that a mode is about; undefined for all of it. */
export function partOf(mode: Mode): Only | undefined {
  return mode === 'render' ? 'staleness' : mode === 'diff' ? 'failures' : undefined
}
