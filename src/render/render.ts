/** Renders a package tree: a value in, a value out. */

import type { Result } from '#krm/result.ts'
import { attribute } from './attribution.ts'
import { hydrate } from './hydrate.ts'
import type { RenderOutcome } from './outcome.ts'
import { readPackageTree, type Package, type PackageTree } from './package.ts'
import type { PackageItem } from './package-item.ts'
import type { PipelineFunction } from './pipeline-function.ts'
import type { RenderInput } from './render-input.ts'
import { tell, type RenderState } from './render-state.ts'
import type { PassedOver, PreparedFunction, RenderHost } from './runner.ts'
import { changedFiles, itemsByFile, printFiles, renderedItems } from './save.ts'

/**
 * Renders as the newest kpt does: see docs for the differences that are on purpose. What is wrong with the packages is
 * found before any function runs, and all of it is said. Rejects only for a defect of ours or of the host.
 */
export async function render(input: RenderInput, host: RenderHost): Promise<RenderOutcome> {
  const tree = readPackageTree(input)
  const { root } = tree
  if (root === undefined) return nothingRendered(tree.problems)
  const functions = functionsOf(root)
  const { prepared, notes, problems } = await prepare(functions, host)
  if (problems.length > 0) return nothingRendered([...tree.problems, ...problems])
  const state: RenderState = {
    host,
    options: input.options ?? {},
    wireRoot: `/${input.name === '' ? 'package' : input.name}`,
    prepared,
    untouchable: untouchableFiles(input, tree),
    runs: [],
    notes,
    events: [],
    packages: 0,
    passed: 0,
  }
  const { ok, items } = await hydrate(state, root)
  return finish(state, tree, root, items, ok)
}

/** Files that functions do not see and must not write over, and why. */
function untouchableFiles({ files, hidden }: RenderInput, tree: PackageTree): Map<string, string> {
  const reasons = new Map<string, string>()
  for (const { path } of files) if (!tree.files.has(path)) reasons.set(path, 'that file holds something other than KRM resources and is left alone')
  for (const [path, { file, line }] of hidden ?? []) {
    reasons.set(path, `a file that ${file}:${line} hides from functions is there and would be lost; give the resource another path, or take that line away`)
  }
  return reasons
}

function finish(state: RenderState, tree: PackageTree, root: Package, items: readonly PackageItem[], ok: boolean): RenderOutcome {
  const isPartial = !ok && root.kptfile.savesOnFailure
  const isKept = ok || isPartial
  if (isKept && state.options.attribution !== false) for (const { resource } of items) attribute(resource)
  const groups = itemsByFile(items)
  const files = isKept ? printFiles(tree.files, groups) : new Map<string, string>()
  const changes = changedFiles(tree.files, files, ok ? inputFiles(root) : [])
  tell(state, { type: 'summary', outcome: ok ? 'success' : isPartial ? 'partial' : 'failure', functions: state.passed, packages: state.packages })
  return {
    ok,
    exitCode: ok ? 0 : 1,
    changes,
    files,
    items: renderedItems(items, groups),
    functions: state.runs,
    problems: [...tree.problems, ...state.notes],
    events: state.events,
  }
}

function nothingRendered(problems: readonly Result[]): RenderOutcome {
  return { ok: false, exitCode: 1, changes: new Map(), files: new Map(), items: [], functions: [], problems, events: [] }
}

function functionsOf(pack: Package): PipelineFunction[] {
  return [...pack.subpackages.flatMap(functionsOf), ...pack.kptfile.mutators, ...pack.kptfile.validators]
}

interface Prepared {
  readonly prepared: Map<PipelineFunction, PreparedFunction | PassedOver>
  readonly notes: Result[]
  readonly problems: readonly Result[]
}

async function prepare(functions: readonly PipelineFunction[], host: RenderHost): Promise<Prepared> {
  const prepared: Prepared['prepared'] = new Map()
  const notes: Result[] = []
  const problems: Result[] = []
  for (const fn of functions) {
    const found = await host.runnerFor(fn)
    const place = { ...fn.place, index: 0 }
    if ('problem' in found) problems.push({ ...found.problem, severity: 'error', place })
    else prepared.set(fn, found)
    if ('note' in found) notes.push({ code: 'KPT152', severity: 'info', message: found.note, place })
    if ('passedOver' in found) notes.push({ code: 'KPT151', severity: 'warning', message: found.passedOver.message, place })
  }
  return { prepared, notes, problems }
}

/** Files that held resources when they were read: those that lose the last one are deleted. */
function inputFiles(pack: Package): string[] {
  return [...pack.files, ...pack.subpackages.flatMap(inputFiles)]
}
