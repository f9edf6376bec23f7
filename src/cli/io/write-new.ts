import { closeSync, constants, fsyncSync, openSync, writeSync } from 'node:fs'
import type { Dir } from './dir.ts'

/** How a new file is to be. */
export interface NewFile {
  /** Permission bits when it is created (the umask takes its part). */
  readonly mode: number
  /** Flush the content to the device before it is closed. */
  readonly flush: boolean
  /** Last touch on the open file, before it is flushed. */
  readonly finish?: (fd: number) => void
}

/** Creates a file that must not exist yet, follows no link, and writes all of it. */
export function writeNew(dir: Dir, name: string, bytes: Uint8Array, how: NewFile): void {
  const fd = openSync(dir.at(name), constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW, how.mode)
  try {
    for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done)
    how.finish?.(fd)
    if (how.flush) fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}
