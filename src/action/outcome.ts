/** Everything that one run of the Action found out. */

import type { Changes } from '#cli/check/package-changes.ts'
import type { Result } from '#krm/result.ts'
import type { CheckedFleet } from './check-fleet.ts'
import type { Checked } from './check-repository.ts'
import type { Mode } from './mode.ts'
import type { Comparison } from './place.ts'

/** Before anything of it is said. */
export interface Outcome {
  /** Of the repository and the fleet, in the order of a report, each once. */
  readonly findings: readonly Result[]
  readonly checked: Checked
  readonly fleet: CheckedFleet | undefined
  /** What the packages themselves render to. */
  readonly changes: Changes | undefined
  readonly comparison: Comparison
  /** Why nothing is compared, and what to do; undefined where nothing is to be said of it. */
  readonly uncompared: string | undefined
  readonly mode: Mode
  readonly failed: boolean
  /** What people should know besides. */
  readonly notes: readonly string[]
  /** The same on a person's own machine. */
  readonly commands: readonly string[]
}
