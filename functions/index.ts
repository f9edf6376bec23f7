/** The only registry: every function of the suite, one line each. */

import type { KrmFunction } from '#krm/function.ts'
import applyClusterContext from './apply-cluster-context/function.ts'
import generateClusterResourceSet from './generate-cluster-resource-set/function.ts'
import injectFluxSync from './inject-flux-sync/function.ts'
import injectRootSync from './inject-root-sync/function.ts'
import validateClusterResourceSet from './validate-cluster-resource-set/function.ts'
import validateNetworkContexts from './validate-network-contexts/function.ts'

export const functions: readonly KrmFunction[] = [
  applyClusterContext,
  generateClusterResourceSet,
  injectFluxSync,
  injectRootSync,
  validateClusterResourceSet,
  validateNetworkContexts,
]
