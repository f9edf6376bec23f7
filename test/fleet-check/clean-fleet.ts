// The fleet of clean.fleet: a management repository `fleet` and its `blueprints`, without a finding.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export type Files = ReadonlyMap<string, string>

export const CLEAN: Files = new Map(
  readFileSync(fileURLToPath(new URL('./clean.fleet', import.meta.url)), 'utf8').split(/(?:^|\n)-- /).slice(1).map((section) => {
    const [, path, text] = /^(\S+) --\n([\s\S]*)$/.exec(section)!
    return [path!, `${text!.trimEnd()}\n`]
  }),
)

export function layOut(root: string, files: Files): void {
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
}
