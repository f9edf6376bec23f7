/** The `net` commands as data. */

import { REPORT_FORMATS } from '#check/report/formats.ts'
import type { Command, Positional } from '#cli/term/command-table.ts'
import { NET_FLAGS } from './net-input.ts'

const PATHS: Positional = {
  name: 'PATH',
  describe: 'Packages, fleets, rendered repositories or single files, read as one fleet; the working directory unless given.',
  repeat: true,
  complete: 'directory',
}

export const NET_COMMANDS: readonly Command[] = [
  {
    name: 'net check',
    summary: 'Proves that addresses, VLANs and plugins do not contradict each other.',
    description:
      'Reads everything below the paths that names an address, makes one network of it, and prints each contradiction with both places and an ' +
      'address that proves it. Give the rendered repositories of several clusters at once to compare them. The same findings come from the ' +
      'function validate-network-contexts; its README lists all rules.',
    positionals: [PATHS],
    flags: {
      output: { type: 'text', short: 'o', choices: REPORT_FORMATS, default: 'text', describe: 'Form of the findings on standard output.' },
      'fail-on': { type: 'text', choices: ['error', 'warning', 'never'], default: 'error', describe: 'The least severity that makes the exit code 1.' },
      ...NET_FLAGS,
    },
    examples: [
      { command: 'krm-fleet net check examples/fleet', describe: 'Check the contexts of a management repository.' },
      { command: 'krm-fleet net check out/my-ran out/my-core -o json', describe: 'Compare two rendered repositories.' },
    ],
  },
]
