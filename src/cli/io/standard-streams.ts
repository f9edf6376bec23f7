/**
 * Standard input and output of a function, whole and in order. Node's streams would do, but to load them costs a short
 * process more than its work; and what they have not written yet is lost when a process ends itself.
 */

import { readSync, writeSync } from 'node:fs'

/** Reads a descriptor to its end, as UTF-8. Undefined as soon as there are more than `limit` bytes; throws on other bytes than UTF-8. */
export function readAll(descriptor: number, limit: number): string | undefined {
  let buffer = Buffer.allocUnsafe(1 << 18)
  let size = 0
  for (;;) {
    if (size === buffer.length) {
      const larger = Buffer.allocUnsafe(2 * buffer.length)
      buffer.copy(larger)
      buffer = larger
    }
    const count = retrying(() => readSync(descriptor, buffer, size, buffer.length - size, null))
    if (count === 0) break
    size += count
    if (size > limit) return undefined
  }
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(buffer.subarray(0, size))
}

/** Writes all of a text. Throws what the system says when it cannot be written. */
export function writeAll(descriptor: number, text: string): void {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; ) at += retrying(() => writeSync(descriptor, bytes, at))
}

/** A pipe that does not block answers EAGAIN while there is nothing to read or no room: wait and ask again. */
function retrying(call: () => number): number {
  for (;;) {
    try {
      return call()
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EOF') return 0
      if (code !== 'EAGAIN') throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2)
    }
  }
}
