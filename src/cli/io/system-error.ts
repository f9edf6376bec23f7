import { CliError } from '../cli-error.ts'

/** The code of an error of a system call (`ENOENT`, …); undefined for anything else, which is a defect of ours. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return undefined
  // Node has no name for it.
  if ('errno' in error && error.errno === -122 && process.platform === 'linux') return 'EDQUOT'
  return typeof error.code === 'string' ? error.code : undefined
}

/** What a system error means to a person, with its code in brackets so that it can be searched for. */
export function explain(error: unknown): string {
  const code = systemCode(error)
  if (code === undefined) return error instanceof Error ? error.message : String(error)
  const meaning = MEANING.get(code)
  return meaning === undefined ? code : `${meaning} (${code})`
}

/** Runs a call and gives undefined when it fails with one of these codes, which then mean "not there". */
export function unless<T>(codes: readonly string[], call: () => T): T | undefined {
  try {
    return call()
  } catch (error) {
    const code = systemCode(error)
    if (code === undefined || !codes.includes(code)) throw error
    return undefined
  }
}

/** Runs a call that may fail for any reason of the system's, because nothing depends on it. */
export function tryTo(call: () => void): void {
  try {
    call()
  } catch (error) {
    if (systemCode(error) === undefined) throw error
  }
}

/** Runs a body and lets no raw system error out of it: `describe` makes the error that a user can act upon. */
export function translating<T>(describe: (why: string) => Error, body: () => T): T {
  try {
    return body()
  } catch (error) {
    if (error instanceof CliError || systemCode(error) === undefined) throw error
    throw describe(explain(error))
  }
}

const MEANING = new Map([
  ['EACCES', 'permission denied'],
  ['EPERM', 'operation not permitted'],
  ['ENOENT', 'it does not exist'],
  ['ENOTDIR', 'a component of it is not a directory'],
  ['EISDIR', 'it is a directory'],
  ['ELOOP', 'it is a symbolic link'],
  ['ENOSPC', 'no space left on the device'],
  ['EDQUOT', 'the disk quota is used up'],
  ['EROFS', 'the file system is read-only'],
  ['EMFILE', 'this process has too many open files'],
  ['ENFILE', 'the system has too many open files'],
  ['EIO', 'the device failed'],
  ['EXDEV', 'it lies on another file system'],
  ['EBUSY', 'it is in use or a mount point'],
  ['ENOTEMPTY', 'the directory is not empty'],
  ['EEXIST', 'it exists already'],
  ['ENAMETOOLONG', 'the name is too long'],
  ['EFBIG', 'the file is too large for this file system or process'],
])
