// The corpus, folder by folder, as items of a ResourceList.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readKrmFile } from '#krm/krm-file.ts'
import { itemText } from '#krm/resource-list.ts'
import { corpusDir } from '../../oracles/oracles.ts'

interface Folder {
  readonly folder: string
  readonly items: readonly string[]
  /** The configs of apply-replacements that lie there. */
  readonly replacements: readonly string[]
}

/** Folders of the corpus with all their items; broken files are left out. */
export function corpusFolders(): Folder[] {
  const root = corpusDir()!
  const found = new Map<string, { folder: string; items: string[]; replacements: string[] }>()
  for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /\.ya?ml$|Kptfile$/.test(name)).toSorted()) {
    const folder = file.slice(0, file.lastIndexOf('/'))
    const { resources, problems } = readKrmFile(file, readFileSync(join(root, file), 'utf8'))
    if (problems.length > 0) continue
    const entry = found.get(folder) ?? { folder, items: [], replacements: [] }
    entry.items.push(...resources.map((resource) => itemText(resource)))
    entry.replacements.push(...resources.filter(({ kind }) => kind === 'ApplyReplacements').map(({ documentText }) => documentText))
    found.set(folder, entry)
  }
  return [...found.values()]
}
