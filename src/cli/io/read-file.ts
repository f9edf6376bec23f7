import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import type { Problem } from '../cli-error.ts'
import { decodeText } from './decode-text.ts'
import type { Dir } from './dir.ts'
import { LIMIT_OPTIONS } from './read-limits.ts'
import { explain, systemCode } from './system-error.ts'

/** A file's text and permission bits, or the one thing that is wrong with it. */
export type FileRead =
  | { readonly ok: true; readonly text: string; readonly bytes: number; readonly mode: number }
  | { readonly ok: false; readonly problem: Problem }

// NONBLOCK: a FIFO put in place of the file after we listed the directory must not hang us.
const OPEN_FILE = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK

/**
 * Reads one regular file of a directory, at most `maxBytes` long; a larger one is refused unread. `path` is what
 * problems call it.
 */
export function readFile(dir: Dir, name: string, path: string, maxBytes: number): FileRead {
  const refuse = (code: Problem['code'], message: string): FileRead => ({
    ok: false,
    problem: { code, path, message: `${path} ${message}` },
  })
  let fd: number
  try {
    fd = openSync(dir.at(name), OPEN_FILE)
  } catch (error) {
    const code = systemCode(error)
    if (code === undefined) throw error
    if (code === 'ELOOP') return refuse('IO002', 'became a symbolic link while the package was being read')
    // A socket or a device without a driver.
    if (code === 'ENXIO') return refuse('IO002', NOT_REGULAR)
    if (code === 'ENOENT' && name.includes('\ufffd')) return refuse('IO007', 'has a name that is not valid UTF-8; rename it')
    return refuse('IO001', `cannot be read: ${explain(error)}`)
  }
  try {
    const stat = fstatSync(fd)
    if (!stat.isFile()) return refuse('IO002', NOT_REGULAR)
    if (stat.size > maxBytes) {
      const limit = `the limit for one file is ${maxBytes}`
      return refuse('IO004', `has ${stat.size} bytes, ${limit}; split it or raise ${LIMIT_OPTIONS.maxFileBytes}`)
    }
    const bytes = readAll(fd, stat.size)
    if (bytes === undefined) return refuse('IO001', 'changed while it was being read; run the command again')
    const decoded = decodeText(bytes)
    if (!decoded.ok) return refuse('IO008', decoded.reason)
    return { ok: true, text: decoded.text, bytes: stat.size, mode: stat.mode & 0o7777 }
  } catch (error) {
    if (systemCode(error) === undefined) throw error
    return refuse('IO001', `cannot be read: ${explain(error)}`)
  } finally {
    closeSync(fd)
  }
}

/** What to say of a FIFO, socket or device that is named like a resource file. */
export const NOT_REGULAR = 'is not a regular file (a FIFO, socket or device); remove it or list it in .krmignore'

// One buffer for all files: a package of 10,000 files costs one allocation.
let shared = Buffer.allocUnsafeSlow(64 * 1024)

/** Exactly `size` bytes and then the end, else undefined: somebody writes to the file. Valid until the next call. */
function readAll(fd: number, size: number): Uint8Array | undefined {
  if (shared.length <= size) shared = Buffer.allocUnsafeSlow(size + 1)
  let filled = 0
  while (filled <= size) {
    const count = readSync(fd, shared, filled, size + 1 - filled, null)
    if (count === 0) break
    filled += count
  }
  return filled === size ? shared.subarray(0, size) : undefined
}
