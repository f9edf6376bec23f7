/** The `crs` commands as data. */

import type { Command } from '#cli/term/command-table.ts'
import { LIMIT_FLAGS } from '../limit-flags.ts'

export const CRS_COMMANDS: readonly Command[] = [
  {
    name: 'crs ledger',
    summary: 'Prints how large the ClusterResourceSets of packages are, ConfigMap by ConfigMap.',
    description:
      'Counts what the sets deliver: objects, the bytes of the values (the API server takes 1048576 in one ConfigMap), and the bytes of the ' +
      'annotations once kubectl apply has put its copy there (the API server takes 262144; --server-side makes none).',
    positionals: [{ name: 'PATH', describe: 'A package, or a repository of packages, with the sets and their ConfigMaps; the working directory unless given.', complete: 'directory' }],
    flags: { output: { type: 'text', short: 'o', choices: ['text', 'json'], default: 'text', describe: 'Form of the ledger on standard output.' }, ...LIMIT_FLAGS },
    examples: [{ command: 'krm-fleet crs ledger blueprints/workload-cluster', describe: 'The sets of one cluster.' }],
  },
]
