/** The `check` command as data. */

import { FAIL_ON } from '#check/policy.ts'
import { IGNORE_FORM } from '#check/ignore-entry.ts'
import { REPORT_FORMATS } from '#check/report/formats.ts'
import { KUBERNETES_VERSION } from '#check/schema/bundled.ts'
import type { Command, FlagTable } from '#cli/term/command-table.ts'
import { LIMIT_FLAGS } from '../limit-flags.ts'

/** What a user may decide about the findings of any check. */
export const DECISION_FLAGS: FlagTable = {
  'fail-on': { type: 'text', choices: FAIL_ON, describe: 'The least severity that makes the exit code 1 (default error).' },
  baseline: { type: 'text', value: 'FILE', describe: 'Leave out the findings that this file lists.', complete: 'file' },
  'write-baseline': { type: 'text', value: 'FILE', describe: 'Write all findings into this file and exit 0.', complete: 'file' },
  'kubernetes-openapi': { type: 'text', value: 'FILE', describe: `The OpenAPI v2 document of another Kubernetes version, instead of ${KUBERNETES_VERSION}.`, complete: 'file' },
  schemas: { type: 'text', repeat: true, value: 'PATH', describe: 'A file or directory with CustomResourceDefinitions to check against, before those that are built in.', complete: 'file' },
  ignore: { type: 'text', repeat: true, value: 'ENTRY', describe: `Leave rules out, in some files or everywhere: '${IGNORE_FORM}'.` },
}

/** Whether silence counts. */
export const STRICT_FLAG: FlagTable = {
  strict: { type: 'boolean', describe: 'What could not be looked at is an error: functions that are not built in, kinds without a schema, files that are not read.' },
}

/** What is looked at, of checks of packages and of fleets. */
export const LOOK_FLAGS: FlagTable = {
  mode: { type: 'text', choices: ['check', 'render'], default: 'check', describe: 'Everything, or only whether what lies there is what rendering gives: stale files are errors then.' },
  ...STRICT_FLAG,
}

export const CHECK_COMMANDS: readonly Command[] = [
  {
    name: 'check',
    summary: 'Finds what is wrong with the packages of a repository, on the line where it is wrong.',
    description:
      'Finds every package below the paths, renders it in memory with the functions that are built in, and checks Kptfiles and functions, ' +
      `setters, schemas (Kubernetes ${KUBERNETES_VERSION}, common CRDs and those of the packages), Secrets, duplicates, networks, ` +
      'ClusterResourceSets and sync objects. Nothing is started, nothing is fetched, nothing is written unless you ask for it. ' +
      'A comment `# krm-fleet:ignore CODE reason` on a line accepts what is found there.',
    positionals: [{ name: 'PATH', describe: 'Directories with packages; the working directory unless given.', repeat: true, complete: 'directory' }],
    flags: {
      output: { type: 'text', short: 'o', choices: REPORT_FORMATS, default: 'text', describe: 'Form of the findings on standard output.' },
      fix: { type: 'boolean', describe: 'Make the safe fixes in the files first: renamed fields, quotes, moved images, newer versions, names of Kptfiles.' },
      'changed-since': { type: 'text', value: 'REF', describe: 'Check only packages with files that differ from the merge base with this revision.' },
      ...LOOK_FLAGS,
      ...DECISION_FLAGS,
      ...LIMIT_FLAGS,
    },
    examples: [
      { command: 'krm-fleet check', describe: 'Everything below the working directory.' },
      { command: 'krm-fleet check blueprints -o sarif > check.sarif', describe: 'For code scanning.' },
      { command: 'krm-fleet check --changed-since origin/main --fail-on warning', describe: 'In a pull request.' },
    ],
  },
]
