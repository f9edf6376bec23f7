import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CliError } from '../cli-error.ts'
import { explain } from './system-error.ts'

/** Writes one file into a directory that is made with its parents; a file of that name is replaced as a whole. */
export function writeReport(directory: string, name: string, text: string | Uint8Array): void {
  const file = join(directory, name)
  try {
    mkdirSync(directory, { recursive: true })
    const temp = `${file}.${process.pid}.tmp`
    writeFileSync(temp, text)
    renameSync(temp, file)
  } catch (error) {
    throw new CliError('IO005', `${file} could not be written: ${explain(error)}`, file)
  }
}
