/** Arguments and flags that several `fleet` commands have. */

import type { FlagTable, Positional } from '#cli/term/command-table.ts'

/** The management repository, as every `fleet` command takes it. */
export const MANAGEMENT: Positional = {
  name: 'PATH',
  describe: 'Directories and files of the management repository, read as one fleet; the working directory unless given.',
  repeat: true,
  complete: 'directory',
}

/** Where blueprints are read from. */
export const BLUEPRINT_FLAGS: FlagTable = {
  repo: { type: 'text', repeat: true, value: 'NAME=PATH', describe: 'A local copy of a repository; without it krm-fleet.yaml names it, or a clone nearby with its URL is taken.', complete: 'directory' },
  'working-tree': { type: 'boolean', describe: 'Read what lies in the directories of --repo instead of the revisions that variants name.' },
}
