/** Which packages and clusters a finding is about: by the package that it was made of, else by what stands in its file. */

import type { CheckedPackage } from '#check/fleet/fleet-check-input.ts'
import { keyOf, type RenderedFleet } from '#check/fleet/rendered.ts'
import { revisionKey } from '#fleet/model/blueprint-package.ts'
import type { FleetCluster } from '#fleet/model/fleet-cluster.ts'
import type { Resource } from '#krm/resource.ts'
import type { Result } from '#krm/result.ts'
import { MAKE_FINDINGS } from '#porch/make-findings.ts'

const UPSTREAM: ReadonlySet<string> = new Set([MAKE_FINDINGS.noBlueprint.code, MAKE_FINDINGS.assumedRevision.code])

/** Findings by what they are about. */
export class ConcernedPackages {
  readonly #rendered: RenderedFleet
  /** What making a package said. */
  readonly #made = new Map<string, Set<CheckedPackage>>()
  readonly #ofBlueprint = new Map<string, CheckedPackage[]>()
  readonly #ofVariant = new Map<string, CheckedPackage[]>()
  readonly #ofRevision = new Map<string, CheckedPackage[]>()
  /** By the name of the repository. */
  readonly #ofUpstream = new Map<string, CheckedPackage[]>()

  constructor(packages: readonly CheckedPackage[], rendered: RenderedFleet) {
    this.#rendered = rendered
    for (const each of packages) {
      for (const result of each.results) this.#made.set(keyOf(result), (this.#made.get(keyOf(result)) ?? new Set()).add(each))
      add(this.#ofVariant, placeKey(each.planned.variant.resource), each)
      add(this.#ofRevision, revisionKey(each.planned.upstream), each)
      add(this.#ofUpstream, each.planned.upstream.repo, each)
      for (const { path } of each.blueprint?.files ?? []) add(this.#ofBlueprint, `${each.blueprint!.displayPath}/${path}`, each)
    }
  }

  /** The packages that a finding is about; none for one about the fleet itself. */
  of(finding: Result): Iterable<CheckedPackage> {
    const { file, index = 0, field = '' } = finding.place ?? {}
    const exact = this.#rendered.concernedBy(finding) ?? this.#made.get(keyOf(finding))
    if (exact !== undefined) return exact
    const ofVariant = this.#ofVariant.get(`${file}\n${index}`) ?? []
    const target = /^spec\.targets\[\d+\]/.exec(field)?.[0]
    const ofTarget = ofVariant.filter(({ planned: { variant } }) => target === undefined || variant.set === undefined || variant.from.name === target)
    // What is missing of an upstream is said once, at the first variant that names it.
    if (UPSTREAM.has(finding.code ?? '')) return new Set(ofTarget.flatMap((each) => this.#ofSameUpstream(each)))
    return ofTarget.length > 0 ? ofTarget : (this.#ofBlueprint.get(file ?? '') ?? [])
  }

  /** All of a repository that nothing was read of, else those of the revision. */
  #ofSameUpstream({ planned: { upstream } }: CheckedPackage): CheckedPackage[] {
    const ofUpstream = this.#ofUpstream.get(upstream.repo)!
    return ofUpstream.some(({ blueprint }) => blueprint !== undefined) ? this.#ofRevision.get(revisionKey(upstream))! : ofUpstream
  }
}

/** The findings about the objects that state a cluster, and about its repositories. */
export function clusterFindings(findings: readonly Result[], clusters: readonly FleetCluster[]): Map<string, Result[]> {
  const owners = new Map<string, string>()
  for (const { name, sources, repositories } of clusters) for (const { resource } of [...sources, ...repositories]) owners.set(placeKey(resource), name)
  const found = new Map<string, Result[]>(clusters.map(({ name }) => [name, []]))
  for (const finding of findings) {
    const name = owners.get(`${finding.place?.file}\n${finding.place?.index ?? 0}`)
    if (name !== undefined) found.get(name)!.push(finding)
  }
  return found
}

function placeKey({ origin: { path, index } }: Resource): string {
  return `${path}\n${index}`
}

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else list.push(value)
}
