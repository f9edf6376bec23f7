/** A kind of finding: its stable code, how bad it is, and everything that its documentation page says. */

import type { Severity } from './result.ts'

/** One rule. `why` and `fix` are sentences; `bad` and `good` are fragments of YAML or JSON that differ in the one thing. */
export interface Rule {
  /** Three capital letters of CODE_FAMILIES and three digits, never reused. */
  readonly code: string
  readonly title: string
  /** The severity without any circumstance that the text of `why` names. */
  readonly severity: Severity
  readonly why: string
  readonly fix: string
  readonly bad?: string
  readonly good?: string
  /** The RFC, CRD or source that the rule follows. */
  readonly source?: string
}
