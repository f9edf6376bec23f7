/** Says what is wrong where two networks take the same addresses of one domain. */

import { formatAddress } from '#net/format.ts'
import { firstAddress } from '#net/range.ts'
import { assumptionFor } from '#fleet/network/assumptions.ts'
import { freeOf, type Claim } from '#fleet/network/claims.ts'
import { eachContest, type Contest } from '#fleet/network/contests.ts'
import { otherText, ownText, subjectOf } from '#fleet/network/describe.ts'
import type { DeclaredDomain, Domain } from '#fleet/network/domains.ts'
import type { NetworkModel } from '#fleet/network/model.ts'
import type { Finding, Report } from '#fleet/network/rule.ts'
import { whereIs } from '#fleet/network/spot.ts'
import { OVERLAP_RULES } from './overlap-rules.ts'

/** Reports every network that takes addresses of another one of its domain. */
export function checkOverlaps(model: NetworkModel, declared: readonly DeclaredDomain[], report: Report): void {
  eachContest(model, declared, (contest) => reportContest(contest, report))
}

function reportContest({ left: a, right: b, shared, domain, others }: Contest, report: Report): void {
  const { severity, text: assumed } = assumptionFor(a.network, b.network, domain)
  const more = others > 0 ? ` (and ${others} more)` : ''
  const witness = formatAddress(firstAddress(shared))
  const finding = { at: b.allocation.at, other: a.allocation.at, severity: severity === 'error' ? undefined : severity, domain: domain.title, witness }
  report({ ...finding, ...contentOf(a, b, witness, domain, `${more}${assumed}`) })
}

function contentOf(a: Claim, b: Claim, witness: string, domain: Domain, end: string): Pick<Finding, 'rule' | 'message'> {
  const own = ownText(b.network, b.allocation)
  const other = otherText(a.network, a.allocation)
  const roles = [a.allocation.role, b.allocation.role]
  if (roles.every((role) => role === 'host')) {
    const message = `${witness} is given twice in ${domain.title}: to ${subjectOf(b.network)} and to ${subjectOf(a.network)} (${whereIs(a.allocation.at)}); give each its own${end}`
    return { rule: OVERLAP_RULES.duplicate, message }
  }
  if (roles.includes('host')) {
    return { rule: OVERLAP_RULES.overlap, message: `${own} and ${other} meet in ${domain.title}: the pool can give out the fixed address ${witness}; exclude it${end}` }
  }
  const first = firstOf(a)
  const isAcross = a.network.cluster !== b.network.cluster
  if (isAcross && first === firstOf(b) && a.network.ipam === 'whereabouts' && b.network.ipam === 'whereabouts') {
    const message = `${own} and ${other} are both handed out by whereabouts in ${domain.title}: the first pod of each cluster gets ${first}; part the range${end}`
    return { rule: OVERLAP_RULES.collision, message }
  }
  const sure = isAcross && first === firstOf(b) ? `; whereabouts, whose state is per cluster, would give ${first} to the first pod of both` : ''
  return { rule: OVERLAP_RULES.overlap, message: `${own} and ${other} overlap in ${domain.title}: both have ${witness}${sure}; make them disjoint${end}` }
}

/** The lowest address that a claim's pool hands out. */
function firstOf({ network, allocation }: Claim): string | undefined {
  const [free] = freeOf(allocation, network.allocations.filter(({ role }) => role === 'exclude'))
  return free && formatAddress(firstAddress(free))
}
