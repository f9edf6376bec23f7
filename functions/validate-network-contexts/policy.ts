/** From a checked config to the decisions that the check takes. */

import { NO_POLICY, type NetworkPolicy } from '#fleet/network/check.ts'
import type { FunctionConfig } from '#krm/function-config.ts'
import type { Resource } from '#krm/resource.ts'
import type { ValidateNetworkContexts } from './config.ts'

/** The decisions of a functionConfig; none when there is none. */
export function policyOf(config: FunctionConfig<ValidateNetworkContexts>): NetworkPolicy {
  return config.form === 'own' ? policyFrom(config.value, config.resource) : NO_POLICY
}

/** The decisions of a value that stands at the root of `resource`: a functionConfig, or the configuration of a repository. */
export function policyFrom({ rules, domains }: ValidateNetworkContexts, resource: Resource): NetworkPolicy {
  const list = resource.field('domains')
  return {
    rules: new Map(Object.entries(rules ?? {}).flatMap(([code, level]) => (level === undefined ? [] : [[code, level === false ? 'off' : level] as const]))),
    domains: domains ?? [],
    domainFields: (domains ?? []).map((_, index) => list.child(index)),
  }
}
