/** Whether two spellings of a package say the same: what `--check` goes by. */

import { readKrmFile } from '#krm/krm-file.ts'
import { entriesOf, isList, isScalar, sameValue, valueOf } from '#krm/plain-value.ts'
import type { PlainValue } from '#krm/print.ts'
import type { Resource } from '#krm/resource.ts'
import { commentTexts } from './comment-texts.ts'
import { KPTFILE_NAME } from './kptfile.ts'
import type { FileChange } from './outcome.ts'
import { baseName } from './slash-path.ts'

/**
 * Whether two texts of the file at `path` hold the same resources in the same order, by value and by the texts of their
 * comments. What a render writes about itself into a Kptfile (condition Rendered, renderStatus) does not count, nor does
 * an empty annotations map. Texts that cannot be read are the same only when they are equal.
 */
export function sameMeaning(path: string, a: string, b: string): boolean {
  if (a === b) return true
  const left = readKrmFile(path, a)
  const right = readKrmFile(path, b)
  if (left.problems.length > 0 || right.problems.length > 0 || left.resources.length !== right.resources.length) return false
  const isKptfile = baseName(path) === KPTFILE_NAME
  return left.resources.every((resource, index) => sameResource(resource, right.resources[index]!, isKptfile))
}

/** The changes of a render that change the meaning of a file; `current` are the files as they are. */
export function meaningfulChanges(current: ReadonlyMap<string, string>, changes: ReadonlyMap<string, FileChange>): Map<string, FileChange> {
  return new Map([...changes].filter(([path, change]) => change === 'delete' || !sameMeaning(path, current.get(path) ?? '', change.text)))
}

function sameResource(a: Resource, b: Resource, isKptfile: boolean): boolean {
  const [left, right] = [a, b].map((resource) => {
    const value = resource.field().value ?? null
    return withoutEmptyAnnotations(isKptfile ? withoutRenderStatus(value) : value)
  })
  if (!sameValue(left!, right!)) return false
  const [ours, theirs] = [commentTexts(a), commentTexts(b)]
  return ours.length === theirs.length && ours.every((comment, index) => comment === theirs[index])
}

function withoutEmptyAnnotations(value: PlainValue): PlainValue {
  return change(value, 'metadata', (metadata) => change(metadata, 'annotations', (annotations) => (isEmptyMap(annotations) || annotations === null ? undefined : annotations)))
}

function withoutRenderStatus(value: PlainValue): PlainValue {
  return change(value, 'status', (status) => {
    const conditions = change(status, 'conditions', (list) => {
      if (isScalar(list) || !isList(list)) return list
      const others = list.filter((condition) => valueOf(condition, 'type') !== 'Rendered')
      return others.length === 0 ? undefined : others
    })
    const rest = change(conditions, 'renderStatus', () => undefined)
    return isEmptyMap(rest) ? undefined : rest
  })
}

/** A map with one key's value replaced, or dropped for undefined; other values come back as they are. */
function change(value: PlainValue, key: string, to: (child: PlainValue) => PlainValue | undefined): PlainValue {
  if (isScalar(value) || isList(value)) return value
  return new Map(
    entriesOf(value).flatMap(([name, child]) => {
      const changed = name === key ? to(child) : child
      return changed === undefined ? [] : [[name, changed] as const]
    }),
  )
}

function isEmptyMap(value: PlainValue): boolean {
  return !isScalar(value) && !isList(value) && entriesOf(value).length === 0
}
