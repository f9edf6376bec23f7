/** What a commit of ours says of itself, and how it is known again. Never Porch's own `kpt:` trailer: without its tags that would mislead it. */

import type { PackageStatus } from './fleet-summary.ts'
import type { PlannedPackage } from '#porch/planned-package.ts'
import { upstreamOf } from '#porch/describe-plan.ts'

/** The facts in the trailers of one of our commits. */
export interface CommitFacts {
  /** Path of the package from the top of the repository. */
  readonly package: string
  readonly variant: string
  readonly deletionPolicy: 'delete' | 'orphan'
}

/** The message for a package that was rendered. */
export function renderMessage(planned: PlannedPackage, directory: string, status: Extract<PackageStatus, 'new' | 'changed'>): string {
  const { variant, cluster, downstream, deletionPolicy } = planned
  const verb = status === 'new' ? 'Add' : 'Update'
  const whose = cluster === undefined ? '' : ` of ${cluster.name}`
  const body = `Rendered from ${upstreamOf(planned)} for variant ${variant.namespace}/${variant.name}.`
  return `${verb} ${downstream.package.value}${whose}\n\n${body}\n\n${trailers({ package: directory, variant: `${variant.namespace}/${variant.name}`, deletionPolicy })}`
}

/** The message for a package that no variant makes any more. */
export function removalMessage(facts: CommitFacts): string {
  return `Remove ${facts.package}\n\nNo variant makes it any more; ${facts.variant} did, with deletionPolicy delete.\n\n${trailers(facts)}`
}

function trailers({ package: directory, variant, deletionPolicy }: CommitFacts): string {
  return `Krm-Fleet-Package: ${directory}\nKrm-Fleet-Variant: ${variant}\nKrm-Fleet-Deletion-Policy: ${deletionPolicy}\n`
}

/** The facts of a commit that is ours; undefined for anybody else's. */
export function factsOf(message: string): CommitFacts | undefined {
  const lines = (message.trimEnd().split(/\n\n+/).at(-1) ?? '').split('\n')
  const value = (key: string): string | undefined => lines.find((line) => line.startsWith(`Krm-Fleet-${key}: `))?.slice(`Krm-Fleet-${key}: `.length)
  const [directory, variant, policy] = [value('Package'), value('Variant'), value('Deletion-Policy')]
  if (directory === undefined || variant === undefined || (policy !== 'delete' && policy !== 'orphan')) return undefined
  return { package: directory, variant, deletionPolicy: policy }
}
