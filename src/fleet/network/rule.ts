/** What a rule of the network check is: its stable code and everything that its documentation page says. */

import type { Severity } from '#krm/result.ts'
import type { Rule } from '#krm/rule.ts'
import type { Spot } from './spot.ts'

/** One rule: its documentation has examples, and the RFC, CRD or source that it follows. */
export type NetworkRule = Rule & Required<Pick<Rule, 'bad' | 'good' | 'source'>>

/** One finding before policy: the config and suppressions decide what becomes of it. */
export interface Finding {
  readonly rule: NetworkRule
  readonly message: string
  readonly at: Spot
  /** The second place of a contradiction. */
  readonly other?: Spot | undefined
  /** Where the rule's own severity would be wrong: assumed domains, different sites, plugins that are more or less strict. */
  readonly severity?: Severity | undefined
  readonly currentValue?: string
  readonly proposedValue?: string
  /** Title of the domain that both share, and an address that proves the contradiction. */
  readonly domain?: string
  readonly witness?: string
}

/** Takes findings in. */
export type Report = (finding: Finding) => void
