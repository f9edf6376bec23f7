/** All rules of the network check, sorted by code: what documents, the config and the results are made from. */

import type { NetworkRule } from './rule.ts'
import { ADDRESS_RULES } from './rules/addresses.ts'
import { ATTACHMENT_RULES } from './rules/attachments.ts'
import { CLUSTER_RULES } from './rules/cluster-rules.ts'
import { FAMILY_RULES } from './rules/family-rules.ts'
import { META_RULES } from './rules/meta-rules.ts'
import { OVERLAP_RULES } from './rules/overlap-rules.ts'
import { POOL_RULES } from './rules/pool-rules.ts'
import { SPACE_RULES } from './rules/space-rules.ts'
import { VLAN_RULES } from './rules/vlan-rules.ts'

const FAMILIES: readonly Readonly<Record<string, NetworkRule>>[] = [
  ADDRESS_RULES,
  POOL_RULES,
  OVERLAP_RULES,
  VLAN_RULES,
  CLUSTER_RULES,
  FAMILY_RULES,
  SPACE_RULES,
  ATTACHMENT_RULES,
  META_RULES,
]

/** Every rule, sorted by code. */
export const NETWORK_RULES: readonly NetworkRule[] = FAMILIES.flatMap((family) => Object.values(family)).toSorted((a, b) => (a.code < b.code ? -1 : 1))
