/** Rendered packages by the hash of everything that they were made from. */

import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CliError } from '#cli/cli-error.ts'
import type { Result } from '#krm/result.ts'

/** What is kept of a package. */
export interface CachedPackage {
  readonly files: readonly (readonly [path: string, text: string])[]
  readonly objects: number
  readonly results: readonly Result[]
  /** Names of the functions that ran, where a check kept it. */
  readonly functions?: readonly string[]
}

/** Counts up when the meaning of a key or an entry changes. */
const FORMAT = 1

/** The hash of texts, none of which runs into the next. */
export function hashOf(parts: Iterable<string>): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(`${part.length}\n`).update(part)
  return hash.digest('hex')
}

/** The name of an entry: a directory that somebody named may hold other files. */
const ENTRY = /^[0-9a-f]{64}\.json$/

/** A directory of entries. It never fails a command: what cannot be read is made anew, what cannot be written is not kept. */
export class PackageCache {
  readonly #directory: string
  readonly #used = new Set<string>()

  constructor(directory: string) {
    this.#directory = directory
  }

  /** The cache in a directory that a user named, whether or not it is there yet; anything else is a CliError. */
  static at(directory: string): PackageCache {
    if (directory === '' || statSync(directory, { throwIfNoEntry: false })?.isDirectory() === false) throw new CliError('IO002', `--cache is "${directory}", which is no directory`, directory)
    return new PackageCache(directory)
  }

  get(key: string): CachedPackage | undefined {
    this.#used.add(key)
    try {
      const entry: unknown = JSON.parse(readFileSync(this.#file(key), 'utf8'))
      return isEntry(entry) && entry.format === FORMAT ? entry : undefined
    } catch {
      return undefined
    }
  }

  put(key: string, entry: CachedPackage): void {
    try {
      const file = this.#file(key)
      mkdirSync(join(this.#directory, key.slice(0, 2)), { recursive: true })
      const temp = `${file}.${process.pid}.tmp`
      writeFileSync(temp, JSON.stringify({ format: FORMAT, ...entry }))
      renameSync(temp, file)
    } catch {
      // A full or read-only disk: the next run renders again.
    }
  }

  /** Removes every entry that nobody asked for in this run. */
  prune(): void {
    try {
      for (const folder of readdirSync(this.#directory)) {
        for (const name of readdirSync(join(this.#directory, folder))) {
          if (ENTRY.test(name) && !this.#used.has(name.slice(0, -'.json'.length))) unlinkSync(join(this.#directory, folder, name))
        }
      }
    } catch {
      // Nothing there, or somebody else prunes.
    }
  }

  #file(key: string): string {
    return join(this.#directory, key.slice(0, 2), `${key}.json`)
  }
}

function isEntry(entry: unknown): entry is CachedPackage & { readonly format: unknown } {
  if (typeof entry !== 'object' || entry === null || !('files' in entry) || !('results' in entry) || !('objects' in entry) || !('format' in entry)) return false
  return Array.isArray(entry.files) && Array.isArray(entry.results) && (!('functions' in entry) || Array.isArray(entry.functions)) && typeof entry.objects === 'number'
}
