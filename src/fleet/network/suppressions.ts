/**
 * Findings that a person has accepted, with a reason: a comment `# krm-fleet:ignore NET012 reason` on the line of the
 * field (for items of a list, also on the line of its key), or an annotation `krm-fleet.dev/ignore: NET012 reason` for a
 * whole object. Several codes are parted by commas, several entries of an annotation by semicolons or lines. A finding
 * with two places is suppressed at either.
 */

import type { Field } from '#krm/field.ts'
import { DOMAIN } from '#krm/names.ts'
import type { Resource } from '#krm/resource.ts'
import type { Path } from '#krm/tree.ts'
import type { Finding, Report } from './rule.ts'
import { META_RULES } from './rules/meta-rules.ts'
import { spotOf, type Spot } from './spot.ts'

const ANNOTATION = `${DOMAIN}/ignore`
const COMMENT = /#[ \t]*krm-fleet:ignore(?![\w-])[ \t]*([^\r\n]*)/g
const ENTRY = /^([A-Z]{3}\d{3}(?:[ \t]*,[ \t]*[A-Z]{3}\d{3})*)[ \t]*(.*)$/

/** What is suppressed in one resource: codes for all of it, and codes by the offset of a line's first character. */
interface Suppressed {
  readonly everywhere: ReadonlySet<string>
  readonly byLine: ReadonlyMap<number, ReadonlySet<string>>
}

/** The suppressions of a set of resources. Resources without any cost nothing. */
export class Suppressions {
  readonly #found = new Map<Resource, Suppressed>()

  /** Reads all suppressions. One without a reason or with an unknown code is reported and has no effect. */
  constructor(resources: readonly Resource[], isKnown: (code: string) => boolean, report: Report) {
    for (const resource of resources) {
      const { text } = resource
      if (!text.includes('krm-fleet')) continue
      const everywhere = new Set<string>()
      const field = resource.field('metadata', 'annotations', ANNOTATION)
      for (const entry of (resource.annotations.get(ANNOTATION) ?? '').split(/[;\n]/)) {
        if (entry.trim() !== '') for (const code of codesOf(entry.trim(), { field }, isKnown, report)) everywhere.add(code)
      }
      const byLine = new Map<number, Set<string>>()
      for (const match of text.matchAll(COMMENT)) {
        const codes = codesOf(match[1]!.trim(), spotOf(resource, match.index), isKnown, report)
        byLine.set(lineOf(text, match.index), new Set(codes))
      }
      if (everywhere.size > 0 || byLine.size > 0) this.#found.set(resource, { everywhere, byLine })
    }
  }

  /** Whether a finding is suppressed at one of its places. */
  covers({ rule, at, other }: Finding): boolean {
    return this.#found.size > 0 && [at, other].some((spot) => spot !== undefined && this.#coversAt(rule.code, spot.field))
  }

  #coversAt(code: string, field: Field): boolean {
    const suppressed = this.#found.get(field.resource)
    if (suppressed === undefined) return false
    if (suppressed.everywhere.has(code)) return true
    return linesOf(field).some((line) => suppressed.byLine.get(line)?.has(code) === true)
  }
}

function codesOf(entry: string, at: Spot, isKnown: (code: string) => boolean, report: Report): string[] {
  const [, list, reason] = ENTRY.exec(entry) ?? []
  const named = list?.split(',').map((code) => code.trim()) ?? []
  const codes = named.filter((code) => code.startsWith('NET'))
  // Suppressions of other rules are the business of the checks that have those rules.
  if (named.length > 0 && codes.length === 0) return []
  const unknown = codes.find((code) => !isKnown(code))
  if (codes.length > 0 && unknown === undefined && reason !== '') return codes
  const problem = codes.length === 0 ? 'names no rule' : unknown !== undefined ? `names ${unknown}, which is no rule` : 'gives no reason'
  report({ rule: META_RULES.badSuppression, message: `the suppression ${problem}: it has no effect; write NET… and the reason`, at })
  return []
}

/** The lines of the field itself and, for items of lists, of the keys of those lists. */
function linesOf(field: Field): number[] {
  const { resource } = field
  const lines: number[] = []
  for (let path: Path = field.path; ; path = path.slice(0, -1)) {
    const node = resource.field(...path).node()
    if (node !== undefined && path === field.path) lines.push(lineOf(resource.text, node.start))
    const parent = resource.field(...path.slice(0, -1)).node()
    const key = parent?.kind === 'map' ? parent.entries.find(({ value }) => value === node)?.key : undefined
    if (key !== undefined) lines.push(lineOf(resource.text, key.start))
    if (typeof path.at(-1) !== 'number') return lines
  }
}

function lineOf(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1
}
