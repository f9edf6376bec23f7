/** The limits of reading as flags: the same for every command that reads directories. */

import { DEFAULT_READ_LIMITS, type ReadLimits } from '#cli/io/read-limits.ts'
import type { FlagTable } from '#cli/term/command-table.ts'
import type { Invocation } from '#cli/term/invocation.ts'

/** Named as the messages of a limit that is exceeded name them (LIMIT_OPTIONS). */
export const LIMIT_FLAGS: FlagTable = {
  'max-files': { type: 'integer', value: 'N', describe: `How many files of one directory may be read (default ${DEFAULT_READ_LIMITS.maxFiles}).` },
  'max-file-bytes': { type: 'integer', value: 'BYTES', describe: `How large one file may be (default ${inMiB(DEFAULT_READ_LIMITS.maxFileBytes)}).` },
  'max-package-bytes': { type: 'integer', value: 'BYTES', describe: `How large all files of one directory may be together (default ${inMiB(DEFAULT_READ_LIMITS.maxPackageBytes)}).` },
}

function inMiB(bytes: number): string {
  return `${bytes / 1024 / 1024} MiB`
}

/** The limits that were given. */
export function limitsOf(invocation: Invocation): Partial<ReadLimits> {
  const limits: readonly (readonly [keyof ReadLimits, number | undefined])[] = [
    ['maxFiles', invocation.integer('max-files')],
    ['maxFileBytes', invocation.integer('max-file-bytes')],
    ['maxPackageBytes', invocation.integer('max-package-bytes')],
  ]
  return Object.fromEntries(limits.filter(([, limit]) => limit !== undefined))
}
