/** Finds in ClusterResourceSets what the controller would pass over in silence. */

import { lintSets } from '#fleet/cluster-resource-set/lint-sets.ts'
import { addUntilInjected } from '#fleet/cluster-resource-set/until-injected.ts'
import { defineFunction } from '#krm/function.ts'
import { Results } from '#krm/result.ts'
import { ValidateClusterResourceSetConfig } from './config.ts'

export default defineFunction({
  name: 'validate-cluster-resource-set',
  type: 'validator',
  summary: 'Finds mistakes in ClusterResourceSets that the Cluster API controller passes over in silence.',
  config: ValidateClusterResourceSetConfig,
  run({ config, items, results }) {
    const found = new Results()
    lintSets(items, config.form === 'own' ? (config.value.customKinds ?? []) : [], found)
    addUntilInjected(found.list, items, results)
  },
})
