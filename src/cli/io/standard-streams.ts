/**
 * Standard input and output of a function, whole and in order. Node's streams would do, but to load them costs a short
 * process more than its work; and what they have not written yet is lost when a process ends itself.
 */

import { fstatSync, readSync, writeSync } from 'node:fs'

/** Reads a descriptor to its end, as UTF-8. Undefined as soon as there are more than `limit` bytes; throws on other bytes than UTF-8. */
export function readAll(descriptor: number, limit: number): string | undefined {
  // A file says how long it is; one byte more and its end is seen without growing.
  const stat = fstatSync(descriptor)
  let buffer = Buffer.allocUnsafe(stat.isFile() ? Math.min(stat.size, limit) + 1 : 1 << 18)
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
  const bytes = buffer.subarray(0, size)
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
}

/** Characters that are written at once. */
const PIECE = 1 << 16

/** Writes all of a text. Throws what the system says when it cannot be written. */
export function writeAll(descriptor: number, text: string): void {
  writePieces(descriptor, (write) => {
    for (let from = 0; from < text.length; from += PIECE) write(text.slice(from, from + PIECE))
  })
}

/** The same for a text that `produce` hands over in pieces: a large answer is never in memory as a whole. */
export function writePieces(descriptor: number, produce: (write: (piece: string) => void) => void): void {
  let buffer = Buffer.allocUnsafe(3 * PIECE)
  let pieces: string[] = []
  let length = 0
  const flush = (): void => {
    const text = pieces.join('')
    // The halves of a pair belong together.
    const isSplit = (text.charCodeAt(text.length - 1) & 0xfc00) === 0xd800
    pieces = isSplit ? [text.slice(-1)] : []
    length = pieces.length
    writeBytes(descriptor, buffer, buffer.write(isSplit ? text.slice(0, -1) : text))
  }
  produce((piece) => {
    if (length > 0 && length + piece.length > PIECE) flush()
    if (3 * (length + piece.length) > buffer.length) buffer = Buffer.allocUnsafe(3 * (length + piece.length))
    pieces.push(piece)
    length += piece.length
  })
  // What is left ends in half a pair only where the whole text does: then it is written as what UTF-8 has for it.
  writeBytes(descriptor, buffer, buffer.write(pieces.join('')))
}

function writeBytes(descriptor: number, buffer: Buffer, size: number): void {
  for (let at = 0; at < size; ) at += retrying(() => writeSync(descriptor, buffer, at, size - at))
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
