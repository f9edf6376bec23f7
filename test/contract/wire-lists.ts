// ResourceLists to try any function with.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { readKrmFile } from '#krm/krm-file.ts'
import { Resource } from '#krm/resource.ts'
import { printResourceList } from '#krm/resource-list.ts'
import { parseCase, type Case } from '../cases/case-file.ts'
import { root } from './processes.ts'

/** The cases of a function by their names. */
export function casesOf(name: string): ReadonlyMap<string, Case> {
  const folder = `${root}functions/${name}/cases/`
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.case')).toSorted() : []
  return new Map(files.map((file) => [file, parseCase(readFileSync(folder + file, 'utf8'))]))
}

/** A case's files and config in kpt's form. */
export function wireText({ files, config }: Pick<Case, 'files' | 'config'>, apiVersion = 'config.kubernetes.io/v1'): string {
  const items = files.flatMap(({ path, text }) =>
    readKrmFile(path, text).resources.map(({ text: document }, index) => {
      const item = new Resource(document, 'document')
      item.field('metadata', 'annotations', 'internal.config.kubernetes.io/path').set(path)
      item.field('metadata', 'annotations', 'internal.config.kubernetes.io/index').set(String(index))
      return item
    }),
  )
  const functionConfig = config === undefined ? undefined : new Resource(config, 'document', { path: '', index: 0 })
  return printResourceList({ apiVersion, items, functionConfig, results: [] })
}

/** As many bytes of ConfigMaps that no function has a reason to touch. */
export function bulkyItems(bytes: number): string {
  const items: string[] = []
  const padding = 'x'.repeat(200)
  for (let size = 0, number = 0; size < bytes; size += items.at(-1)!.length, number++) {
    items.push(`- apiVersion: v1\n  kind: ConfigMap\n  metadata:\n    name: bulk-${number}\n  data:\n    padding: ${padding} # ${number}\n`)
  }
  return items.join('')
}
