/** Runs all rules over a model and makes results of what they find, after config and suppressions have had their say. */

import type { Field } from '#krm/field.ts'
import type { Resource } from '#krm/resource.ts'
import type { Result, Severity } from '#krm/result.ts'
import { compareResults } from '#krm/result-wire.ts'
import { domainsOf, matches, type DeclaredDomain } from './domains.ts'
import { groupBy } from './group-by.ts'
import type { Network, NetworkModel } from './model.ts'
import type { Finding, Report } from './rule.ts'
import { NETWORK_RULES } from './rules.ts'
import { checkClusterCidrs } from './rules/cluster-cidrs.ts'
import { checkClusterFit } from './rules/cluster-fit.ts'
import { checkFamilies } from './rules/families.ts'
import { checkFixed } from './rules/fixed.ts'
import { META_RULES } from './rules/meta-rules.ts'
import { checkOneNetwork } from './rules/one-network.ts'
import { checkOverlaps } from './rules/overlaps.ts'
import { checkParents } from './rules/parents.ts'
import { checkPools } from './rules/pools.ts'
import { checkSpaces } from './rules/spaces.ts'
import { checkVlans } from './rules/vlans.ts'
import { nameOf, placeOfSpot, spotOf, whereIs } from './spot.ts'
import { Suppressions } from './suppressions.ts'

/** What a rule's findings become whatever the rule says. */
export type RuleLevel = Severity | 'off'

/** What a user decides. */
export interface NetworkPolicy {
  /** By code. A level that is given counts for all findings of the rule, those too that the rule itself lowers. */
  readonly rules: ReadonlyMap<string, RuleLevel>
  readonly domains: readonly DeclaredDomain[]
  /** The field of each entry of `domains`, for findings about the entry itself. */
  readonly domainFields: readonly Field[]
}

/** No decisions. */
export const NO_POLICY: NetworkPolicy = { rules: new Map(), domains: [], domainFields: [] }

const CODES: ReadonlySet<string> = new Set(NETWORK_RULES.map(({ code }) => code))

/** Everything that is wrong with a network, sorted as reports are read. Suppressed findings and rules that are off are left out. */
export function checkNetwork(model: NetworkModel, policy: NetworkPolicy = NO_POLICY): Result[] {
  const findings: Finding[] = [...model.problems]
  const report: Report = (finding) => void findings.push(finding)
  checkPools(model, report)
  checkOverlaps(model, policy.domains, report)
  checkFixed(model, report)
  checkOneNetwork(model, policy.domains, report)
  checkParents(model, report)
  checkClusterCidrs(model, report)
  checkVlans(model, report)
  checkClusterFit(model, report)
  checkFamilies(model, report)
  checkSpaces(model, report)
  checkDomains(model, policy, report)
  checkMembership(model, policy, report)
  const suppressions = new Suppressions(model.resources, (code) => CODES.has(code), report)
  const waiting = model.waiting.map((resource) => ({ resource, directory: directoryOf(resource) }))
  const lowered = new Set<Resource>()
  const results: Result[] = []
  for (const finding of findings) {
    const level = policy.rules.get(finding.rule.code) ?? finding.severity ?? finding.rule.severity
    if (level === 'off' || suppressions.covers(finding)) continue
    const context = level === 'error' ? waiting.find(({ directory }) => isBelow(finding, directory))?.resource : undefined
    if (context !== undefined) lowered.add(context)
    results.push(resultOf(finding, context === undefined ? level : 'warning'))
  }
  for (const resource of lowered) {
    const message = `${resource.describe()} is not injected yet: errors of its package are warnings until it is`
    const level = policy.rules.get(META_RULES.awaitsInjection.code) ?? 'info'
    if (level !== 'off') results.push(resultOf({ rule: META_RULES.awaitsInjection, message, at: spotOf(resource) }, level))
  }
  return results.sort(compareResults)
}

/** Says which entries of `domains` decide nothing. */
function checkDomains({ networks }: NetworkModel, { domains, domainFields }: NetworkPolicy, report: Report): void {
  const used = new Set(networks.map((network) => domains.find((entry) => matches(entry, network))))
  for (const [index, entry] of domains.entries()) {
    const field = domainFields[index]
    if (used.has(entry) || field === undefined) continue
    const isShadowed = networks.some((network) => matches(entry, network))
    const message = `the domain ${entry.name} ${isShadowed ? 'is never reached: an earlier entry takes all that it matches' : 'matches no network'}`
    report({ rule: META_RULES.uselessDomain, message, at: { field } })
  }
}

/** Says once per directory that its networks are of no known cluster, where there are several whose networks they could meet. */
function checkMembership({ clusters, networks }: NetworkModel, { domains }: NetworkPolicy, report: Report): void {
  if (clusters.length < 2) return
  const isDeployed = ({ source }: Network): boolean => source === 'attachment' || source === 'pod' || source === 'balancer'
  const lost = networks.filter((network) => network.cluster === undefined && isDeployed(network) && domainsOf(network, domains).some(({ meets }) => meets !== 'within'))
  for (const [directory, [first]] of groupBy(lost, ({ resource }) => directoryOf(resource))) {
    const where = directory === '' ? 'the root package' : directory
    const message = `nothing tells which cluster the networks of ${where} belong to: they are compared with each other only; add a ClusterContext, or cluster-name to the package context`
    report({ rule: META_RULES.unknownCluster, message, at: spotOf(first!.resource) })
  }
}

/** The directory that a resource stands in, with a `/` at its end. */
function directoryOf({ origin }: Resource): string {
  return origin.path.replace(/[^/]*$/, '')
}

/** Whether one of a finding's places lies in a directory. */
function isBelow({ at, other }: Finding, directory: string): boolean {
  return [at, other].some((spot) => spot?.field.resource.origin.path.startsWith(directory) === true)
}

function resultOf(finding: Finding, severity: Severity): Result {
  const { rule, message, at, other, domain, witness, currentValue, proposedValue } = finding
  const tags: Record<string, string> = {
    ...(other !== undefined && { other: whereIs(other) }),
    ...(domain !== undefined && { domain }),
    ...(witness !== undefined && { witness }),
  }
  return {
    code: rule.code,
    severity,
    message,
    place: placeOfSpot(at),
    ...(currentValue !== undefined && { currentValue }),
    ...(proposedValue !== undefined && { proposedValue }),
    ...(other !== undefined && { related: [{ message: other.inside === undefined ? `against ${other.field.name || 'this object'}` : `against ${nameOf(other)}`, place: placeOfSpot(other) }] }),
    ...(Object.keys(tags).length > 0 && { tags }),
  }
}
