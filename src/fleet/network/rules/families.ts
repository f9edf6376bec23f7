/** Checks address families: what is promised against what is given. */

import { formatPrefix } from '#net/format.ts'
import type { Family } from '#net/family.ts'
import { networkOf } from '#net/prefix.ts'
import { allocationText } from '#fleet/network/describe.ts'
import { groupBy } from '#fleet/network/group-by.ts'
import type { InterfaceDemand, Network, NetworkModel } from '#fleet/network/model.ts'
import type { Report } from '#fleet/network/rule.ts'
import { nameOf, spotOf, whereIs } from '#fleet/network/spot.ts'
import { FAMILY_RULES } from './family-rules.ts'

/** The families of a policy, in the spellings of the CRD and of Nephio's code. Empty: no addresses at all. */
const POLICIES: ReadonlyMap<string, readonly Family[]> = new Map([
  ['dual-stack', [4, 6]],
  ['dualstack', [4, 6]],
  ['ipv4-only', [4]],
  ['ipv4only', [4]],
  ['ipv6-only', [6]],
  ['ipv6only', [6]],
  ['none', []],
])

/** Reports policies that the network instance cannot keep, and pod and service CIDRs that do not fit. */
export function checkFamilies({ networks, demands }: NetworkModel, report: Report): void {
  const spaces = groupBy(networks.filter(({ source, domain }) => source === 'space' && domain.instance !== undefined), ({ domain }) => domain.instance!.value)
  for (const demand of demands) checkDemand(demand, spaces.get(demand.instance?.value ?? '') ?? [], report)
  for (const own of networks) if (own.source === 'pods' || own.source === 'services') checkOnePerFamily(own, report)
  const ofCapi = networks.filter(({ source }) => source === 'pods' || source === 'services')
  for (const members of groupBy(ofCapi, ({ resource }) => resource).values()) checkServices(members, report)
}

function checkDemand({ families, given, instance, resource }: InterfaceDemand, spaces: readonly Network[], report: Report): void {
  if (families === undefined || families.value === '') return
  const wanted = POLICIES.get(families.value)
  if (wanted === undefined) {
    const message = `${nameOf(families.at)}: "${families.value}" is none of dual-stack, ipv4-only, ipv6-only, none`
    report({ rule: FAMILY_RULES.unknownPolicy, message, at: families.at, currentValue: families.value })
    return
  }
  const lacking = (has: ReadonlySet<Family>): Family | undefined => (has.size === 0 ? undefined : wanted.find((family) => !has.has(family)))
  const declared = spaces.flatMap(({ allocations }) => allocations.filter(({ role }) => role === 'parent'))
  const missing = lacking(new Set(declared.map(({ range }) => range.family)))
  if (missing !== undefined) {
    const { at } = declared[0]!
    const message = `${resource.describe()} is ${families.value}, and the network instance ${instance?.value ?? ''} has no IPv${missing} prefix (${whereIs(at)}); add one or ask for less`
    report({ rule: FAMILY_RULES.mismatch, message, at: families.at, other: at })
    return
  }
  const ungiven = lacking(new Set(given.map(({ prefix }) => prefix.value.family)))
  if (ungiven === undefined) return
  const [first] = given
  const message = `${resource.describe()} is ${families.value}, and was given no IPv${ungiven} address, only ${formatPrefix(networkOf(first!.prefix.value))} (${whereIs(first!.prefix.at)})`
  report({ rule: FAMILY_RULES.mismatch, message, at: families.at, other: first!.prefix.at })
}

/** Kubernetes takes one CIDR, or one of each family. */
function checkOnePerFamily({ allocations, source }: Network, report: Report): void {
  const seen = new Map<Family, (typeof allocations)[number]>()
  for (const allocation of allocations) {
    const { family } = allocation.range
    const first = seen.get(family)
    if (first === undefined) seen.set(family, allocation)
    else {
      const message = `${nameOf(allocation.at)}: ${allocationText(allocation)} is a second IPv${family} CIDR for ${source} beside ${allocationText(first)} (${whereIs(first.at)}); Kubernetes takes one of each family`
      report({ rule: FAMILY_RULES.mismatch, message, at: allocation.at, other: first.at })
    }
  }
}

/** A service of a family that no pod has reaches nothing. */
function checkServices(members: readonly Network[], report: Report): void {
  const pods = members.filter(({ source }) => source === 'pods').flatMap(({ allocations }) => allocations)
  const has = new Set(pods.map(({ range }) => range.family))
  if (has.size === 0) return
  for (const { source, allocations, resource } of members) {
    if (source !== 'services') continue
    for (const { range, at } of allocations) {
      if (has.has(range.family)) continue
      const message = `${nameOf(at)}: ${resource.describe()} has IPv${range.family} services, and no IPv${range.family} pods (${whereIs(pods[0]?.at ?? spotOf(resource))})`
      report({ rule: FAMILY_RULES.mismatch, message, at, other: pods[0]?.at, severity: 'warning' })
    }
  }
}
