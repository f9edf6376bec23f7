import { type Dirent, closeSync, constants, existsSync, fsyncSync, openSync, readdirSync } from 'node:fs'
import { byBytes } from './byte-order.ts'
import { tryTo } from './system-error.ts'

// Linux resolves /proc/self/fd/N/name from the open directory itself, as openat does, which Node does not offer. With
// it a directory that somebody swaps for a link after we looked redirects nothing. Without it (macOS) the last
// component is still never followed, but a swap of a parent between two calls is not noticed.
const VIA_PROC = process.platform === 'linux' && existsSync('/proc/self/fd')

const OPEN_DIR = constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW

/**
 * A directory held open: whatever is done in it through `at` happens in this very directory, however its path is
 * renamed or replaced meanwhile. System errors of Node are thrown as they are; the caller knows what the path means.
 */
export class Dir {
  readonly fd: number
  readonly #path: string

  private constructor(path: string) {
    this.fd = openSync(path, OPEN_DIR)
    this.#path = VIA_PROC ? `/proc/self/fd/${this.fd}` : path
  }

  /** Opens a directory by its path; its last component must not be a link. */
  static open(path: string): Dir {
    return new Dir(path)
  }

  /** Opens a directory in this one; a link or a file of that name throws ENOTDIR or ELOOP. */
  child(name: string): Dir {
    return new Dir(this.at(name))
  }

  /** A path for one entry of this directory, good for any call that does not follow a link in its last component. */
  at(name: string): string {
    return `${this.#path}/${name}`
  }

  /** The entries in the order of Go's filepath.Walk: bytes of the names, directories and files interleaved. */
  entries(): Dirent[] {
    return byBytes(readdirSync(this.#path, { withFileTypes: true }), (entry) => entry.name)
  }

  /** Makes the names in this directory survive a power loss. */
  sync(): void {
    fsyncSync(this.fd)
  }

  /** Never throws: a directory that was only looked at has nothing to lose when it is closed. */
  close(): void {
    tryTo(() => closeSync(this.fd))
  }
}

/** Opens the directory `rel` (POSIX, '' = the directory itself) link-free from `root`, and closes all it opened. */
export function withDir<T>(root: Dir, rel: string, body: (dir: Dir) => T): T {
  if (rel === '') return body(root)
  const dir = openBelow(root, rel)
  return closing(dir, () => body(dir))
}

/**
 * The directory that was used last stays open: changes come directory by directory, and to open the way down to one again
 * for each of its files would be half of the cost of a write.
 */
export class DirCursor {
  readonly #root: Dir
  #path = ''
  #dir: Dir | undefined

  constructor(root: Dir) {
    this.#root = root
  }

  /** The directory `rel` (POSIX, '' = the root), opened link-free; good until the next call. */
  at(rel: string): Dir {
    if (rel === '') return this.#root
    if (this.#dir !== undefined && rel === this.#path) return this.#dir
    this.close()
    const opened = openBelow(this.#root, rel)
    this.#path = rel
    this.#dir = opened
    return opened
  }

  close(): void {
    this.#dir?.close()
    this.#dir = undefined
  }
}

/** Opens the directory `rel` (not '') link-free from `root`. */
function openBelow(root: Dir, rel: string): Dir {
  let dir = root
  for (const segment of rel.split('/')) {
    try {
      const child = dir.child(segment)
      if (dir !== root) dir.close()
      dir = child
    } catch (error) {
      if (dir !== root) dir.close()
      throw error
    }
  }
  return dir
}

/** Runs a body with a directory and closes it, whatever happens. */
export function closing<T>(dir: Dir, body: (dir: Dir) => T): T {
  try {
    return body(dir)
  } finally {
    dir.close()
  }
}
