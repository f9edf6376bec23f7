/** Everything that a report tells of a fleet, from what the check of it has read and made. */

import type { FleetCheckInput } from '#check/fleet/fleet-check-input.ts'
import { fleetNetwork, isDeployed, type RenderedFleet } from '#check/fleet/rendered.ts'
import type { FleetContent, FunctionUse, ReportedPackage, ReportedSet } from '#check/html-report/content.ts'
import { packageLedger } from '#fleet/cluster-resource-set/package-ledger.ts'
import type { NetworkPolicy } from '#fleet/network/check.ts'
import { addressPlan } from '#fleet/network/plan/address-plan.ts'
import type { PlanContest, PlanDomain } from '#fleet/network/plan/plan.ts'
import { ItemList } from '#krm/item-list.ts'
import { formatPlace, placeOf, type Result } from '#krm/result.ts'
import { upstreamOf } from '#porch/describe-plan.ts'
import type { PlannedPackage } from '#porch/planned-package.ts'
import { clusterFindings, ConcernedPackages } from './concerned.ts'
import { fleetParameters } from './parameters.ts'
import { syncStates } from './sync-states.ts'

/** A function that pipelines name, and whether it ran. */
export interface CalledFunction {
  readonly name: string
  readonly ran: boolean
  readonly packages: ReadonlySet<PlannedPackage>
}

/** What there is besides the packages. */
export interface FleetFacts {
  readonly rendered: RenderedFleet
  /** After all decisions. */
  readonly findings: readonly Result[]
  readonly functions: readonly CalledFunction[]
  readonly network: NetworkPolicy
}

/** The content; nothing of it depends on the order of files. */
export function fleetContent(input: FleetCheckInput, { rendered, findings, functions, network }: FleetFacts): FleetContent {
  const ofClusters = clusterFindings(findings, input.model.clusters)
  return {
    clusters: input.model.clusters.map(({ name }) => ({ name, findings: ofClusters.get(name)! })),
    packages: reportedPackages(input, rendered, findings),
    plan: addressPlan(fleetNetwork(input, rendered), network.domains).map((domain) => located(domain, rendered)),
    syncs: syncStates(input, rendered),
    parameters: fleetParameters(input.packages, rendered),
    functions: functions.map(functionUse),
    sets: reportedSets(input, rendered),
  }
}

function reportedPackages({ packages }: FleetCheckInput, rendered: RenderedFleet, findings: readonly Result[]): ReportedPackage[] {
  const concerned = new ConcernedPackages(packages, rendered)
  const found = new Map(packages.map((each) => [each, [] as Result[]]))
  for (const finding of findings) for (const each of concerned.of(finding)) found.get(each)!.push(finding)
  return packages.map((each, number) => {
    const { planned, files } = each
    const { variant, downstream, cluster } = planned
    return {
      cluster: cluster?.name ?? downstream.repo.value,
      repository: downstream.repo.value,
      package: downstream.package.value,
      upstream: upstreamOf(planned),
      variant: variant.set === undefined ? variant.name : `${variant.name} of set ${variant.set}`,
      at: formatPlace(placeOf(variant.from)),
      isMade: files !== undefined,
      objects: rendered.objects[number]!.filter(isDeployed).length,
      findings: found.get(each)!,
    }
  })
}

/** The same plan with places where people wrote them. */
function located({ spaces, ...domain }: PlanDomain, rendered: RenderedFleet): PlanDomain {
  const at = (text: string): string => rendered.locateText(text)
  const contest = (each: PlanContest): PlanContest => ({ ...each, subject: at(each.subject), other: at(each.other), otherAt: at(each.otherAt) })
  return {
    ...domain,
    spaces: spaces.map((space) => ({
      ...space,
      declared: space.declared === undefined ? undefined : at(space.declared),
      contests: space.contests.map(contest),
      lanes: space.lanes.map((lane) => ({ ...lane, blocks: lane.blocks.map((block) => ({ ...block, subject: at(block.subject), at: at(block.at), contests: block.contests.map(contest) })) })),
    })),
  }
}

function functionUse({ name, ran, packages }: CalledFunction): FunctionUse {
  const [, image, tag = ''] = /^(.*?)(?::([^:/@]*))?(?:@.*)?$/.exec(name) ?? []
  const digest = name.includes('@') ? name.slice(name.indexOf('@') + 1) : ''
  const blueprints = new Set([...packages].map(({ upstream }) => `${upstream.repo}/${upstream.package}`))
  return { image: image ?? name, tag: [tag, digest].filter((part) => part !== '').join(' '), ran, packages: packages.size, blueprints: [...blueprints].toSorted() }
}

function reportedSets({ packages }: FleetCheckInput, rendered: RenderedFleet): ReportedSet[] {
  return packages.flatMap(({ planned: { downstream } }, number) => {
    const objects = rendered.objects[number]!
    const rows = objects.some(({ kind }) => kind === 'ClusterResourceSet') ? packageLedger(new ItemList(objects)) : []
    return rows.length === 0 ? [] : [{ package: `${downstream.repo.value}/${downstream.package.value}`, rows }]
  })
}
