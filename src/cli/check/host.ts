/** What the checks need from this machine: the built-in functions, the schemas, the setters of variants. */

import { builtinRunner } from '#cli/run/builtin-runner.ts'
import type { CheckHost } from '#check/check-package.ts'
import { functions } from '#functions/index.ts'
import type { Decisions } from './decisions.ts'
import { settersOfVariants } from './variant-setters.ts'

/** `loose` are files outside of packages, where variants stand. */
export function hostFor({ config, schemas, network, strict, only }: Decisions, loose: readonly string[]): CheckHost {
  return { runnerFor: builtinRunner(config), schemas, network, functions: functions.map(({ name }) => name), fromVariants: settersOfVariants(loose), strict, ...(only !== undefined && { only }) }
}
