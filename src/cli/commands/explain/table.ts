/** The `explain` command as data. */

import type { Command } from '#cli/term/command-table.ts'
import { BLUEPRINT_FLAGS, MANAGEMENT } from '../fleet/fleet-flags.ts'
import { LIMIT_FLAGS } from '../limit-flags.ts'

export const EXPLAIN_COMMANDS: readonly Command[] = [
  {
    name: 'explain',
    summary: 'Says where a value of a cluster comes from: every writer in order, the winner last.',
    description:
      'Makes the packages of a cluster in memory and watches one object: which package, variant and blueprint it is of, and with a field, who wrote ' +
      'the value: the blueprint, the package context, the injected object, functions of the variant, functions of the package. OBJECT is Kind/name or Kind/namespace/name as ' +
      'the cluster gets it; a field is a path such as spec.hard.pods or metadata.annotations[nephio.org/site].',
    positionals: [{ name: 'OBJECT', describe: 'Kind/name or Kind/namespace/name, then # and a field.', required: true }, MANAGEMENT],
    flags: {
      cluster: { type: 'text', value: 'NAME', describe: 'The cluster, or the deployment repository.' },
      output: { type: 'text', short: 'o', choices: ['text', 'json'], default: 'text', describe: 'Form of the answer on standard output.' },
      ...BLUEPRINT_FLAGS,
      ...LIMIT_FLAGS,
    },
    examples: [
      { command: "krm-fleet explain 'Namespace/my-ran-apps#metadata.name' examples/fleet --cluster my-ran", describe: 'Who named this namespace.' },
      { command: 'krm-fleet explain StorageClass/local-path examples/fleet --cluster my-core', describe: 'Which package and variant it is of.' },
    ],
  },
]
