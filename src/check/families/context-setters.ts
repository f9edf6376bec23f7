/** Names that fields ask apply-cluster-context for, in packages that wait for their cluster: the function is silent there. */

import { DERIVED_SETTERS } from '#fleet/derived-setters.ts'
import { settersOfOthers } from '#fleet/other-setters.ts'
import { SETTER_FINDINGS } from '#fleet/setter-findings.ts'
import { nearestName } from '#krm/nearest-name.ts'
import { placeOf, type Result } from '#krm/result.ts'
import type { SourceTree } from '#check/source-tree.ts'
import { applyingOf, givenTo, isApplyContext, usesOf } from './setter-uses.ts'

/** What a context gives, whatever it holds. */
const DERIVED = DERIVED_SETTERS.flatMap(({ name, aliases }) => [name, ...aliases])

/** Names shorter than this differ by two edits too easily. */
const LONG_NAME = 5

/** Names that nothing can give and that are nearly one that something gives. `fromVariants` as in the audit. */
export function misspeltForContext(tree: SourceTree, fromVariants: ReadonlySet<string>): Result[] {
  const waiting = tree.packages.filter(({ kptfile }) => kptfile?.mutators.some(isApplyContext))
  if (waiting.length === 0) return []
  const all = tree.packages.flatMap(({ resources }) => resources)
  const others = [...settersOfOthers(all, '').given, ...tree.packages.flatMap(applyingOf).flatMap(({ given }) => [...given.keys()]), ...fromVariants]
  return waiting.flatMap((pack) => {
    const known = [...new Set([...DERIVED, ...givenTo(tree, pack).keys(), ...others])]
    return [...usesOf(tree, pack)].flatMap(([name, [first, ...more]]): Result[] => {
      const near = known.includes(name) || name.length < LONG_NAME ? undefined : nearestName(name, known.filter((other) => other.length >= LONG_NAME))
      if (near === undefined || withoutDigits(near) === withoutDigits(name)) return []
      const { code, severity } = SETTER_FINDINGS.nearMiss
      return [{ code, severity, message: `nothing gives the setter ${name}${more.length === 0 ? '' : ` (${more.length + 1} fields)`}; did you mean ${near}?`, place: placeOf(first!) }]
    })
  })
}

/** `node-ip-1` and `node-ip-2` are two names, not one with an error. */
function withoutDigits(name: string): string {
  return name.replaceAll(/\d+/g, '')
}
