/** An explanation as text and as data. */

import { readKrmFile } from '#krm/krm-file.ts'
import { printable } from '#krm/printable.ts'
import { formatPlace, placeOf, type Place } from '#krm/result.ts'
import { formatPath } from '#krm/tree.ts'
import { upstreamOf } from '#porch/describe-plan.ts'
import type { Explanation, Question } from '#porch/explain.ts'
import type { FleetPlan, PlannedPackage } from '#porch/planned-package.ts'

/** Lines for a person. */
export function explanationText({ planned, blueprint, object, path, origin, maker, writers }: Explanation, { field }: Question, plan: FleetPlan): string {
  const { downstream, cluster } = planned
  const from = originOf(planned, blueprint, plan)
  const lines = [
    `${object.describe()}${cluster === undefined ? '' : ` of ${cluster.name}`}`,
    `  in       ${downstream.repo.value}/${downstream.package.value}/${path}`,
    `  variant  ${variantName(planned)}  ${formatPlace(placeAt(planned))}`,
    `  upstream ${upstreamOf(planned)}${blueprint.lock === undefined ? '' : ` (commit ${blueprint.lock.commit.slice(0, 12)})`}${origin === undefined ? '' : `  ${formatPlace(origin)}`}`,
    ...(from.upstream === undefined ? [] : [`           cloned from ${from.upstream.what}  ${formatPlace(from.upstream.place)}`]),
    ...(from.variant === undefined ? [] : [`           made by variant ${variantName(from.variant)}  ${formatPlace(placeAt(from.variant))}`]),
    ...(maker === undefined ? [] : [`  made by  ${maker.who}${maker.place === undefined ? '' : `  ${formatPlace(maker.place)}`}`]),
  ]
  if (field !== undefined) {
    lines.push(`  ${formatPath(field)}${writers.length === 0 ? ' is not set' : ''}`)
    const width = Math.max(0, ...writers.map(({ value }) => (value ?? '(removed)').length))
    for (const [index, { value, who, place, sources }] of writers.entries()) {
      const mark = index === writers.length - 1 ? '=>' : '  '
      const taken = sources.length === 0 ? '' : `, from ${sources.map((source) => formatPlace(source)).join(' and ')}`
      lines.push(`  ${mark} ${(value ?? '(removed)').padEnd(Math.min(width, 40))}  ${who}${place === undefined ? '' : `  ${formatPlace(place)}`}${taken}`)
    }
  }
  return lines.map((line) => `${printable(line, 'tabs')}\n`).join('')
}

/** The same for programs. */
export function explanationData({ planned, blueprint, object, path, origin, maker, writers }: Explanation, plan: FleetPlan): object {
  const { variant, downstream, cluster, upstream } = planned
  const from = originOf(planned, blueprint, plan)
  return {
    object: { apiVersion: object.apiVersion, kind: object.kind, namespace: object.namespace, name: object.name },
    cluster: cluster?.name, repository: downstream.repo.value, package: downstream.package.value, path,
    variant: { name: variant.name, set: variant.set, ...flat(placeAt(planned)) },
    upstream: {
      repo: upstream.repo, package: upstream.package, workspaceName: upstream.workspaceName, commit: blueprint.lock?.commit, ...flat(origin),
      ...(from.upstream !== undefined && { clonedFrom: { upstream: from.upstream.what, ...flat(from.upstream.place) } }),
      ...(from.variant !== undefined && { madeBy: { name: from.variant.variant.name, set: from.variant.variant.set, ...flat(placeAt(from.variant)) } }),
    },
    ...(maker !== undefined && { madeBy: { step: maker.step, who: maker.who, ...flat(maker.place) } }),
    writers: writers.map(({ step, who, value, place, sources }) => ({ step, who, value, ...flat(place), ...(sources.length > 0 && { sources: sources.map(flat) }) })),
  }
}

/** Where the upstream itself is from: what its own Kptfile says, and the variant of this plan that makes it. */
function originOf({ upstream }: PlannedPackage, { files, displayPath }: Explanation['blueprint'], plan: FleetPlan): { readonly upstream?: { readonly what: string; readonly place: Place }; readonly variant?: PlannedPackage } {
  const kptfile = files.find(({ path }) => path === 'Kptfile')
  const git = kptfile === undefined ? undefined : readKrmFile(`${displayPath}/Kptfile`, kptfile.text).resources[0]?.field('upstream', 'git')
  const text = (name: string): string => git?.child(name).string ?? ''
  const what = `${text('repo').replace(/\.git$/, '')}/${text('directory').replace(/^\//, '')}@${text('ref')}`
  const variant = plan.packages.find(({ downstream }) => downstream.repo.value === upstream.repo && downstream.package.value === upstream.package)
  return { ...(git?.exists === true && { upstream: { what, place: placeOf(git) } }), ...(variant !== undefined && { variant }) }
}

function variantName({ variant }: PlannedPackage): string {
  return variant.set === undefined ? variant.name : `${variant.name} of set ${variant.set}`
}

function placeAt({ variant: { from } }: PlannedPackage): Place {
  const { position, resource } = from
  return { file: resource.origin.path, ...(position !== undefined && { position }) }
}

function flat(place: Place | undefined): object {
  return place === undefined ? {} : { file: place.file, line: place.position?.line, column: place.position?.column }
}
