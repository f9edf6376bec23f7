/** A kind of finding: its stable code, how bad it is and what it means, in one row of a table. */

import type { Field } from '#krm/field.ts'
import type { Resource } from '#krm/resource.ts'
import type { Place, Result, Results, Severity } from '#krm/result.ts'
import type { Rule } from '#krm/rule.ts'

/** `means` and `fix` are sentences for the documents; messages say the same of one case. */
export interface FindingCode {
  readonly code: string
  readonly severity: Severity
  readonly means: string
  readonly fix: string
  /** Fragments of YAML for the rule's page that differ in the one thing. */
  readonly bad?: string
  readonly good?: string
}

/** The same as a rule with a page of its own. */
export function ruleOf({ code, severity, means, fix, bad, good }: FindingCode): Rule {
  // The first clause; a full stop inside a word (metadata.name) ends none.
  const title = means.replace(/[.:;](?:\s.*)?$/s, '')
  return { code, title, severity, why: means, fix, ...(bad !== undefined && { bad }), ...(good !== undefined && { good }) }
}

/** Adds one finding of a kind to the results. */
export function report(results: Results, kind: FindingCode, message: string, at?: Resource | Field | Place, more?: Partial<Result>): void {
  results[kind.severity](kind.code, message, at, more)
}
