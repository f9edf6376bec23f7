/** Packages whose files are edited at random, by a Go function under kpt and by us. */

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { readKrmFile } from '#krm/krm-file.ts'
import { ItemList } from '#krm/item-list.ts'
import type { Runner } from '#render/runner.ts'
import { generateText } from '../../prove/edits/generated-text.ts'
import { Rng } from '../../prove/edits/rng.ts'
import { applyEdit, randomEdit, type Edit } from './random-edits.ts'

/** The file of the edits in each package. */
export const EDITS = 'edits.yaml'

/** One edit for each file that holds resources, and in some packages one new resource. */
export function chooseEdits(files: ReadonlyMap<string, string>, seed: number): Edit[] {
  const rng = new Rng(seed * 7919)
  const edits = [...files].flatMap(([path, text]): Edit[] => {
    if (!/\.ya?ml$/.test(path) || path === EDITS || /(?:^|\/)\./.test(path)) return []
    const { resources } = readKrmFile(path, text)
    if (resources.length === 0) return []
    const resource = rng.pick(resources)
    if (rng.once(25)) return [{ file: path, index: String(resource.origin.index), op: 'delete', path: [] }]
    const edit = randomEdit(rng, resource)
    return edit === undefined ? [] : [edit]
  })
  if (!rng.once(3)) return edits
  const metadata = { name: `added-${seed}`, ...(rng.once(2) && { namespace: 'apps' }), labels: { app: 'x' } }
  return [...edits, { file: '', index: '', op: 'add', path: [], value: { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { a: 'b', list: '- x\n- y\n' } } }]
}

/** The functionConfig that tells the Go function and ours what to edit. */
export function editsFile(edits: readonly Edit[]): string {
  return stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'edits' }, data: { edits: JSON.stringify(edits) } }, { lineWidth: 0 })
}

/** Ours: the edits of the functionConfig, with fields. */
export const editInProcess: Runner = ({ items, functionConfig }) => {
  const list = new ItemList(items)
  for (const edit of JSON.parse(functionConfig!.field('data', 'edits').string!) as Edit[]) applyEdit(list, edit)
  return { items: list.toArray(), results: [], ok: true }
}

/** Packages of one file each, with a generated resource that we can read. */
export function generatedPackages(count: number, seed: number): { readonly name: string; readonly text: string }[] {
  return Array.from({ length: count }, (_, index) => {
    const head = `apiVersion: example.com/v1\nkind: Generated\nmetadata:\n  name: g${index}\n`
    const text = generateText(new Rng(seed + index)).replaceAll('\r\n', '\n')
    return { name: `g${index}`, text: text.replace(/^(?:#.*\n|\n)*/, (lead) => lead + head) }
  }).filter(({ text }) => readKrmFile('a.yaml', text).problems.length === 0)
}

/** Writes them below `dir`. */
export function layGenerated(dir: string, packages: readonly { readonly name: string; readonly text: string }[]): void {
  for (const { name, text } of packages) {
    mkdirSync(join(dir, name), { recursive: true })
    writeFileSync(join(dir, name, 'Kptfile'), 'apiVersion: kpt.dev/v1\nkind: Kptfile\nmetadata:\n  name: p\n')
    writeFileSync(join(dir, name, 'a.yaml'), text)
  }
}
