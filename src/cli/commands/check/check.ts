/** `krm-fleet check`: finds packages, checks them, and reports in the form that was asked for. */

import { statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { CliError } from '#cli/cli-error.ts'
import { changedFiles } from '#cli/check/changed-files.ts'
import { checkRoot, type CheckedTree } from '#cli/check/check-tree.ts'
import { findPackages, type FoundPackages } from '#cli/check/find-packages.ts'
import { hostFor } from '#cli/check/host.ts'
import { reportFindings } from '#cli/check/report-findings.ts'
import { decisionsOf, type Decisions } from '#cli/check/decisions.ts'
import { addMisnamed } from '#cli/check/misnamed.ts'
import { flagsOf } from '#cli/check/decision-flags.ts'
import { writeFixes } from '#cli/check/write-fixes.ts'
import { findConfigFile } from '#cli/config/config-file.ts'
import type { ReadLimits } from '#cli/io/read-limits.ts'
import type { Invocation } from '#cli/term/invocation.ts'
import type { Printer } from '#cli/term/printer.ts'
import { formatReport, REPORT_FORMATS } from '#check/report/formats.ts'
import { counted } from '#check/report/report.ts'
import { RULES } from '#check/rules/registry.ts'
import { TOOL } from '#krm/names.ts'
import { limitsOf } from '../limit-flags.ts'

declare const KRM_FLEET_VERSION: string

/** Runs the command; see the table for its flags. */
export async function checkCommand(invocation: Invocation, printer: Printer): Promise<0 | 1> {
  const paths = invocation.positionals('PATH').length === 0 ? ['.'] : invocation.positionals('PATH')
  for (const path of paths) mustBeDirectory(path)
  const config = findConfigFile('.') ?? findConfigFile(paths[0]!)
  const decisions = decisionsOf(flagsOf(invocation), config)
  const found = together(paths.map(findPackages))
  for (const directory of found.repositories) printer.line({ style: 'note', text: `${directory} is a repository of its own (a submodule?) and was not entered` })
  if (found.roots.length === 0 && found.misnamed.length === 0) return nothingToCheck(invocation, paths, printer)
  const roots = chosenRoots(invocation, found.roots, paths)
  const limits = limitsOf(invocation)
  let tree = await checkAll(roots, found, decisions, limits)
  if (invocation.on('fix')) {
    const mended = writeFixes(roots, tree, printer)
    if (mended > 0) tree = await checkAll(roots, found, decisions, limits)
  }
  return reportFindings(invocation, tree, decisions, printer, `Checked ${counted(tree.packages, 'package')} in ${counted(tree.texts.size, 'file')}.`)
}

async function checkAll(roots: readonly string[], found: FoundPackages, decisions: Decisions, limits: Partial<ReadLimits>): Promise<CheckedTree> {
  const tree: CheckedTree = { findings: [], texts: new Map(), packages: 0 }
  const host = hostFor(decisions, found.loose)
  for (const root of roots) await checkRoot(root, host, tree, limits)
  addMisnamed(found.misnamed, tree)
  return tree
}

/** No package is no mistake: the command may run in every repository. */
function nothingToCheck(invocation: Invocation, paths: readonly string[], printer: Printer): 0 {
  printer.line(`There is no Kptfile below ${paths.join(', ')}: nothing to check.`)
  const format = REPORT_FORMATS.find((name) => name === invocation.text('output')) ?? 'text'
  if (format !== 'text') printer.payload(formatReport(format, { findings: [], rules: RULES, source: () => undefined, tool: { name: TOOL, version: KRM_FLEET_VERSION } }))
  return 0
}

function together(all: readonly FoundPackages[]): FoundPackages {
  const unique = (list: readonly string[]): string[] => [...new Map(list.map((path) => [resolve(path), path])).values()]
  return { roots: unique(all.flatMap(({ roots }) => roots)), loose: unique(all.flatMap(({ loose }) => loose)), misnamed: unique(all.flatMap(({ misnamed }) => misnamed)), repositories: unique(all.flatMap(({ repositories }) => repositories)) }
}

/** The packages that something was changed in, where only those are asked for. */
function chosenRoots(invocation: Invocation, roots: readonly string[], [first]: readonly string[]): readonly string[] {
  const ref = invocation.text('changed-since')
  if (ref === undefined) return roots
  const changed = changedFiles(first!, ref)
  return roots.filter((root) => changed.some((file) => file.startsWith(join(resolve(root), '/'))))
}

function mustBeDirectory(path: string): void {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat === undefined) throw new CliError('IO001', `${path} does not exist; name a directory with packages`, path)
  if (!stat.isDirectory()) throw new CliError('IO002', `${path} is no directory; name the directory of a package, or one that holds packages`, path)
}
