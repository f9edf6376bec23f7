/** The upstream package of every planned package, as far as it can be read here. */

import { report } from '#fleet/finding.ts'
import type { BlueprintPackage } from '#fleet/model/blueprint-package.ts'
import { placeOf, Results, type Result } from '#krm/result.ts'
import { MAKE_FINDINGS } from '#porch/make-findings.ts'
import { reportUnnumberedRevision } from '#porch/plan-variant.ts'
import type { PlannedPackage } from '#porch/planned-package.ts'
import type { FleetInput } from './fleet-input.ts'

export interface FoundBlueprints {
  readonly planned: readonly (readonly [PlannedPackage, BlueprintPackage | undefined])[]
  /** What is missing or assumed, once per repository and revision. */
  readonly results: readonly Result[]
}

/** Reads each package revision once. */
export function findBlueprints({ sources }: Pick<FleetInput, 'sources'>, packages: readonly PlannedPackage[]): FoundBlueprints {
  const results = new Results()
  const said = new Set<string>()
  const planned = packages.map((each) => {
    const found = sources.find(each.upstream, each.upstreamRepository)
    const text = 'missing' in found ? found.missing : found.assumption
    if (text !== undefined && !said.has(text)) {
      said.add(text)
      report(results, 'missing' in found ? MAKE_FINDINGS.noBlueprint : MAKE_FINDINGS.assumedRevision, text, placeOf(each.upstream.from))
    }
    if (!('missing' in found) && found.unnumbered === true) reportUnnumbered(each.upstream, said, results)
    return [each, 'missing' in found ? undefined : found.blueprint] as const
  })
  return { planned, results: results.list }
}

/** Once per revision; of a tag with a dot the plan says it, whatever is in git. */
function reportUnnumbered({ repo, package: name, workspaceName, from }: PlannedPackage['upstream'], said: Set<string>, results: Results): void {
  const key = `${repo}\n${name}\n${workspaceName}`
  if (workspaceName.includes('.') || said.has(key)) return
  said.add(key)
  reportUnnumberedRevision(workspaceName, placeOf(from), results)
}
