/** The `fleet` commands as data. */

import type { Command, FlagTable, Positional } from '#cli/term/command-table.ts'

/** The management repository, as every `fleet` command takes it. */
export const MANAGEMENT: Positional = {
  name: 'PATH',
  describe: 'Directories and files of the management repository, read as one fleet; the working directory unless given.',
  repeat: true,
  complete: 'directory',
}

/** Limits of reading, the same for every directory that is read. */
export const LIMIT_FLAGS: FlagTable = {
  'max-files': { type: 'integer', value: 'N', describe: 'How many files of one directory may be read (default 20000).' },
  'max-file-bytes': { type: 'integer', value: 'BYTES', describe: 'How large one file may be (default 8 MiB).' },
  'max-package-bytes': { type: 'integer', value: 'BYTES', describe: 'How large all files of one directory may be together (default 64 MiB).' },
}

export const FLEET_COMMANDS: readonly Command[] = [
  {
    name: 'fleet plan',
    summary: 'Lists every package that Porch would make of the variants of a management repository.',
    description:
      'Expands PackageVariants and PackageVariantSets as Porch does: which package at which revision goes to which deployment repository, from ' +
      'which variant, with which context data, injected objects and functions. Nothing but the management repository is read. A variant that ' +
      'Porch would refuse is not in the plan and has an error; one at a version that does not exist is planned as it was meant.',
    positionals: [MANAGEMENT],
    flags: {
      output: { type: 'text', short: 'o', choices: ['text', 'json'], default: 'text', describe: 'Form of the plan on standard output; the JSON holds the findings too.' },
      ...LIMIT_FLAGS,
    },
    examples: [
      { command: 'krm-fleet fleet plan examples/fleet', describe: 'What each cluster would get.' },
      { command: "krm-fleet fleet plan -o json | jq '.packages[].repository'", describe: 'For programs.' },
    ],
  },
]
