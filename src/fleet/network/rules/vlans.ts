/** Checks VLAN numbers, and networks that share one. */

import { sharedBy } from '#net/range.ts'
import { ownText, otherText } from '#fleet/network/describe.ts'
import { groupBy } from '#fleet/network/group-by.ts'
import type { Allocation, Network, NetworkModel, VlanClaim } from '#fleet/network/model.ts'
import type { Report } from '#fleet/network/rule.ts'
import { nameOf, whereIs, type Placed } from '#fleet/network/spot.ts'
import { VLAN_RULES } from './vlan-rules.ts'

/** The annotation under which Nephio's interface-fn says which claims are of one bridge domain. */
const CLAIM_NAME = 'specializer.nephio.org/vlanClaimName'

/** Reports VLANs out of range, and VLANs that two networks of one cluster share. */
export function checkVlans({ networks, vlanClaims }: NetworkModel, report: Report): void {
  for (const { vlans } of networks) for (const vlan of vlans) checkNumber(vlan, report)
  for (const { vlan } of vlanClaims) checkNumber(vlan, report)
  checkClaims(vlanClaims, report)
  const tagged = networks.filter(
    ({ source, domain, cluster }) => (source === 'context' || source === 'attachment') && cluster !== undefined && domain.vlan !== undefined && domain.vlan.value > 0,
  )
  const bySegment = groupBy(tagged, ({ cluster, domain }) => `${cluster!.name} ${domain.bridge?.value ?? ''} ${domain.master?.value ?? ''} ${domain.vlan!.value}`)
  for (const group of bySegment.values()) if (group.length > 1) checkSegment(group, report)
}

/** 0 is untagged: no finding. */
function checkNumber({ value, at }: Placed<number>, report: Report): void {
  if (value >= 0 && value <= 4094) return
  report({ rule: VLAN_RULES.outOfRange, message: `${nameOf(at)}: VLAN ${value} is not from 1 to 4094; 0 is untagged`, at, currentValue: String(value) })
}

/** Claims of one index that ask for one number. Those of one bridge domain are one claim. */
function checkClaims(claims: readonly VlanClaim[], report: Report): void {
  const fixed = claims.filter(({ index, vlan }) => index !== '' && vlan.value > 0 && vlan.at.field.path[0] === 'spec')
  for (const same of groupBy(fixed, ({ index, vlan }) => `${index} ${vlan.value}`).values()) {
    const [first, ...rest] = same
    for (const { resource, vlan, index } of rest) {
      if (ownerOf(resource) === ownerOf(first!.resource)) continue
      const message = `${resource.describe()} asks for VLAN ${vlan.value} of the index ${index}, and so does ${first!.resource.describe()} (${whereIs(first!.vlan.at)}); choose another`
      report({ rule: VLAN_RULES.shared, message, at: vlan.at, other: first!.vlan.at })
    }
  }
}

function ownerOf({ annotations, namespace, name }: VlanClaim['resource']): string {
  return annotations.get(CLAIM_NAME) ?? `${namespace}/${name}`
}

/** Networks of one master and VLAN: those that share no subnet of a family with the first are others. */
function checkSegment([first, ...rest]: readonly Network[], report: Report): void {
  for (const network of rest) {
    if (network.name === first!.name) continue
    const apart = disjointPrefixes(first!, network)
    if (apart === undefined) continue
    const [own, other] = [network.domain.vlan!, first!.domain.vlan!]
    const message = `${ownText(network, apart.b)} and ${otherText(first!, apart.a, other.at)} are both on VLAN ${own.value}${onMaster(network)}: they are one segment; give each its own VLAN`
    report({ rule: VLAN_RULES.shared, message, at: own.at, other: other.at, severity: 'warning' })
  }
}

function onMaster({ domain }: Network): string {
  const name = domain.bridge?.value ?? domain.master?.value
  return name === undefined ? '' : ` of ${name}`
}

/** A subnet of each, of one family, where the two networks have no address of that family in common. */
function disjointPrefixes(a: Network, b: Network): { readonly a: Allocation; readonly b: Allocation } | undefined {
  const prefixesOf = ({ allocations }: Network): Allocation[] => allocations.filter(({ role }) => role === 'prefix')
  for (const own of prefixesOf(b)) {
    const same = prefixesOf(a).filter(({ range }) => range.family === own.range.family)
    if (same.length > 0 && same.every(({ range }) => sharedBy(range, own.range) === undefined)) return { a: same[0]!, b: own }
  }
  return undefined
}
