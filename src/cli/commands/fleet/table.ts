/** The `fleet` commands as data. */

import type { Command } from '#cli/term/command-table.ts'
import { REPORT_FORMATS } from '#check/report/formats.ts'
import { DECISION_FLAGS, LOOK_FLAGS } from '../check/table.ts'
import { LIMIT_FLAGS } from '../limit-flags.ts'
import { FLEET_DIFF } from './diff-command.ts'
import { BLUEPRINT_FLAGS, MANAGEMENT } from './fleet-flags.ts'
import { FLEET_MERGE, FLEET_RENDER } from './render-command.ts'
import { FLEET_REPORT } from './report-command.ts'

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
  {
    name: 'fleet check',
    summary: 'Says everything that is wrong with a management repository, its variants, and the packages that they make.',
    description:
      'Plans and renders the fleet in memory, then checks names that lead nowhere, values that do not arrive (unused, misspelt, or overwritten by the ' +
      'package), injectors and injection points, fields that no API server keeps, objects that two packages declare, custom resources without a ' +
      'definition, and the network of all clusters together. Each defect is said once, with its place and the fix. Nothing is started, and nothing is ' +
      'written outside of --cache: functions that are not built in are passed over, which is said.',
    positionals: [MANAGEMENT],
    flags: {
      output: { type: 'text', short: 'o', choices: REPORT_FORMATS, default: 'text', describe: 'Form of the findings on standard output.' },
      cache: { type: 'text', value: 'DIR', describe: 'Packages that have not changed are taken from this directory, and others are kept in it; that of fleet render too (DIR/.krm-fleet/cache of its output).', complete: 'directory' },
      ...LOOK_FLAGS,
      ...DECISION_FLAGS,
      ...BLUEPRINT_FLAGS,
      ...LIMIT_FLAGS,
    },
    examples: [
      { command: 'krm-fleet fleet check examples/fleet', describe: 'Before anything is pushed.' },
      { command: 'krm-fleet fleet check -o sarif > fleet.sarif', describe: 'For code scanning.' },
      { command: 'krm-fleet fleet check --cache out/.krm-fleet/cache', describe: 'After krm-fleet fleet render -o out.' },
    ],
  },
  FLEET_RENDER,
  FLEET_MERGE,
  FLEET_DIFF,
  FLEET_REPORT,
]
