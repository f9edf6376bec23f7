/** `fleet report` as data. */

import type { Command } from '#cli/term/command-table.ts'
import { DECISION_FLAGS, STRICT_FLAG } from '../check/table.ts'
import { LIMIT_FLAGS } from '../limit-flags.ts'
import { BLUEPRINT_FLAGS, MANAGEMENT } from './fleet-flags.ts'

// A baseline is what fleet check writes.
const { 'write-baseline': _, ...DECISIONS } = { ...STRICT_FLAG, ...DECISION_FLAGS }

export const FLEET_REPORT: Command = {
  name: 'fleet report',
  summary: 'Writes everything that is known of a fleet as one HTML page that needs no network.',
  description:
    'What fleet check finds, and what it found it in: clusters and packages, the address plan, what pulls for each cluster, every setter with its value ' +
    'and who gave it, functions and their versions, sizes of ClusterResourceSets, and with --base or --against what changes. One file for a browser, for print and ' +
    'for the archive: nothing is fetched, all of it can be read without scripts, and the same files give the same bytes. Values of Secrets are never in it.',
  positionals: [MANAGEMENT],
  flags: {
    output: { type: 'text', short: 'o', value: 'FILE', describe: 'The file to write; standard output unless given.', complete: 'file' },
    base: { type: 'text', value: 'REF', describe: 'Show what changes since the management repository at this tag, branch or commit, and blueprints of the same clone with it.' },
    against: { type: 'text', value: 'DIR', describe: 'Show what the trees or clones of the deployment repositories in this directory do not have yet.', complete: 'directory' },
    cache: { type: 'text', value: 'DIR', describe: 'Packages that have not changed are taken from this directory, which fleet check keeps with its --cache, and others are kept in it.', complete: 'directory' },
    ...DECISIONS,
    ...BLUEPRINT_FLAGS,
    ...LIMIT_FLAGS,
  },
  examples: [
    { command: 'krm-fleet fleet report examples/fleet -o fleet.html', describe: 'Then open fleet.html.' },
    { command: 'krm-fleet fleet report --base origin/main --fail-on never -o fleet.html', describe: 'With what a branch changes, whatever is found.' },
  ],
}
