// Real packages for the renderer: copied, with every pipeline replaced.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { printKrmFile, readKrmFile } from '#krm/krm-file.ts'

/** Every directory below `corpus` that holds a Kptfile, by its path. */
export function packagesOf(corpus: string): string[] {
  return readdirSync(corpus, { recursive: true, encoding: 'utf8' })
    .filter((path) => /(^|\/)Kptfile$/.test(path))
    .map((path) => path.replace(/\/?Kptfile$/, ''))
    .toSorted()
}

/**
 * The files of a package with `functions` as the mutators of every Kptfile in it (its own where none are given), and further
 * files beside each of these.
 */
export function withPipeline(root: string, functions?: readonly object[], beside: Readonly<Record<string, string>> = {}): { path: string; text: string }[] {
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(\.ya?ml|\.json|^Kptfile|^\.krmignore)$/.test(entry.name))
    .map((entry) => {
      const path = join(entry.parentPath, entry.name)
      const text = readFileSync(path, 'utf8')
      return { path: path.slice(root.length + 1), text: entry.name === 'Kptfile' && functions !== undefined ? replacePipeline(text, functions) : text }
    })
  const folders = files.flatMap(({ path }) => (/(^|\/)Kptfile$/.test(path) ? [path.slice(0, -'Kptfile'.length)] : []))
  return [...files, ...folders.flatMap((folder) => Object.entries(beside).map(([name, text]) => ({ path: folder + name, text })))]
}

function replacePipeline(text: string, functions: readonly object[]): string {
  const file = readKrmFile('Kptfile', text)
  const pipeline = file.resources[0]!.field('pipeline')
  if (functions.length === 0) pipeline.remove()
  else pipeline.set({ mutators: functions as { readonly [key: string]: string }[] })
  return printKrmFile('Kptfile', file, file.resources)
}
