import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs'
import { CliError } from '../cli-error.ts'
import { decodeText } from './decode-text.ts'
import { explain } from './system-error.ts'

/** Largest single file that is read outside of a package: configuration, contexts, manifests. */
const MAX_BYTES = 8 * 1024 * 1024

/** The text of one regular file that the user named, links followed. Throws a CliError that names it. */
export function readSmallFile(file: string, limit: number = MAX_BYTES): string {
  let fd: number
  try {
    fd = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK)
  } catch (error) {
    throw new CliError('IO001', `${file} cannot be read: ${explain(error)}`, file)
  }
  try {
    const stat = fstatSync(fd)
    if (!stat.isFile()) throw new CliError('IO002', `${file} is not a regular file`, file)
    if (stat.size > limit) throw new CliError('IO004', `${file} has ${stat.size} bytes; the limit is ${limit}`, file)
    const decoded = decodeText(readFileSync(fd))
    if (!decoded.ok) throw new CliError('IO008', `${file} ${decoded.reason}`, file)
    return decoded.text
  } finally {
    closeSync(fd)
  }
}
