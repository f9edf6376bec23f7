/** Folders of packages, as slash paths without one at the end; the root is the empty text. */

import type { Resource } from '#krm/resource.ts'

/** The folder of a file. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/')
  return slash === -1 ? '' : path.slice(0, slash)
}

/** A folder and all above it, the nearest first. */
export function withParents(folder: string): string[] {
  const folders = [folder]
  for (let at = folder; at !== ''; ) folders.push((at = folderOf(at)))
  return folders
}

/** Which package a resource belongs to: the nearest folder that holds a Kptfile, else the folder of its own file. */
export class PackageFolders {
  readonly #packages = new Set<string>()

  constructor(items: Iterable<Resource>) {
    for (const item of items) if (item.kind === 'Kptfile') this.#packages.add(folderOf(item.origin.path))
  }

  of(resource: Resource): string {
    const own = folderOf(resource.origin.path)
    return withParents(own).find((folder) => this.#packages.has(folder)) ?? own
  }
}
