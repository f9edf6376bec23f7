/** What several variants do to each other: one target for two, one inside the other, circles. */

import { report } from '#fleet/finding.ts'
import { withParents } from '#fleet/package-folder.ts'
import { describeField } from '#fleet/sourced.ts'
import type { Results } from '#krm/result.ts'
import type { PlannedPackage } from './planned-package.ts'
import { VARIANT_FINDINGS as F } from './variant-findings.ts'

/** Reports what cannot be together and returns what is planned: the first of each target. `packages` are sorted by target. */
export function reportTargets(packages: readonly PlannedPackage[], results: Results): PlannedPackage[] {
  const first = new Map<string, PlannedPackage>()
  for (const each of packages) {
    const key = keyOf(each.downstream.repo.value, each.downstream.package.value)
    const other = first.get(key)
    if (other === undefined) first.set(key, each)
    else {
      const message = `${nameOf(each)} and ${nameOf(other)} (${describeField(other.downstream.package.from)}) both make package ${each.downstream.package.value} of ${each.downstream.repo.value}; remove one or give it another package`
      report(results, F.sameTarget, message, each.downstream.package.from)
    }
  }
  for (const each of first.values()) reportNested(each, first, results)
  reportCycles(first, results)
  return [...first.values()]
}

function keyOf(repo: string, name: string): string {
  return `${repo}\n${name}`
}

function nameOf({ variant }: PlannedPackage): string {
  return variant.set === undefined ? `PackageVariant ${variant.name}` : `PackageVariant ${variant.name} of set ${variant.set}`
}

function reportNested(each: PlannedPackage, all: ReadonlyMap<string, PlannedPackage>, results: Results): void {
  const { repo, package: name } = each.downstream
  const above = withParents(name.value).slice(1).find((folder) => folder !== '' && all.has(keyOf(repo.value, folder)))
  if (above === undefined) return
  const outer = all.get(keyOf(repo.value, above))!
  const message = `package ${name.value} of ${repo.value} lies inside package ${above}, which ${nameOf(outer)} makes (${describeField(outer.downstream.package.from)}): publishing the outer one replaces its directory; put them side by side`
  report(results, F.nestedTarget, message, name.from)
}

/** Follows each package to the package that it is made from; every circle is reported once, at its first member. */
function reportCycles(all: ReadonlyMap<string, PlannedPackage>, results: Results): void {
  const done = new Set<string>()
  for (const start of all.keys()) {
    const path: string[] = []
    let key = start
    while (all.has(key) && !done.has(key) && !path.includes(key)) {
      path.push(key)
      const { upstream } = all.get(key)!
      key = keyOf(upstream.repo, upstream.package)
    }
    if (!done.has(key) && path.includes(key)) {
      const circle = path.slice(path.indexOf(key)).map((member) => all.get(member)!)
      const chain = [...circle, circle[0]!].map(({ downstream }) => `${downstream.package.value} of ${downstream.repo.value}`).join(' <- ')
      report(results, F.cyclicUpstream, `variants make each other's upstream: ${chain}; break the circle`, circle[0]!.upstream.from)
    }
    for (const member of path) done.add(member)
  }
}
