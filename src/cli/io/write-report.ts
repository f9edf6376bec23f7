import { lstatSync, mkdirSync, realpathSync, renameSync, statSync, type Stats } from 'node:fs'
import { join } from 'node:path'
import { CliError } from '../cli-error.ts'
import { closing } from './dir.ts'
import { openRoot } from './package-root.ts'
import { translating, tryTo } from './system-error.ts'
import { removeEntry, tempName } from './temp-files.ts'
import { writeNew } from './write-new.ts'

/**
 * Writes one file into a directory that is made with its parents; what has that name, be it a link, is replaced as a
 * whole. The directory itself may be a link, as the user named it; nothing in it is followed. What is no file, such as
 * /dev/null or a pipe, is never replaced: a CliError.
 */
export function writeReport(directory: string, name: string, text: string | Uint8Array): void {
  if (name === '') throw new CliError('IO005', 'the name of the file to write is empty')
  const file = join(directory, name)
  translating((why) => new CliError('IO005', `${file} could not be written: ${why}`, file), () => {
    mkdirSync(directory, { recursive: true })
    closing(openRoot(directory).dir, (dir) => {
      mustBeReplaceable(directory, dir.at(name), file)
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

/** /dev/stdout is a link, and may lead to a file. */
const OF_THE_SYSTEM = /^\/(?:dev|proc\/.*)$/

function mustBeReplaceable(directory: string, at: string, file: string): void {
  const states: (Stats | undefined)[] = [lstatSync(at, { throwIfNoEntry: false }), statSync(at, { throwIfNoEntry: false })]
  const isSpecial = states.some((state) => state !== undefined && !state.isFile() && !state.isDirectory() && !state.isSymbolicLink())
  if (isSpecial || OF_THE_SYSTEM.test(realpathSync(directory))) throw new CliError('IO002', `${file} is no regular file, and a report takes the place of what has its name; name a file`, file)
}
