/** The functions of a PackageVariant in a package's pipeline: before the package's own, under generated names. */

import type { Resource } from '#krm/resource.ts'
import { entriesOf } from '#krm/plain-value.ts'
import type { PlainMap } from '#krm/print.ts'
import type { PlannedFunction, PlannedPackage } from './planned-package.ts'

/**
 * Puts the variant's functions first and takes those away that it put there before. Porch knows its own by their names:
 * four parts parted by dots, the second the variant's name, so a dot in a name makes it pile up duplicates.
 */
export function prependFunctions(kptfile: Resource, variant: string, pipeline: PlannedPackage['pipeline']): void {
  for (const type of ['mutators', 'validators'] as const) {
    const list = kptfile.field('pipeline', type)
    const added = pipeline[type].map(named)
    // The old ones go last: a list that was empty in between would lose its style.
    if (list.children().length > 0) for (const [index, entry] of added.entries()) list.insertItem(index, entry)
    else if (added.length > 0) list.set(added)
    for (const entry of list.children().slice(added.length).toReversed()) if (isOwn(entry.child('name').string, variant)) entry.remove()
    if (list.children().length === 0) list.remove()
  }
  if (kptfile.field('pipeline').exists && kptfile.field('pipeline').children().length === 0) kptfile.field('pipeline').remove()
}

function named({ name, value }: PlannedFunction): PlainMap {
  const others = entriesOf(value).filter(([key]) => key !== 'name')
  const [first, ...rest] = others
  return new Map([...(first === undefined ? [] : [first]), ['name', name] as const, ...rest])
}

function isOwn(name: string | undefined, variant: string): boolean {
  const parts = name?.split('.') ?? []
  return parts.length === 4 && parts[0] === 'PackageVariant' && parts[1] === variant && /^[+-]?\d+$/.test(parts[3]!)
}
