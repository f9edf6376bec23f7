import { mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { CliError } from '../cli-error.ts'
import { closing } from './dir.ts'
import { openRoot } from './package-root.ts'
import { translating, tryTo } from './system-error.ts'
import { removeEntry, tempName } from './temp-files.ts'
import { writeNew } from './write-new.ts'

/**
 * Writes one file into a directory that is made with its parents; what has that name, be it a link, is replaced as a
 * whole. The directory itself may be a link, as the user named it; nothing in it is followed.
 */
export function writeReport(directory: string, name: string, text: string | Uint8Array): void {
  const file = join(directory, name)
  translating((why) => new CliError('IO005', `${file} could not be written: ${why}`, file), () => {
    mkdirSync(directory, { recursive: true })
    closing(openRoot(directory).dir, (dir) => {
      const temp = tempName()
      try {
        writeNew(dir, temp, typeof text === 'string' ? Buffer.from(text) : text, { mode: 0o666, flush: false })
        renameSync(dir.at(temp), dir.at(name))
      } catch (error) {
        tryTo(() => removeEntry(dir, temp))
        throw error
      }
    })
  })
}
