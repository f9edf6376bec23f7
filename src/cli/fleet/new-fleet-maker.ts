/** What makes the packages of a fleet, as the flags of an invocation say. */

import type { RunnerOptions } from '#cli/run/runner-for.ts'
import type { Invocation } from '#cli/term/invocation.ts'
import type { FleetInput } from './fleet-input.ts'
import { FleetMaker } from './make-fleet.ts'
import type { PackageCache } from './package-cache.ts'

/** `status`: whether Kptfiles get condition Rendered and renderStatus. */
export function newFleetMaker(invocation: Invocation, input: Pick<FleetInput, 'model' | 'config'>, status: boolean, cache?: PackageCache): FleetMaker {
  const imagePrefix = invocation.text('image-prefix')
  return fleetMaker(input, { allowExec: invocation.on('allow-exec'), ...(imagePrefix !== undefined && { imagePrefix }) }, status, cache)
}

/** What `fleet render` makes without flags: what it keeps is found again with the same `cache`. */
export function defaultFleetMaker(input: Pick<FleetInput, 'model' | 'config'>, cache: PackageCache): FleetMaker {
  return fleetMaker(input, { allowExec: false }, false, cache)
}

function fleetMaker({ model, config }: Pick<FleetInput, 'model' | 'config'>, given: Pick<RunnerOptions, 'allowExec' | 'imagePrefix'>, status: boolean, cache?: PackageCache): FleetMaker {
  const runners = { config, allowNetwork: false, environment: process.env, ...given }
  const attribution = (process.env['KRM_DISABLE_ATTRIBUTION'] ?? process.env['KPT_DISABLE_ATTRIBUTION'] ?? '') === ''
  return new FleetMaker(model, runners, { render: { attribution }, status }, cache)
}
