/** The `diff` command as data. */

import type { Command } from '#cli/term/command-table.ts'
import { LIMIT_FLAGS } from '../limit-flags.ts'

export const DIFF_COMMANDS: readonly Command[] = [
  {
    name: 'diff',
    summary: 'Shows what a change does to the packages of a repository when they are rendered, by value.',
    description:
      'Renders the packages that differ from the merge base with a revision, as they were and as they are, and compares the objects: formatting, comments ' +
      'and the order of keys are no change. Functions that are not built in are passed over on both sides. Values of Secrets are never shown. Exit 1 when ' +
      'anything changes or cannot be compared.',
    positionals: [{ name: 'PATH', describe: 'Directories with packages; the working directory unless given.', repeat: true, complete: 'directory' }],
    flags: {
      base: { type: 'text', value: 'REF', describe: 'The tag, branch or commit to compare with.' },
      output: { type: 'text', short: 'o', choices: ['text', 'json', 'markdown'], default: 'text', describe: 'Form of the difference on standard output; markdown fits into a comment on a pull request.' },
      ...LIMIT_FLAGS,
    },
    examples: [{ command: 'krm-fleet diff blueprints --base origin/main', describe: 'What this branch changes.' }],
  },
]
