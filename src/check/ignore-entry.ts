/** One decision to leave rules out, as a line: `KRM102, NET012 old/** lab/** # reason`. */

import { nearestName } from '#krm/nearest-name.ts'
import type { Ignored } from './policy.ts'
import { RULES } from './rules/registry.ts'

/** What an entry is written like, for messages. */
export const IGNORE_FORM = 'CODE[,CODE] [GLOB ...] # reason'

const CODES = /^[A-Z]{3}\d{3}(?:[ \t]*,[ \t]*[A-Z]{3}\d{3})*(?=\s|$)/

/** Reads a line: codes, then globs as in a .gitignore, then the reason behind ` #`. A text is what is wrong with it. */
export function readIgnoreEntry(line: string): Ignored | string {
  if (/[\r\n]/.test(line.trim())) return `"${line}" is more than one line: give one entry for each`
  const hash = line.search(/(?:^|\s)#/)
  const [said, reason] = hash === -1 ? [line, ''] : [line.slice(0, hash), line.slice(hash).trimStart().slice(1).trim()]
  const codes = CODES.exec(said.trim())?.[0]
  if (codes === undefined) return `"${line}" names no rule: write ${IGNORE_FORM}`
  const rules = codes.split(',').map((code) => code.trim())
  const unknown = rules.find((code) => !RULES.has(code))
  if (unknown !== undefined) return `"${line}": ${noSuchRule(unknown)}`
  if (reason === '') return `"${line}" gives no reason: write ${IGNORE_FORM}`
  const paths = said.trim().slice(codes.length).split(/\s+/).filter((glob) => glob !== '')
  const code = paths.find((path) => RULES.has(path.replace(/,$/, '')))
  if (code !== undefined) return `"${line}": ${code} is a rule and stands among the globs: codes are parted by commas`
  return { rules, ...(paths.length > 0 && { paths }), reason }
}

/** Says that a code is no rule's, and which one may be meant. */
export function noSuchRule(code: string): string {
  const near = nearestName(code, RULES.keys())
  return `there is no rule ${code}${near === undefined ? '' : `; did you mean ${near}?`}`
}
