/** Which returned resource is which of those that were sent. */

import { identityOf } from '#krm/item-list.ts'
import type { Resource } from '#krm/resource.ts'
import type { SentItem } from './wire.ts'
import { ID, INDEX, LEGACY_ID, LEGACY_INDEX, LEGACY_PATH, PACKAGE_PATH, PATH } from '#krm/wire-keys.ts'

/**
 * For each returned resource the item it is, or undefined for a new one: by kpt's id annotations, then by package, path
 * and index as sent, then by an identity that only one of the rest on each side has. No item is given out twice.
 */
export function matchItems(sent: readonly SentItem[], returned: readonly Resource[]): (SentItem | undefined)[] {
  const matched: (SentItem | undefined)[] = returned.map(() => undefined)
  const free = new Set(sent)
  const claim = (find: (resource: Resource) => SentItem | undefined): void => {
    for (const [index, resource] of returned.entries()) {
      const found = matched[index] === undefined ? find(resource) : undefined
      if (found === undefined || !free.has(found)) continue
      matched[index] = found
      free.delete(found)
    }
  }
  claim(({ annotations }) => sent[Number(annotations.get(ID) ?? annotations.get(LEGACY_ID) ?? Number.NaN) - 1])
  if (!matched.includes(undefined) || free.size === 0) return matched
  const byPlace = new Map(sent.map((item) => [placeKey(item.annotations), item]))
  claim(({ annotations }) => byPlace.get(placeKey(annotations)))
  const rest = returned.filter((_, index) => matched[index] === undefined)
  const bySentIdentity = uniqueBy([...free], (item) => identityOf(item.item.resource))
  const byReturnedIdentity = uniqueBy(rest, identityOf)
  claim((resource) => (byReturnedIdentity.has(identityOf(resource)) ? bySentIdentity.get(identityOf(resource)) : undefined))
  return matched
}

function placeKey(annotations: ReadonlyMap<string, string>): string {
  const path = annotations.get(PATH) ?? annotations.get(LEGACY_PATH) ?? ''
  const index = annotations.get(INDEX) ?? annotations.get(LEGACY_INDEX) ?? ''
  return path === '' ? '' : JSON.stringify([annotations.get(PACKAGE_PATH) ?? '', path, index])
}

function uniqueBy<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T> {
  const found = new Map<string, T>()
  const twice = new Set<string>()
  for (const value of values) {
    const key = keyOf(value)
    if (found.has(key)) twice.add(key)
    found.set(key, value)
  }
  for (const key of twice) found.delete(key)
  return found
}
