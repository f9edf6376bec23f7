/** From rendered items to the files that change. */

import { printKrmFile, type KrmFile } from '#krm/krm-file.ts'
import type { FileChange, RenderedItem } from './outcome.ts'
import { filePath, type PackageItem } from './package-item.ts'

/** Items by their file, each file's in the order in which they stand in it; order of files as items first name them. */
export function itemsByFile(items: readonly PackageItem[]): Map<string, readonly PackageItem[]> {
  const groups = new Map<string, PackageItem[]>()
  for (const item of items) {
    const path = filePath(item)
    const group = groups.get(path)
    if (group === undefined) groups.set(path, [item])
    else group.push(item)
  }
  return new Map([...groups].map(([path, group]) => [path, inFileOrder(group)]))
}

/**
 * By index. Resources without one get the greatest index that the file has, counted up from the second on (kpt's rule),
 * and equal indexes keep their order, so they come last.
 */
function inFileOrder(group: readonly PackageItem[]): PackageItem[] {
  let next = Math.max(0, ...group.filter(({ hasIndex }) => hasIndex).map(({ resource }) => resource.origin.index))
  const order = new Map(group.map((item) => [item, item.hasIndex ? item.resource.origin.index : next++]))
  return group.toSorted((a, b) => order.get(a)! - order.get(b)!)
}

/** The text of every file that holds resources, by path in byte order; a file that did not change is the very same string. */
export function printFiles(files: ReadonlyMap<string, KrmFile>, groups: ReadonlyMap<string, readonly PackageItem[]>): Map<string, string> {
  const texts = [...groups].map(([path, group]) => [path, printKrmFile(path, files.get(path), group.map(({ resource }) => resource))] as const)
  return new Map(texts.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** The files whose text is not what was read, and those of `pruned` that hold no resource any more. */
export function changedFiles(files: ReadonlyMap<string, KrmFile>, printed: ReadonlyMap<string, string>, pruned: readonly string[]): Map<string, FileChange> {
  const changes: [string, FileChange][] = []
  for (const [path, text] of printed) if (text !== files.get(path)?.text) changes.push([path, { text }])
  for (const path of pruned) if (!printed.has(path)) changes.push([path, 'delete'])
  return new Map(changes.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** All items in their order, with the place that they have in their files. */
export function renderedItems(items: readonly PackageItem[], groups: ReadonlyMap<string, readonly PackageItem[]>): RenderedItem[] {
  const places = new Map<PackageItem, number>()
  for (const group of groups.values()) for (const [index, item] of group.entries()) places.set(item, index)
  return items.map((item) => ({ resource: item.resource, path: filePath(item), index: places.get(item)!, packageDir: item.packageDir }))
}
