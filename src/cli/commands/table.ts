/** Every command of the CLI, as data; what runs them stands in a file of its own each. */

import type { CommandTable } from '#cli/term/command-table.ts'
import { PULL_POLICIES } from '#cli/run/container.ts'
import { TOOL } from '#krm/names.ts'
import { CHECK_COMMANDS } from './check/table.ts'
import { DIFF_COMMANDS } from './diff/table.ts'
import { DOCTOR_COMMANDS } from './doctor/table.ts'
import { EXPLAIN_COMMANDS } from './explain/table.ts'
import { FLEET_COMMANDS } from './fleet/table.ts'
import { BOOTSTRAP_COMMANDS } from './bootstrap/table.ts'
import { CRS_COMMANDS } from './crs/table.ts'
import { LIMIT_FLAGS } from './limit-flags.ts'
import { NET_COMMANDS } from './net/table.ts'
import { SETTERS_COMMANDS } from './setters/table.ts'

export const COMMANDS: CommandTable = {
  program: TOOL,
  summary: 'Renders and checks kpt packages and fleets of clusters, in one process and without a container engine.',
  commands: [
    {
      name: 'render',
      summary: 'Renders a kpt package: runs the pipelines of its Kptfiles.',
      description:
        'Renders PKG_PATH and its sub-packages as `kpt fn render` does. Functions of this suite and listed catalog functions run ' +
        'in this process, others as programs (exec:, with --allow-exec) or containers. Only files whose content changes are ' +
        'written, all of them or none; text that no function changed stays byte for byte.',
      positionals: [{ name: 'PKG_PATH', describe: 'Directory of the package; the working directory unless given.', complete: 'directory' }],
      flags: {
        output: { type: 'text', short: 'o', value: 'stdout|unwrap|DIR', describe: 'Where the result goes instead of into the package; DIR must not exist.', complete: 'directory' },
        for: { type: 'text', value: 'FILE', describe: 'Render for the ClusterContext in this file; the package itself keeps its own.', complete: 'file' },
        check: { type: 'boolean', describe: 'Write nothing; exit 1 when the package is not what rendering gives, by value and comments.' },
        status: { type: 'boolean', describe: 'Write the Rendered condition and renderStatus into the root Kptfile, as kpt does.' },
        'results-dir': { type: 'text', value: 'DIR', describe: 'Write results.yaml (a FunctionResultList) into this directory.', complete: 'directory' },
        'allow-exec': { type: 'boolean', describe: 'Allow functions that run programs on this machine.' },
        'allow-network': { type: 'boolean', describe: 'Give function containers the host network.' },
        'image-pull-policy': { type: 'text', choices: PULL_POLICIES, default: 'ifNotPresent', describe: 'When container images are pulled.' },
        'image-prefix': { type: 'text', value: 'PREFIX', env: 'KPT_IMAGE_PREFIX', describe: 'What stands before image names without a slash.' },
        'truncate-output': { type: 'boolean', default: true, describe: 'Show four lines at most of each function’s results and messages.' },
        verdict: { type: 'text', choices: ['results', 'exit-code'], default: 'results', describe: 'What fails a function: a result of severity error too, or as with kpt the exit code alone.' },
        'non-krm': { type: 'text', choices: ['fail', 'keep'], default: 'fail', describe: 'What to do with YAML files that are no KRM resources.' },
        'allow-deletions': { type: 'boolean', describe: 'Allow a function to delete most of what it was sent.' },
        'lock-timeout': { type: 'integer', value: 'SECONDS', default: 0, describe: 'How long to wait for another render of the same package.' },
        ...LIMIT_FLAGS,
        durable: { type: 'boolean', describe: 'Flush every written file to disk, to survive a power failure.' },
      },
      examples: [
        { command: 'krm-fleet render blueprints/cluster-baseline -o unwrap', describe: 'Print the rendered resources.' },
        { command: 'krm-fleet render blueprints/cluster-baseline --for my-ran.yaml -o out/my-ran', describe: 'Write the package rendered for one cluster.' },
        { command: 'krm-fleet render --check', describe: 'In CI: fail when somebody forgot to render.' },
      ],
    },
    ...CHECK_COMMANDS,
    ...DIFF_COMMANDS,
    ...DOCTOR_COMMANDS,
  ...SETTERS_COMMANDS,
    ...FLEET_COMMANDS,
    ...EXPLAIN_COMMANDS,
    ...NET_COMMANDS,
    ...CRS_COMMANDS,
    ...BOOTSTRAP_COMMANDS,
    {
      name: 'fn list',
      summary: 'Lists the functions of this suite and the images that they answer for.',
    },
    {
      name: 'completion',
      summary: 'Prints a script that completes commands and flags in bash, zsh or fish.',
      positionals: [{ name: 'SHELL', describe: 'bash, zsh or fish.', required: true }],
      examples: [{ command: 'source <(krm-fleet completion bash)', describe: 'In ~/.bashrc; in fish: krm-fleet completion fish | source.' }],
    },
  ],
}
