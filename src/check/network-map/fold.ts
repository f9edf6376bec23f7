/** What of a large plan is drawn one by one: all of a few, and of many those that somebody has to look at. */

import type { PlanDomain, PlanLane, PlanSpace } from '#fleet/network/plan/plan.ts'

/** Lanes to draw, and those that are drawn as one. */
export interface Folded {
  readonly shown: readonly PlanLane[]
  readonly rest: readonly PlanLane[]
}

/** Of many lanes without an overlap so many are drawn one by one: they look alike. */
const SAMPLE = 4

/** At most `most` lanes, contested ones first, in the order of the plan. One lane is never folded alone. */
export function foldLanes({ lanes }: PlanSpace, most: number): Folded {
  if (lanes.length <= most + 1) return { shown: lanes, rest: [] }
  const isContested = ({ blocks }: PlanLane): boolean => blocks.some(({ contests }) => contests.length > 0)
  const contested = lanes.filter(isContested).slice(0, most)
  const others = lanes.filter((lane) => !isContested(lane)).slice(0, Math.max(0, SAMPLE - contested.length))
  const chosen = new Set([...contested, ...others])
  return { shown: lanes.filter((lane) => chosen.has(lane)), rest: lanes.filter((lane) => !chosen.has(lane)) }
}

/** At most so many blocks of a lane, contested ones first. */
export function foldBlocks({ blocks }: PlanLane, most: number): { readonly shown: PlanLane['blocks']; readonly rest: PlanLane['blocks'] } {
  if (blocks.length <= most + 1) return { shown: blocks, rest: [] }
  const ranked = [...blocks.filter(({ contests }) => contests.length > 0), ...blocks.filter(({ contests }) => contests.length === 0)]
  const chosen = new Set(ranked.slice(0, most))
  return { shown: blocks.filter((block) => chosen.has(block)), rest: blocks.filter((block) => !chosen.has(block)) }
}

/** At most so many domains, contested ones first, in the order of the plan; and how many are left out. */
export function foldDomains(plan: readonly PlanDomain[], most: number): { readonly shown: readonly PlanDomain[]; readonly hidden: number } {
  if (plan.length <= most) return { shown: plan, hidden: 0 }
  const isContested = ({ spaces }: PlanDomain): boolean => spaces.some(({ contests }) => contests.length > 0)
  const chosen = new Set([...plan.filter(isContested), ...plan.filter((domain) => !isContested(domain))].slice(0, most))
  return { shown: plan.filter((domain) => chosen.has(domain)), hidden: plan.length - chosen.size }
}

/** A domain's title at the start of a line. */
export function headingOf(title: string): string {
  return title.charAt(0).toUpperCase() + title.slice(1)
}
