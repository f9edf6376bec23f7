/** `krm-fleet doctor`: what has aged in a repository, and the patch that mends it. */

import { existsSync } from 'node:fs'
import { isAbsolute, resolve } from 'node:path'
import { CliError } from '#cli/cli-error.ts'
import { checkAll, findWork, type CheckTask } from '#cli/check/check-paths.ts'
import { flagsOf } from '#cli/check/decision-flags.ts'
import { withoutDecided } from '#cli/check/decisions.ts'
import { textOf } from '#cli/check/misnamed.ts'
import { reportDecided, type DecidedFindings } from '#cli/check/report-findings.ts'
import { writeFixes } from '#cli/check/write-fixes.ts'
import { shownPath } from '#cli/fleet/read-management.ts'
import type { Invocation } from '#cli/term/invocation.ts'
import type { Printer } from '#cli/term/printer.ts'
import { applyFixes } from '#check/apply-fixes.ts'
import { checkLoose, hasAged } from '#check/doctor.ts'
import { fails } from '#check/policy.ts'
import { unifiedDiff } from '#check/report/patch.ts'
import { counted } from '#check/report/report.ts'
import { functions } from '#functions/index.ts'
import { readKrmFile } from '#krm/krm-file.ts'
import type { Result } from '#krm/result.ts'
import { compareResults } from '#krm/result-wire.ts'
import { limitsOf } from '../limit-flags.ts'

const ROUNDS = 3

/** Runs the command; see the table for its flags. */
export async function doctorCommand(invocation: Invocation, printer: Printer): Promise<0 | 1> {
  const given = invocation.positionals('PATH')
  const find = (): CheckTask => findWork({ paths: given.length === 0 ? ['.'] : given, flags: flagsOf(invocation), limits: limitsOf(invocation) })
  let task = find()
  let tree = await examine(task)
  // A file with its right name is a package, in which there may be more to mend.
  for (let round = 0; invocation.on('fix') && round < ROUNDS && writeFixes(task.found.roots, tree, printer) > 0; round++) {
    task = find()
    tree = await examine(task)
  }
  const { patch, mended } = patchOf(tree)
  if (invocation.text('output') === 'patch') {
    const outside = [...tree.texts.keys()].find((file) => isAbsolute(file) && mendsFile(tree, file))
    if (outside !== undefined) throw new CliError('CLI003', `${outside} lies outside of the working directory, where no patch can name it; run krm-fleet doctor in its repository`, outside)
    printer.payload(patch)
    return invocation.text('fail-on') !== undefined && fails(tree.findings, task.decisions.failOn) ? 1 : 0
  }
  const status = reportDecided(invocation, tree, task.decisions, printer, `Looked at ${counted(tree.packages, 'package')} and ${counted(task.found.loose.length, 'other file')}.`)
  if (mended > 0 && (invocation.text('output') ?? 'text') === 'text') {
    printer.payload(`\n${patch}`)
    printer.line(`This patch mends ${counted(mended, 'finding')}: krm-fleet doctor --fix makes it, krm-fleet doctor -o patch | git apply too.`)
  }
  return status
}

interface Examined extends DecidedFindings {
  readonly packages: number
}

/** The findings of the doctor's rules that the repository did not decide to live with. */
async function examine(task: CheckTask): Promise<Examined> {
  const tree = await checkAll(task)
  const { schemas } = task.decisions
  for (const file of task.found.loose) {
    const text = textOf(file)
    // Most files of a repository are no resources, and nobody asked whether those are YAML.
    if (text === undefined || !/(?:^|\n|[\s{,"'])apiVersion["']?:/.test(text)) continue
    const path = shownPath(resolve(file))
    const resources = readKrmFile(path, text).resources.filter((resource) => resource.problems().length === 0 && resource.kind !== '')
    const found = checkLoose(resources, schemas, functions.map(({ name }) => name), (other) => existsSync(other))
    if (found.length > 0) tree.texts.set(path, text)
    tree.findings.push(...found)
  }
  const { findings, notes, unused } = withoutDecided({ findings: distinct(tree.findings.filter(hasAged)), texts: tree.texts }, task.decisions)
  return { findings: findings.filter(hasAged).sort(compareResults), notes, unused, texts: tree.texts, packages: tree.packages }
}

function mendsFile({ findings }: Examined, file: string): boolean {
  return findings.some(({ fix }) => fix?.rename?.from === file || fix?.edits.some((edit) => edit.file === file) === true)
}

/** A file with a wrong name is found by its name and by what it holds. */
function distinct(findings: readonly Result[]): Result[] {
  return [...new Map(findings.map((finding) => [JSON.stringify([finding.code, finding.message, finding.place?.file, finding.place?.position]), finding])).values()]
}

function patchOf({ findings, texts }: Examined): { readonly patch: string; readonly mended: number } {
  const { texts: after, renames, mended } = applyFixes(findings, texts)
  const files = [...new Set([...after.keys(), ...renames.keys()])].toSorted()
  const patch = unifiedDiff(files.map((file) => {
    const to = renames.get(file)
    return { file, ...(to !== undefined && { to }), before: texts.get(file)!, after: after.get(file) ?? texts.get(file)! }
  }))
  return { patch, mended: mended.length }
}
