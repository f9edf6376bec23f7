/** The documents of the real inputs. */

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cutDocuments } from '#krm/cut-documents.ts'

/** Every document of every YAML file and Kptfile below a folder, as it stands there. */
export function corpusTexts(folder: string): string[] {
  const texts: string[] = []
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  for (const file of entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort()) {
    if (!/(?:\.ya?ml|\/Kptfile)$/.test(file)) continue
    const text = readFileSync(file, 'utf8')
    for (const { start, end } of cutDocuments(text).documents) texts.push(text.slice(start, end))
  }
  return texts
}
