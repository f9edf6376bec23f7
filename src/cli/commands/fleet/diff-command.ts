/** `fleet diff` as data. */

import type { Command } from '#cli/term/command-table.ts'
import { LIMIT_FLAGS } from '../limit-flags.ts'
import { BLUEPRINT_FLAGS, MANAGEMENT } from './fleet-flags.ts'

export const FLEET_DIFF: Command = {
  name: 'fleet diff',
  summary: 'Shows which objects of which clusters a change reaches; identical changes once.',
  description:
    'Renders the fleet twice, before and after, and compares what pullers apply, by value: formatting is no change. Changes are sorted by the risk of ' +
    'their kind, and the same change in many clusters is one entry. Values of Secrets are never shown. Exit 1 when anything changes.',
  positionals: [MANAGEMENT],
  flags: {
    base: { type: 'text', value: 'REF', describe: 'Before: the management repository at this tag, branch or commit, and blueprints of the same clone with it.' },
    'blueprint-base': { type: 'text', repeat: true, value: 'NAME=REF', describe: 'Before: a blueprint repository at this revision; after: what lies in its local copy.' },
    against: { type: 'text', value: 'DIR', describe: 'Before: the trees or clones of the deployment repositories in this directory.', complete: 'directory' },
    output: { type: 'text', short: 'o', choices: ['text', 'json', 'markdown'], default: 'text', describe: 'Form of the difference on standard output; markdown fits into a comment on a pull request.' },
    'allow-exec': { type: 'boolean', describe: 'Allow functions that run programs on this machine.' },
    ...BLUEPRINT_FLAGS,
    ...LIMIT_FLAGS,
  },
  examples: [
    { command: 'krm-fleet fleet diff examples/fleet --base main', describe: 'What the working tree changes for each cluster.' },
    { command: 'krm-fleet fleet diff . --blueprint-base blueprints=main --repo blueprints=../blueprints', describe: 'What a change of a blueprint would reach.' },
    { command: 'krm-fleet fleet diff . --against ../deployments', describe: 'What the committed deployment repositories do not have yet.' },
  ],
}
