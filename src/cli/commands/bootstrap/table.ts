/** The `bootstrap` commands as data. */

import type { Command } from '#cli/term/command-table.ts'
import { LIMIT_FLAGS } from '../limit-flags.ts'

export const BOOTSTRAP_COMMANDS: readonly Command[] = [
  {
    name: 'bootstrap bundle',
    summary: 'Writes everything that a cluster needs before it can pull: numbered phases, a script, digests.',
    description:
      'Takes the RootSync (or the sync objects of Flux) that a package holds for the cluster, and the release manifests of what runs it, and ' +
      'writes them in the order in which they have to be applied. apply.sh needs nothing but kubectl, waits for CRDs and for the first sync, and ' +
      'may be repeated. Secrets are never part of a bundle: secrets.txt holds the commands that create them. The same input gives the same ' +
      'bytes, in the archive too.',
    positionals: [{ name: 'PATH', describe: 'Rendered packages with the sync objects; the working directory unless given.', repeat: true, complete: 'directory' }],
    flags: {
      cluster: { type: 'text', value: 'NAME', describe: 'The cluster, as its ClusterContext or its folder names it.' },
      manifest: { type: 'text', value: 'FILE', repeat: true, describe: 'A release manifest: of Config Sync, of Flux, of the network. Without any the cluster gets the sync objects only.', complete: 'file' },
      output: { type: 'text', short: 'o', value: 'DIR', describe: 'The directory to write; it must not exist.', complete: 'directory' },
      tar: { type: 'text', value: 'FILE', describe: 'The archive to write, beside the directory or in its place.', complete: 'file' },
      ...LIMIT_FLAGS,
    },
    examples: [
      { command: 'krm-fleet bootstrap bundle blueprints/cluster-sync --cluster my-ran --manifest config-sync-manifest.yaml -o out/my-ran', describe: 'Config Sync and the RootSync of a cluster.' },
      { command: 'sh out/my-ran/apply.sh --context my-ran', describe: 'Then, with the kubeconfig of the cluster.' },
    ],
  },
  {
    name: 'bootstrap verify',
    summary: 'Checks that a bundle is what was written: every file by its digest, and no file more.',
    positionals: [{ name: 'PATH', describe: 'The directory or archive of a bundle.', required: true, complete: 'directory' }],
  },
]
