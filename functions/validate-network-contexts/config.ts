/** The functionConfig of validate-network-contexts: kind ValidateNetworkContexts. */

import { DOMAIN_PARTS } from '#fleet/network/domains.ts'
import { NETWORK_RULES } from '#fleet/network/rules.ts'
import * as z from 'zod/mini'

const texts = (what: string): z.ZodMiniOptional<z.ZodMiniArray<z.ZodMiniString>> => z.optional(z.array(z.string()).check(z.describe(what)))

const domain = z.strictObject({
  name: z.string().check(z.minLength(1, 'needs a name'), z.describe('How findings call the domain.')),
  clusters: texts('Only networks of these clusters.'),
  networks: texts('Only networks of these names.'),
  instances: texts('Only networks of these network instances (VPCs).'),
  masters: texts('Only networks on these interfaces of the nodes.'),
  vlans: z.optional(z.array(z.int()).check(z.describe('Only networks on these VLANs; 0 is untagged.'))),
  of: z.optional(z.array(z.enum(DOMAIN_PARTS)).check(z.describe('What it is about; the secondary networks when it is not given. `[pods]` declares a flat or meshed pod network.'))),
  perCluster: z.optional(z.boolean().check(z.describe('Each cluster has such a domain of its own: overlap across clusters is legal.'))),
})

/** What the findings of a rule become. YAML reads `off` without quotes as false: both are taken. */
export const RuleLevel = z.union([z.enum(['off', 'info', 'warning', 'error']), z.literal(false)], 'must be off, info, warning or error')
const levels = Object.fromEntries(NETWORK_RULES.map(({ code, title, severity }) => [code, z.optional(RuleLevel.check(z.describe(`${title} (${severity})`)))]))

/** Declared domains, the first that matches a network first. */
export const Domains = z.array(domain)

/** Everything is optional. */
export const ValidateNetworkContextsConfig = z.strictObject({
  rules: z.optional(z.strictObject(levels).check(z.describe('What the findings of a rule become, by its code: `{NET002: off, NET060: error}`.'))),
  domains: z.optional(Domains.check(z.describe('Where the same address cannot exist twice, in place of what is assumed. The first entry that matches a network counts.'))),
})

export type ValidateNetworkContexts = z.infer<typeof ValidateNetworkContextsConfig>
