/** Proves that the addresses, VLANs and plugins of a package or a fleet do not contradict each other. */

import { checkNetwork } from '#fleet/network/check.ts'
import { clustersOf } from '#fleet/network/clusters.ts'
import { gatherNetwork } from '#fleet/network/gather.ts'
import { defineFunction } from '#krm/function.ts'
import { Results } from '#krm/result.ts'
import { ValidateNetworkContextsConfig } from './config.ts'
import { policyOf } from './policy.ts'

export default defineFunction({
  name: 'validate-network-contexts',
  type: 'validator',
  summary: 'Checks everything that names an address, a VLAN or a CNI plugin against all the rest, with a witness for each contradiction.',
  config: ValidateNetworkContextsConfig,
  run({ config, items, results }) {
    const found = new Results()
    const model = gatherNetwork({ resources: items.toArray(), ...clustersOf(items, found) })
    // What the contexts' own readers call an error would leave networks out of the check.
    for (const result of found.list) if (result.severity === 'error') results.add(result)
    for (const result of checkNetwork(model, policyOf(config))) results.add(result)
  },
})
