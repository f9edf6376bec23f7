// Checks every package of a folder as the command does, without starting it.
import { relative } from 'node:path'
import { checkRoot, type CheckedTree } from '#cli/check/check-tree.ts'
import { findPackages } from '#cli/check/find-packages.ts'
import { settersOfVariants } from '#cli/check/variant-setters.ts'
import { builtinRunner } from '#cli/run/builtin-runner.ts'
import { bundledSchemas } from '#check/schema/bundled.ts'
import { NO_POLICY } from '#fleet/network/check.ts'
import { functions } from '#functions/index.ts'
import type { Result } from '#krm/result.ts'

/** All findings, with files from the folder. */
export async function checkFolder(folder: string): Promise<CheckedTree> {
  const found = findPackages(folder)
  const tree: CheckedTree = { findings: [], texts: new Map(), packages: 0 }
  const host = { runnerFor: builtinRunner({}), schemas: bundledSchemas(), network: NO_POLICY, functions: functions.map(({ name }) => name), fromVariants: settersOfVariants(found.loose) }
  for (const root of found.roots) await checkRoot(root, host, tree)
  return { ...tree, findings: tree.findings.map((finding) => fromFolder(finding, folder)) }
}

function fromFolder(finding: Result, folder: string): Result {
  const { place } = finding
  return place?.file === undefined ? finding : { ...finding, place: { ...place, file: relative(folder, place.file) } }
}
