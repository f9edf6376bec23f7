import { lstatSync, renameSync } from 'node:fs'
import { CliError } from '../cli-error.ts'
import type { Dir } from './dir.ts'
import { JOURNAL_NAME, TEMP_NAME } from './file-names.ts'
import { readFile } from './read-file.ts'
import { unless } from './system-error.ts'
import { whyNotWritable } from './writable-path.ts'
import { writeNew } from './write-new.ts'

/** A finished temp file or directory that is to get its name; all in one directory, so that it is one rename. */
export interface Move {
  /** Relative to the package, '' = its root. */
  readonly dir: string
  readonly temp: string
  readonly name: string
  /** Size of the temp file; undefined: a directory with everything in it. */
  readonly bytes?: number
}

/** What remains to be done once it is certain that it will be done. Doing it twice does it once. */
export interface Journal {
  readonly durable: boolean
  readonly moves: readonly Move[]
  readonly deletes: readonly string[]
}

const VERSION = 1
const MAX_JOURNAL_BYTES = 64 * 1024 * 1024

/** Writes the journal beside its place, flushes it and renames it into place: from that instant the commit stands. */
export function putJournal(root: Dir, temp: string, journal: Journal): void {
  writeNew(root, temp, Buffer.from(JSON.stringify({ version: VERSION, ...journal })), { mode: 0o600, flush: true })
  renameSync(root.at(temp), root.at(JOURNAL_NAME))
}

/**
 * The journal of this package, if one lies there. It may come from anywhere (somebody may have committed one to git),
 * so it is believed only where it names what we could have written; else IO009.
 */
export function readJournal(root: Dir, shown: string): Journal | undefined {
  if (unless(['ENOENT'], () => lstatSync(root.at(JOURNAL_NAME))) === undefined) return undefined
  const path = `${shown}/${JOURNAL_NAME}`
  const read = readFile(root, JOURNAL_NAME, path, MAX_JOURNAL_BYTES)
  if (!read.ok) throw CliError.ofProblems([read.problem], '')
  const journal = parseJournal(read.text)
  if (journal === undefined) {
    const advice = 'restore the package from version control and remove it'
    throw new CliError('IO009', `${path} is no journal that this program wrote, or it is damaged; ${advice}`, path)
  }
  return journal
}

function parseJournal(text: string): Journal | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  if (!isRecord(value) || value.version !== VERSION || typeof value.durable !== 'boolean') return undefined
  const { moves, deletes, durable } = value
  if (!Array.isArray(moves) || !Array.isArray(deletes)) return undefined
  if (!moves.every(isMove) || !deletes.every((path) => typeof path === 'string' && whyNotWritable(path) === undefined)) return undefined
  return { durable, moves, deletes: deletes.map(String) }
}

function isMove(value: unknown): value is Move {
  if (!isRecord(value)) return false
  const { dir, temp, name, bytes } = value
  if (typeof dir !== 'string' || typeof temp !== 'string' || typeof name !== 'string') return false
  if (!TEMP_NAME.test(temp) || name.includes('/')) return false
  if (bytes !== undefined && !Number.isSafeInteger(bytes)) return false
  return whyNotWritable(dir === '' ? name : `${dir}/${name}`, bytes === undefined) === undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
