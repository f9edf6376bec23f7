/** defects.txt: a sentence; edits `file: text -> text` (every occurrence's first) and `file + document`; what is found. */

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { CLEAN, type Files } from './clean-fleet.ts'

export const DEFECTS_FILE = fileURLToPath(new URL('./defects.txt', import.meta.url))

/** One defect of a fleet that is otherwise clean. */
export interface Defect {
  readonly reason: string
  readonly edits: readonly string[]
  readonly expected: string
}

export const DEFECTS: readonly Defect[] = readFileSync(DEFECTS_FILE, 'utf8').trimEnd().split(/\n\n/).map((paragraph) => {
  const lines = paragraph.split('\n')
  const isExpected = (line: string): boolean => line.startsWith('=>')
  return { reason: lines[0]!.slice(2), edits: lines.slice(1).filter((line) => !isExpected(line)), expected: lines.filter(isExpected).join('\n') }
})

/** The files after the edits of some defects. An edit whose text is not there is a mistake of the test. */
export function withDefects(defects: readonly Defect[]): Files {
  const files = new Map(CLEAN)
  for (const edit of defects.flatMap(({ edits }) => edits)) {
    const added = /^(\S+) \+ (.*)$/.exec(edit)
    if (added !== null) {
      const before = files.get(added[1]!)
      files.set(added[1]!, `${before === undefined ? '' : `${before}---\n`}${added[2]!}\n`)
      continue
    }
    const [, path, from, to] = /^(\S+): (.*) -> (.*)$/.exec(edit)!
    const before = files.get(path!)!
    if (!before.includes(from!)) throw new Error(`${path} has no ${from}`)
    files.set(path!, before.replace(from!, () => to!.replaceAll(String.raw`\n`, '\n')))
  }
  return files
}
