/** Findings that many packages share are said once, with the number of the packages. */

import type { FindingCode } from '#fleet/finding.ts'
import type { Field } from '#krm/field.ts'
import type { Resource } from '#krm/resource.ts'
import { placeOf, type Place, type Related, type Result } from '#krm/result.ts'

/** One finding and whom it concerns. */
interface Noted {
  readonly result: Result
  /** Names of packages or clusters, for the message. */
  readonly subjects: string[]
}

/** Collects findings; equal ones (code, place and message) become one. */
export class GroupedFindings {
  readonly #noted = new Map<string, Noted>()

  /** `subject` is whom this one concerns, such as `baseline of nephio-my-ran`. */
  add({ code, severity }: FindingCode, message: string, at: Resource | Field | Place, subject?: string, more: { related?: readonly Related[]; currentValue?: string; proposedValue?: string } = {}): void {
    const place = 'describe' in at || 'path' in at ? placeOf(at) : at
    const key = `${code}\n${place.file ?? ''}\n${place.position?.line ?? 0}\n${place.position?.column ?? 0}\n${message}`
    const same = this.#noted.get(key)
    if (same === undefined) this.#noted.set(key, { result: { code, severity, message, place, ...more }, subjects: subject === undefined ? [] : [subject] })
    else if (subject !== undefined) same.subjects.push(subject)
  }

  /** The findings; each says the first it concerns and how many more there are. */
  results(): Result[] {
    return [...this.#noted.values()].map(({ result, subjects: [first, ...others] }) => {
      if (first === undefined) return result
      const who = others.length === 0 ? first : `${first} and ${others.length} more`
      return { ...result, message: `${result.message} (${who})` }
    })
  }
}
