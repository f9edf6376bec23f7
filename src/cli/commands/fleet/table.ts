/** The `fleet` commands as data. */

import type { Command } from '#cli/term/command-table.ts'
import { LIMIT_FLAGS, MANAGEMENT } from './fleet-flags.ts'
import { FLEET_MERGE, FLEET_RENDER } from './render-command.ts'

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
  FLEET_RENDER,
  FLEET_MERGE,
]
