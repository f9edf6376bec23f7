/** The check of a fleet that was read and made, as the command, the report and the Action begin it. */

import type { Decisions, Undecided } from '#cli/check/decisions.ts'
import { checkFleet } from '#check/fleet/check-fleet.ts'
import type { FleetCheckInput } from '#check/fleet/fleet-check-input.ts'
import { RenderedFleet } from '#check/fleet/rendered.ts'
import { notRead } from '#check/strict.ts'
import { functions } from '#functions/index.ts'
import type { CheckedPackages } from './checked-packages.ts'
import type { FleetInput } from './fleet-input.ts'

/** What was found, and in what. */
export interface CheckedFleet {
  readonly checked: FleetCheckInput
  readonly rendered: RenderedFleet
  readonly undecided: Undecided
  /** Of the management repository and of all blueprints, by the paths that findings name. */
  readonly texts: ReadonlyMap<string, string>
}

/** Checks it; decisions about findings are still to be made. */
export function checkMadeFleet(input: FleetInput, { packages, results }: Pick<CheckedPackages, 'packages' | 'results'>, { schemas, network, strict, only }: Decisions): CheckedFleet {
  const { plan, model } = input
  const rendered = new RenderedFleet(packages)
  const checked = { plan, model, packages, results: [...results, ...(strict ? input.notes.map(({ path, message }) => notRead(path, message)) : [])] }
  const findings = checkFleet(checked, { schemas, network, strict, rendered, functions: functions.map(({ name }) => name), ...(only !== undefined && { only }) })
  const texts = new Map([...input.texts, ...packages.flatMap(({ blueprint }) => blueprint?.files.map(({ path, text }) => [`${blueprint.displayPath}/${path}`, text] as const) ?? [])])
  // What is accepted in a blueprint may be of its own check.
  return { checked, rendered, texts, undecided: { findings, texts, mayBeIdle: (file) => input.texts.has(file), mayBeUnused: ({ from }) => from === undefined } }
}
