/** `krm-fleet check` as a call: for programs that want the findings, and not their text. */

import { fails, type FailOn, type Ignored } from '#check/policy.ts'
import { formatReport, type ReportFormat } from '#check/report/formats.ts'
import { RULES } from '#check/rules/registry.ts'
import { TOOL } from '#krm/names.ts'
import type { Result } from '#krm/result.ts'
import { compareResults } from '#krm/result-wire.ts'
import { checkAll, findWork } from './check/check-paths.ts'
import { withoutDecided } from './check/decisions.ts'

declare const KRM_FLEET_VERSION: string

/** What the flags of the command say; `krm-fleet.yaml` counts here too. */
export interface CheckOptions {
  /** Only packages with files that differ from the merge base with this revision. */
  readonly changedSince?: string
  /** The least severity that makes `ok` false. */
  readonly failOn?: FailOn
  /** A file with findings to leave out. */
  readonly baseline?: string
  /** A file with the OpenAPI v2 document of another Kubernetes version. */
  readonly kubernetesOpenapi?: string
  /** Files and directories with CRDs to check against besides those that are built in. */
  readonly schemas?: readonly string[]
  /** What could not be looked at is an error. */
  readonly strict?: boolean
  /** Rules to leave out, in some files or everywhere, and why. */
  readonly ignore?: readonly Ignored[]
}

/** What was found. */
export interface Checked {
  /** Errors first, then by place. Files are named from the working directory. */
  readonly findings: readonly Result[]
  /** Whether no finding is as bad as `failOn`, which is an error unless it was given. */
  readonly ok: boolean
  /** What was left out, and why: a line per kind. */
  readonly notes: readonly string[]
  /** The findings in a form of the command's `--output`. */
  report(format: ReportFormat): string
}

/** Checks every package below some directories as the command does. Throws where the command exits with 2. */
export async function check(paths: readonly string[] = ['.'], { changedSince, ...flags }: CheckOptions = {}): Promise<Checked> {
  const task = findWork({ paths: paths.length === 0 ? ['.'] : paths, flags, changedSince })
  const tree = await checkAll(task)
  const { findings, notes, unused } = withoutDecided({ ...tree, mayBeUnused: task.mayBeUnused }, task.decisions)
  const sorted = findings.toSorted(compareResults)
  return {
    findings: sorted,
    ok: !fails(sorted, task.decisions.failOn),
    notes: [...notes, ...unused],
    report: (format) => formatReport(format, { findings: sorted, rules: RULES, source: (file) => tree.texts.get(file), tool: { name: TOOL, version: KRM_FLEET_VERSION } }),
  }
}
