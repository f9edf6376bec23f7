/** The flags by which checks are decided, as `check` and `fleet check` have them. */

import type { Invocation } from '#cli/term/invocation.ts'
import type { FlagDecisions } from './decisions.ts'

/** What an invocation says. */
export function flagsOf(invocation: Invocation): FlagDecisions {
  const [failOn, baseline, kubernetesOpenapi] = ['fail-on', 'baseline', 'kubernetes-openapi'].map((flag) => invocation.text(flag))
  return {
    ...(failOn !== undefined && { failOn }),
    ...(baseline !== undefined && { baseline }),
    ...(kubernetesOpenapi !== undefined && { kubernetesOpenapi }),
    ignoreBaseline: invocation.text('write-baseline') !== undefined,
  }
}
