/** The files of a package while Porch's steps change them: read when first asked for, every other byte as it was. */

import { printKrmFile, readKrmFile, type KrmFile } from '#krm/krm-file.ts'
import type { Resource } from '#krm/resource.ts'

/** Files by their path in the package. */
export class PackageUnderEdit {
  readonly #texts: Map<string, string>
  readonly #read = new Map<string, { readonly file: KrmFile; readonly resources: Resource[] }>()

  constructor(texts: ReadonlyMap<string, string>) {
    this.#texts = new Map(texts)
  }

  /** Paths in the order in which the files were given; new ones last. */
  get paths(): readonly string[] {
    return [...this.#texts.keys()]
  }

  /** A file's text as it was given. */
  source(path: string): string | undefined {
    return this.#texts.get(path)
  }

  /** The resources of a file, to be edited in place; the list may lose and gain members. Empty for a missing file. */
  resources(path: string): Resource[] {
    const text = this.#texts.get(path)
    if (text === undefined) return []
    let read = this.#read.get(path)
    if (read === undefined) {
      const file = readKrmFile(path, text)
      this.#read.set(path, (read = { file, resources: [...file.resources] }))
    }
    return read.resources
  }

  /** Whether a file is valid YAML. */
  isReadable(path: string): boolean {
    this.resources(path)
    return this.#read.get(path)?.file.problems.length === 0
  }

  /** Puts a text in the place of a file, or adds the file. */
  write(path: string, text: string): void {
    this.#texts.set(path, text)
    this.#read.delete(path)
  }

  /** All files as they are now; a file that lost its last resource is gone. */
  print(): Map<string, string> {
    const printed = new Map<string, string>()
    for (const [path, text] of this.#texts) {
      const read = this.#read.get(path)
      if (read === undefined || read.file.problems.length > 0) printed.set(path, text)
      else if (read.resources.length > 0 || read.file.resources.length === 0) printed.set(path, printKrmFile(path, read.file, read.resources))
    }
    return printed
  }
}
