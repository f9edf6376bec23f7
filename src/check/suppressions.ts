/**
 * Findings that a person has accepted, with a reason. A comment `# krm-fleet:ignore KRM102 reason` on the line of the
 * finding, or on a line of its own right above it; the annotation `krm-fleet.dev/ignore: KRM102 reason` for a whole
 * object. Several codes are parted by commas, several entries of an annotation by semicolons or lines.
 */

import { DOMAIN, TOOL } from '#krm/names.ts'
import type { Result } from '#krm/result.ts'
import type { Rule } from '#krm/rule.ts'
import { CHECK_RULES } from './rules/package-rules.ts'

const MARK = `${TOOL}:ignore`
const COMMENT = new RegExp(`#[ \\t]*${MARK}(?![\\w-])[ \\t]*([^\\r\\n]*)`)
const ANNOTATION = `${DOMAIN}/ignore`
const ENTRY = /^([A-Z]{3}\d{3}(?:[ \t]*,[ \t]*[A-Z]{3}\d{3})*)[ \t]*(.*)$/

/** One comment or one entry of an annotation. */
interface Suppression {
  readonly file: string
  readonly line: number
  readonly codes: readonly string[]
  /** The line that it speaks of; undefined for a whole object, from its first line to its last. */
  readonly covers: readonly [first: number, last: number]
  used: boolean
}

/** What became of findings: those that are left, with what is wrong with the suppressions themselves. */
export interface Suppressed {
  readonly findings: readonly Result[]
  readonly count: number
}

/** Whether a suppression that found nothing is one too many: those of other checks are not. */
export type MayBeIdle = (file: string, code: string) => boolean

/** What the check of packages asks; rules of fleets point into packages too. */
function isOfPackages(_: string, code: string): boolean {
  return !code.startsWith('FLT')
}

/**
 * Leaves out what is suppressed in the texts that the findings point into. `isKnown` says which codes are rules. Findings
 * about networks know their own suppressions at both of their places; those have been left out before.
 */
export function suppress(findings: readonly Result[], sources: ReadonlyMap<string, string>, isKnown: (code: string) => boolean, mayBeIdle: MayBeIdle = isOfPackages): Suppressed {
  const problems: Result[] = []
  const byFile = new Map<string, Suppression[]>()
  for (const [file, text] of sources) {
    if (!text.includes(MARK) && !text.includes(ANNOTATION)) continue
    byFile.set(file, suppressionsOf(file, text, isKnown, problems))
  }
  const kept = findings.filter((finding) => !isSuppressed(finding, byFile.get(finding.place?.file ?? '') ?? []))
  for (const suppression of [...byFile.values()].flat()) if (!suppression.used && !suppression.codes.some((code) => isOfNetwork(code) || !mayBeIdle(suppression.file, code))) problems.push(idle(suppression))
  return { findings: [...kept, ...problems], count: findings.length - kept.length }
}

/** The network check reads suppressions of its own codes itself. */
function isOfNetwork(code: string): boolean {
  return code.startsWith('NET')
}

function isSuppressed({ code, place }: Result, suppressions: readonly Suppression[]): boolean {
  const line = place?.position?.line
  const found = suppressions.filter(({ codes, covers: [first, last] }) => code !== undefined && line !== undefined && codes.includes(code) && line >= first && line <= last)
  for (const suppression of found) suppression.used = true
  return found.length > 0
}

function suppressionsOf(file: string, text: string, isKnown: (code: string) => boolean, problems: Result[]): Suppression[] {
  const lines = text.split('\n')
  return lines.flatMap((line, index) => {
    const number = index + 1
    const comment = COMMENT.exec(line)?.[1]
    const isAlone = /^\s*#/.test(line)
    const annotation = comment === undefined ? annotationAt(lines, index) : undefined
    const covers: Suppression['covers'] = annotation !== undefined ? documentAround(lines, index) : isAlone ? [number, nextLine(lines, index)] : [number, number]
    const entries = comment !== undefined ? [comment] : (annotation?.split(/[;\n]/) ?? [])
    return entries.flatMap((entry) => {
      const codes = codesOf(entry.trim(), { file, line: number }, isKnown, problems)
      return codes.length === 0 ? [] : [{ file, line: number, codes, covers, used: false }]
    })
  })
}

/** The value of the annotation on a line, on one line in quotes or plain. */
function annotationAt(lines: readonly string[], index: number): string | undefined {
  const [, value] = new RegExp(`^\\s*["']?${ANNOTATION.replace('.', '\\.')}["']?:[ \\t]*(.*?)\\s*$`).exec(lines[index]!) ?? []
  return value === undefined || value === '' ? undefined : value.replace(/^(["'])(.*)\1$/, '$2')
}

/** The first line below a comment of its own that is no comment. */
function nextLine(lines: readonly string[], index: number): number {
  let at = index + 1
  while (at < lines.length && /^\s*(?:#.*)?$/.test(lines[at]!)) at++
  return at + 1
}

function documentAround(lines: readonly string[], index: number): readonly [number, number] {
  const isSeparator = (line: string | undefined): boolean => line !== undefined && /^---(?:\s|$)/.test(line)
  let [first, last] = [index, index]
  while (first > 0 && !isSeparator(lines[first])) first--
  while (last + 1 < lines.length && !isSeparator(lines[last + 1])) last++
  return [first + 1, last + 1]
}

function codesOf(entry: string, at: { readonly file: string; readonly line: number }, isKnown: (code: string) => boolean, problems: Result[]): string[] {
  if (entry === '') return []
  const [, list, reason] = ENTRY.exec(entry) ?? []
  const codes = list?.split(',').map((code) => code.trim()) ?? []
  const unknown = codes.find((code) => !isKnown(code))
  if (codes.length > 0 && unknown === undefined && reason !== '') return codes
  // The network check says what is wrong with suppressions of its own codes.
  if (codes.length > 0 && codes.every(isOfNetwork)) return []
  const problem = codes.length === 0 ? 'names no rule' : unknown !== undefined ? `names ${unknown}, which is no rule` : 'gives no reason'
  problems.push(finding(CHECK_RULES.badSuppression, `the suppression ${problem}: it has no effect; write the code and the reason`, at))
  return []
}

function idle({ file, line, codes }: Suppression): Result {
  return finding(CHECK_RULES.idleSuppression, `${codes.join(', ')} finds nothing here: remove the suppression`, { file, line })
}

function finding({ code, severity }: Rule, message: string, { file, line }: { readonly file: string; readonly line: number }): Result {
  return { code, severity, message, place: { file, position: { line, column: 1 } } }
}
