/** The `setters` commands as data. */

import { FAIL_ON } from '#check/policy.ts'
import { REPORT_FORMATS } from '#check/report/formats.ts'
import type { Command, Positional } from '#cli/term/command-table.ts'
import { LIMIT_FLAGS } from '../limit-flags.ts'

const PACKAGE: Positional = { name: 'PKG_PATH', describe: 'Directory of the package; the working directory unless given.', complete: 'directory' }

export const SETTERS_COMMANDS: readonly Command[] = [
  {
    name: 'setters list',
    summary: 'Lists the setters of a package: value, type, who gives them, how many fields ask for them.',
    positionals: [PACKAGE],
    flags: { output: { type: 'text', short: 'o', choices: ['text', 'json'], default: 'text', describe: 'Form of the list on standard output. Values of credentials are left out.' }, ...LIMIT_FLAGS },
    examples: [{ command: 'krm-fleet setters list blueprints/cluster-baseline', describe: 'What can be set.' }],
  },
  {
    name: 'setters audit',
    summary: 'Finds setters that are unused, misspelt, shadowed or not what their SetterSchema says.',
    description: 'The rules SET… of `krm-fleet check`, and nothing else.',
    positionals: [{ name: 'PATH', describe: 'Directories with packages; the working directory unless given.', repeat: true, complete: 'directory' }],
    flags: {
      output: { type: 'text', short: 'o', choices: REPORT_FORMATS, default: 'text', describe: 'Form of the findings on standard output.' },
      'fail-on': { type: 'text', choices: FAIL_ON, default: 'error', describe: 'The least severity that makes the exit code 1.' },
      ...LIMIT_FLAGS,
    },
    examples: [{ command: 'krm-fleet setters audit', describe: 'Everything below the working directory.' }],
  },
  {
    name: 'setters schema',
    summary: 'Prints a SetterSchema for a package: what it has, completed by what its values look like.',
    description: 'Save it beside the Kptfile (`krm-fleet setters schema > setter-schema.yaml`) and correct it: `krm-fleet check` then holds every value against it.',
    positionals: [PACKAGE],
    flags: LIMIT_FLAGS,
    examples: [{ command: 'krm-fleet setters schema blueprints/cluster-baseline', describe: 'Types, formats, defaults, and what is required.' }],
  },
]
