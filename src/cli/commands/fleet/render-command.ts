/** `fleet render` and `fleet merge` as data. */

import type { Command } from '#cli/term/command-table.ts'
import { LIMIT_FLAGS } from '../limit-flags.ts'
import { BLUEPRINT_FLAGS, MANAGEMENT } from './fleet-flags.ts'

export const FLEET_RENDER: Command = {
  name: 'fleet render',
  summary: 'Renders every cluster\'s deployment repository from the management repository, offline.',
  description:
    'Expands PackageVariants and PackageVariantSets, clones their upstream packages, injects, adds context and functions, and renders: each package is ' +
    'what Porch would commit. Every package is written whole or not at all; a file that differs in formatting only keeps its bytes. A package that fails ' +
    'keeps what was there before.',
  positionals: [MANAGEMENT],
  flags: {
    output: { type: 'text', short: 'o', value: 'DIR', describe: 'Gets a tree per deployment repository; a new directory, or one of an earlier run.', complete: 'directory' },
    commit: { type: 'boolean', describe: 'Instead of -o: commit to local clones of the deployment repositories, one commit per package; nothing is pushed.' },
    overwrite: { type: 'boolean', describe: 'With --commit: replace packages that somebody edited, too.' },
    'keep-going': { type: 'boolean', describe: 'Render what can be rendered when blueprints are missing.' },
    shard: { type: 'text', value: 'I/N', describe: 'Only the Ith of N parts of the deployment repositories, for a matrix of machines; see fleet merge.' },
    cache: { type: 'text', value: 'DIR', describe: 'Where rendered packages are kept for the next run; DIR/.krm-fleet/cache of --output unless given.', complete: 'directory' },
    'no-cache': { type: 'boolean', describe: 'Render everything anew.' },
    status: { type: 'boolean', describe: 'Write the Rendered condition and renderStatus into Kptfiles, as Porch does.' },
    'allow-exec': { type: 'boolean', describe: 'Allow functions that run programs on this machine.' },
    'image-prefix': { type: 'text', value: 'PREFIX', env: 'KPT_IMAGE_PREFIX', describe: 'What stands before image names without a slash.' },
    ...BLUEPRINT_FLAGS,
    ...LIMIT_FLAGS,
  },
  examples: [
    { command: 'krm-fleet fleet render examples/fleet -o out/fleet', describe: 'Render a fleet of two clusters.' },
    { command: 'krm-fleet fleet render . -o out --repo blueprints=../blueprints', describe: 'Name the clone of a blueprint repository.' },
    { command: 'krm-fleet fleet render . --commit', describe: 'Commit to clones that lie beside the management repository.' },
    { command: 'krm-fleet fleet render . -o out --shard 1/4', describe: 'In CI: the first of four parts.' },
  ],
}

export const FLEET_MERGE: Command = {
  name: 'fleet merge',
  summary: 'Joins the summaries of the parts that fleet render --shard made.',
  positionals: [{ name: 'DIR', describe: 'The output directories of all parts.', repeat: true, required: true, complete: 'directory' }],
  flags: {
    output: { type: 'text', short: 'o', value: 'FILE', describe: 'Write the joined summary there as JSON.', complete: 'file' },
  },
}
