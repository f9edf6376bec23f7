import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import type { Dir } from './dir.ts'

/** Does a regular file hold exactly these bytes? A link is never followed (ELOOP). */
export function compareFile(dir: Dir, name: string, bytes: Uint8Array): boolean {
  const fd = openSync(dir.at(name), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  try {
    if (fstatSync(fd).size !== bytes.length) return false
    const chunk = Buffer.allocUnsafe(Math.min(bytes.length + 1, 64 * 1024))
    for (let at = 0; ; ) {
      const count = readSync(fd, chunk, 0, chunk.length, null)
      if (count === 0) return at === bytes.length
      if (chunk.compare(bytes, at, Math.min(at + count, bytes.length), 0, count) !== 0) return false
      at += count
    }
  } finally {
    closeSync(fd)
  }
}
