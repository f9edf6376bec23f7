/** The only registry: every function of the suite, one line each. */

import type { KrmFunction } from '#krm/function.ts'
import applyClusterContext from './apply-cluster-context/function.ts'

export const functions: readonly KrmFunction[] = [
  applyClusterContext,
]
