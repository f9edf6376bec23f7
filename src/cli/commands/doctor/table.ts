/** The `doctor` command as data. */

import { REPORT_FORMATS } from '#check/report/formats.ts'
import type { Command } from '#cli/term/command-table.ts'
import { DECISION_FLAGS } from '../check/table.ts'
import { LIMIT_FLAGS } from '../limit-flags.ts'

export const DOCTOR_COMMANDS: readonly Command[] = [
  {
    name: 'doctor',
    summary: 'Lists what has aged in a repository, with the patch that mends it.',
    description:
      'Images of retired registries and without a version, old versions of kinds, Kptfiles under a wrong name, variants at a version that ' +
      'there is not, setters in the form of kpt before version 1: the rules of `krm-fleet check` about such things, in packages and in all other files below the paths. The patch ' +
      'changes nothing else; what it cannot know (the version that an image is to have) is listed without one.',
    positionals: [{ name: 'PATH', describe: 'Directories; the working directory unless given.', repeat: true, complete: 'directory' }],
    flags: {
      output: { type: 'text', short: 'o', choices: [...REPORT_FORMATS, 'patch'], default: 'text', describe: 'Form of the findings on standard output; `patch` is the patch alone, and exits with 0 unless --fail-on is given.' },
      fix: { type: 'boolean', describe: 'Make the patch in the files, and list what is left.' },
      ...DECISION_FLAGS,
      ...LIMIT_FLAGS,
    },
    examples: [
      { command: 'krm-fleet doctor', describe: 'Everything below the working directory.' },
      { command: 'krm-fleet doctor -o patch | git apply', describe: 'The same changes as --fix, by git.' },
      { command: 'krm-fleet doctor --fail-on warning', describe: 'In CI: exit 1 as long as there is something.' },
    ],
  },
]
