import { randomBytes } from 'node:crypto'
import { lstatSync, rmdirSync, unlinkSync } from 'node:fs'
import type { Dir } from './dir.ts'
import { CLAIM_NAME, LOCK_NAME, TEMP_NAME, TEMP_PREFIX } from './file-names.ts'
import { unless } from './system-error.ts'

/** Chance for the next names: to ask the system for each would cost more than the rest of the name. */
let chance = Buffer.alloc(0)
const NAME_BYTES = 8

/** A name that nobody else has; TEMP_NAME recognises it. */
export function tempName(): string {
  if (chance.length === 0) chance = randomBytes(64 * NAME_BYTES)
  const name = chance.toString('hex', 0, NAME_BYTES)
  chance = chance.subarray(NAME_BYTES)
  return TEMP_PREFIX + name
}

/** Removes a file, link or whole directory from a directory without following a link; gone already is fine. */
export function removeEntry(dir: Dir, name: string): void {
  const stat = unless(['ENOENT'], () => lstatSync(dir.at(name)))
  if (stat === undefined) return
  if (!stat.isDirectory()) {
    unless(['ENOENT'], () => unlinkSync(dir.at(name)))
    return
  }
  const child = dir.child(name)
  try {
    for (const entry of child.entries()) removeEntry(child, entry.name)
  } finally {
    child.close()
  }
  rmdirSync(dir.at(name))
}

/**
 * Removes what an uncommitted write left: temp files and directories everywhere below the package, claims beside its
 * lock. A directory with a lock of its own is left to its own recovery. Returns the paths that it removed.
 */
export function sweep(root: Dir): string[] {
  const removed: string[] = []
  sweepDirectory(root, '', removed)
  return removed
}

function sweepDirectory(dir: Dir, path: string, removed: string[]): void {
  const entries = dir.entries()
  if (path !== '' && entries.some((entry) => entry.name === LOCK_NAME)) return
  for (const entry of entries) {
    const below = path === '' ? entry.name : `${path}/${entry.name}`
    if (TEMP_NAME.test(entry.name) || (path === '' && CLAIM_NAME.test(entry.name))) {
      removeEntry(dir, entry.name)
      removed.push(below)
    } else if (entry.isDirectory() && entry.name !== '.git') {
      const child = dir.child(entry.name)
      try {
        sweepDirectory(child, below, removed)
      } finally {
        child.close()
      }
    }
  }
}
