/** What makes the packages of a fleet, as the flags of an invocation say. */

import type { Invocation } from '#cli/term/invocation.ts'
import type { FleetInput } from './fleet-input.ts'
import { FleetMaker } from './make-fleet.ts'
import type { PackageCache } from './package-cache.ts'

/** `status`: whether Kptfiles get condition Rendered and renderStatus. */
export function newFleetMaker(invocation: Invocation, { model, config }: Pick<FleetInput, 'model' | 'config'>, status: boolean, cache?: PackageCache): FleetMaker {
  const imagePrefix = invocation.text('image-prefix')
  const runners = { config, allowExec: invocation.on('allow-exec'), allowNetwork: false, environment: process.env, ...(imagePrefix !== undefined && { imagePrefix }) }
  const attribution = (process.env['KRM_DISABLE_ATTRIBUTION'] ?? process.env['KPT_DISABLE_ATTRIBUTION'] ?? '') === ''
  return new FleetMaker(model, runners, { render: { attribution }, status }, cache)
}
