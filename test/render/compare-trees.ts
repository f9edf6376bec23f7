// Compares what two renders left: by value, by order, by comments.
import { readKrmFile } from '#krm/krm-file.ts'
import { entriesOf, isList, isScalar, sameValue } from '#krm/plain-value.ts'
import type { PlainValue } from '#krm/print.ts'
import { commentTexts } from '#render/comment-texts.ts'

/** Everything in which `ours` differs from `theirs` beyond what kpt's own rewriting explains (facts: empty annotations). */
export function differences(theirs: ReadonlyMap<string, string>, ours: ReadonlyMap<string, string>): string[] {
  const paths = [...new Set([...theirs.keys(), ...ours.keys()])].toSorted()
  return paths.flatMap((path) => {
    const left = theirs.get(path)
    const right = ours.get(path)
    if (left === right) return []
    if (left === undefined) return [`${path}: only ours has it`]
    if (right === undefined) return [`${path}: only kpt has it`]
    if (!/(\.ya?ml|\.json|Kptfile)$/.test(path)) return [`${path}: the texts differ`]
    return fileDifferences(path, left, right)
  })
}

function fileDifferences(path: string, theirs: string, ours: string): string[] {
  const left = readKrmFile(path, theirs)
  const right = readKrmFile(path, ours)
  const problem = left.problems[0] ?? right.problems[0]
  if (problem !== undefined) return [`${path}: ${problem.code} ${problem.message} in ${left.problems.length > 0 ? "kpt's" : 'our'} output`]
  if (left.resources.length !== right.resources.length) return [`${path}: ${left.resources.length} documents with kpt, ${right.resources.length} with us`]
  return left.resources.flatMap((resource, index) => {
    const other = right.resources[index]!
    const found: string[] = []
    if (!sameValue(normal(resource.field().value ?? null), normal(other.field().value ?? null))) found.push(`${path}[${index}]: values differ\n${firstDifference(resource.text, other.text)}`)
    const lost = missing(commentTexts(resource), commentTexts(other))
    if (lost.length > 0) found.push(`${path}[${index}]: we lost ${lost.join(' | ')}`)
    return found
  })
}

/** What kpt drops from a resource: empty annotations, then an empty metadata. */
function normal(value: PlainValue): PlainValue {
  if (isScalar(value) || isList(value)) return value
  return new Map(
    entriesOf(value).flatMap(([key, child]) => {
      if (key !== 'metadata' || isScalar(child) || isList(child)) return [[key, child] as const]
      const kept = entriesOf(child).filter(([name, inner]) => name !== 'annotations' || !(inner === null || (!isScalar(inner) && !isList(inner) && entriesOf(inner).length === 0)))
      return kept.length === 0 ? [] : [[key, new Map(kept)] as const]
    }),
  )
}

/** Texts of `wanted` that `found` does not have; how often does not count, because kpt copies comments to neighbours. */
function missing(wanted: readonly string[], found: readonly string[]): string[] {
  const there = new Set(found)
  return [...new Set(wanted)].filter((text) => !there.has(text))
}

/** The first lines in which two texts differ. */
export function firstDifference(theirs: string, ours: string): string {
  const left = theirs.split('\n')
  const right = ours.split('\n')
  const at = left.findIndex((line, index) => line !== right[index])
  return `line ${at + 1}\n kpt:  ${left.slice(at, at + 3).join('\n       ')}\n ours: ${right.slice(at, at + 3).join('\n       ')}`
}
