/** `krm-fleet explain`: where an object of a cluster, or a value of it, comes from. */

import { CliError } from '#cli/cli-error.ts'
import { findBlueprints } from '#cli/fleet/find-blueprints.ts'
import { namedRepositories, readFleetInput, type FleetInput } from '#cli/fleet/fleet-input.ts'
import { builtinRunner } from '#cli/run/builtin-runner.ts'
import type { Invocation } from '#cli/term/invocation.ts'
import type { Printer } from '#cli/term/printer.ts'
import { nearestName } from '#krm/nearest-name.ts'
import { parsePath } from '#krm/parse-path.ts'
import { formatResult } from '#krm/result.ts'
import { explainPackage, type Explanation, type Question } from '#porch/explain.ts'
import { Fleet } from '#porch/fleet-index.ts'
import type { PlannedPackage } from '#porch/planned-package.ts'
import type { PreparedFunction, RenderHost } from '#render/runner.ts'
import { limitsOf } from '../limit-flags.ts'
import { explanationData, explanationText } from './explanation-text.ts'

/** Runs the command; 1 when no package of the cluster has the object, or one cannot be made. */
export async function explainCommand(invocation: Invocation, printer: Printer): Promise<0 | 1> {
  const question = readQuestion(invocation.positional('OBJECT')!)
  const given = invocation.positionals('PATH')
  const input = readFleetInput(given.length === 0 ? ['.'] : given, namedRepositories(invocation.list('repo'), invocation.on('working-tree')), limitsOf(invocation))
  const packages = packagesOf(invocation.text('cluster'), input)
  const { planned, results } = findBlueprints(input, packages)
  for (const result of results) if (result.severity === 'error') printer.line({ style: 'bad', text: formatResult(result) })
  const fleet = new Fleet(input.model)
  const found: Explanation[] = []
  let broken = 0
  for (const [each, blueprint] of planned) {
    if (blueprint === undefined) continue
    const objects = (apiVersion: string, kind: string) => fleet.objectsByName(apiVersion, kind, each.variant.namespace)
    const answer = await explainPackage(question, each, blueprint, hostOf(input, printer), objects)
    if (!answer.ok) broken++
    found.push(...answer.found)
  }
  if (broken > 0) printer.line({ style: 'warning', text: `${broken} of the packages cannot be rendered; krm-fleet fleet check says why` })
  if (found.length === 0) {
    printer.line(`No package of ${invocation.text('cluster') ?? 'any cluster'} makes ${question.kind} ${question.name}.`)
    return 1
  }
  printer.payload(invocation.text('output') === 'json' ? `${JSON.stringify(found.map((each) => explanationData(each, input.plan)), undefined, 2)}\n` : found.map((each) => explanationText(each, question, input.plan)).join('\n'))
  return 0
}

/** `Kind/name#field`, `Kind/namespace/name#field`. */
function readQuestion(text: string): Question {
  const hash = text.indexOf('#')
  const parts = (hash === -1 ? text : text.slice(0, hash)).split('/')
  const path = hash === -1 ? undefined : parsePath(text.slice(hash + 1))
  if (parts.length < 2 || parts.length > 3 || parts.includes('')) throw new CliError('CLI002', `"${text}" names no object: write Kind/name or Kind/namespace/name, as in Namespace/apps#metadata.name`)
  if (hash !== -1 && path === undefined) throw new CliError('CLI002', `"${text.slice(hash + 1)}" is no path of a field: write spec.hard.pods or metadata.annotations[nephio.org/site]`)
  return { kind: parts[0]!, namespace: parts.length === 3 ? parts[1] : undefined, name: parts.at(-1)!, field: path }
}

function packagesOf(cluster: string | undefined, { plan }: FleetInput): readonly PlannedPackage[] {
  if (cluster === undefined) return plan.packages
  const packages = plan.packages.filter((each) => each.cluster?.name === cluster || each.downstream.repo.value === cluster)
  if (packages.length > 0) return packages
  const names = plan.packages.flatMap((each) => [each.cluster?.name ?? [], each.downstream.repo.value].flat())
  const near = nearestName(cluster, names)
  throw new CliError('CLI002', `no package of the plan goes to ${cluster}${near === undefined ? '; krm-fleet fleet plan lists clusters and repositories' : `; did you mean ${near}?`}`)
}

/** Built-in functions; others are passed over, since what they write cannot be watched. */
function hostOf({ config }: FleetInput, printer: Printer): RenderHost {
  const builtin = builtinRunner(config)
  return {
    runnerFor: (fn): PreparedFunction => {
      const found = builtin(fn)
      const name = fn.image ?? fn.exec ?? ''
      if (found === undefined) printer.line({ style: 'warning', text: `${name} is not built in and was passed over: what it writes is not seen` })
      return found ?? { name, kind: 'builtin', run: ({ items }) => ({ items, results: [], ok: true }) }
    },
  }
}
