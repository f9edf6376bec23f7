/** The items of a call as they were before it: what is restored when the call fails. */

import type { PackageItem } from './package-item.ts'

/** One item's state; texts are shared, nothing is copied. */
export interface BackupEntry {
  readonly item: PackageItem
  readonly text: string
  readonly path: string
  readonly index: number
  readonly packageDir: string
}

/** Remembers the state of items. */
export function backupOf(items: readonly PackageItem[]): BackupEntry[] {
  return items.map((item) => ({ item, text: item.resource.text, path: item.resource.origin.path, index: item.resource.origin.index, packageDir: item.packageDir }))
}

/** Puts every item back into the state that was remembered. */
export function restore(backup: readonly BackupEntry[]): void {
  for (const { item, text, path, index, packageDir } of backup) {
    const { resource } = item
    if (resource.text !== text) resource.splice([{ start: 0, end: resource.text.length, text }])
    resource.origin.path = path
    resource.origin.index = index
    item.packageDir = packageDir
  }
}
