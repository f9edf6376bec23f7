/** The templates of a function's config, filled in with the facts of one cluster. */

import type { Field } from '#krm/field.ts'
import { entriesOf, isList, isScalar } from '#krm/plain-value.ts'
import type { PlainValue } from '#krm/print.ts'
import type { Resource } from '#krm/resource.ts'
import type { Results } from '#krm/result.ts'
import { nearestName } from '#krm/nearest-name.ts'
import { DERIVED_SETTERS, REPOSITORY_SETTERS } from '#fleet/derived-setters.ts'
import { report } from '#fleet/finding.ts'
import { SYNC_FINDINGS } from './sync-findings.ts'
import { expandTemplate } from './template.ts'

/** Fills templates in; a variable without a value is reported, and the text stays as it is. */
export class Expander {
  readonly #variables: ReadonlyMap<string, string>
  readonly #results: Results

  constructor(variables: ReadonlyMap<string, string>, results: Results) {
    this.#variables = variables
    this.#results = results
  }

  /** The same with further variables. */
  with(more: ReadonlyMap<string, string>): Expander {
    return new Expander(new Map([...this.#variables, ...more]), this.#results)
  }

  /** One text. `at`: where it stands, for messages. */
  text(template: string, at?: Field | Resource): string {
    const expanded = expandTemplate(template, this.#variables)
    if ('text' in expanded) return expanded.text
    for (const name of expanded.missing) this.#reportMissing(name, at)
    return template
  }

  /** A value in which every text is filled in; keys stay. */
  value(value: PlainValue, at?: Field | Resource): PlainValue {
    if (typeof value === 'string') return this.text(value, at)
    if (isScalar(value)) return value
    if (isList(value)) return value.map((item) => this.value(item, at))
    return new Map(entriesOf(value).map(([key, item]) => [key, this.value(item, at)]))
  }

  #reportMissing(name: string, at: Field | Resource | undefined): void {
    const near = nearestName(name, this.#variables.keys())
    const known = [...this.#variables.keys()].toSorted()
    const source = DERIVED_SETTERS.find((row) => !REPOSITORY_SETTERS.has(name) && [row.name, ...row.aliases].includes(name))?.from.replaceAll('`', '')
    const stated = source === undefined ? undefined : `state it in the cluster's context (${source})`
    const hint = near !== undefined ? `did you mean \${${near}}?` : known.length === 0 ? 'add a ClusterContext to the package' : stated ?? `there are ${known.join(', ')}`
    report(this.#results, SYNC_FINDINGS.noValue, `nothing gives \${${name}}; ${hint}`, at)
  }
}
