/** Renders a package in memory with what is built in, and says what became of it. */

import { functionNameOf } from '#fleet/other-setters.ts'
import type { Result } from '#krm/result.ts'
import type { FunctionRun, RenderOutcome } from '#render/outcome.ts'
import type { PipelineFunction } from '#render/pipeline-function.ts'
import type { InputFile, RenderInput } from '#render/render-input.ts'
import { render } from '#render/render.ts'
import type { PreparedFunction } from '#render/runner.ts'
import { meaningfulChanges } from '#render/same-meaning.ts'
import { PACKAGE_RULES } from '#check/rules/package-rules.ts'

/** The function of this process that answers for a pipeline's function; undefined when there is none. */
export type BuiltinRunner = (fn: PipelineFunction) => PreparedFunction | undefined

/** A render in which functions that are not built in were passed over. */
export interface Rendering {
  readonly outcome: RenderOutcome
  /** Those that were. */
  readonly skipped: readonly PipelineFunction[]
  readonly findings: readonly Result[]
}

/** Renders, and renders the result once more where every function ran. */
export async function renderForCheck(input: RenderInput, runnerFor: BuiltinRunner): Promise<Rendering> {
  const first = await renderOnce(input, runnerFor)
  const { outcome, skipped } = first
  const findings = [...outcome.problems, ...outcome.functions.flatMap(findingsOfRun), ...skipped.map(notRun)]
  if (!outcome.ok || skipped.length > 0) return { ...first, findings }
  const current = new Map(input.files.map(({ path, text }) => [path, text]))
  const stale = meaningfulChanges(current, outcome.changes)
  findings.push(...[...stale.keys()].map((file) => notRendered(file, current.has(file), input)))
  findings.push(...(await changedAgain(input, outcome, runnerFor)))
  return { ...first, findings }
}

/** A part of the check that is about the rendering alone. */
export type Only = 'staleness' | 'failures'

/**
 * What is wrong with a rendering by itself. `staleness`: what keeps the package from rendering, that it is not what rendering
 * gives, which is an error here whoever deploys from it, and what was passed over; `failures`: what keeps it from rendering.
 */
export function findingsOfRendering({ outcome, findings }: Rendering, only: Only): Result[] {
  if (!outcome.ok) return findings.filter(({ severity, code }) => severity === 'error' || (only === 'staleness' && code === PACKAGE_RULES.notRun.code))
  if (only === 'failures') return []
  const { notRendered, notRun, notIdempotent } = PACKAGE_RULES
  return findings.flatMap((result) => {
    if (result.code === notRendered.code) return [{ ...result, severity: 'error' as const }]
    return result.code === notRun.code || result.code === notIdempotent.code ? [result] : []
  })
}

/** Renders, passing over functions that are not built in. */
export async function renderOnce(input: RenderInput, runnerFor: BuiltinRunner): Promise<{ outcome: RenderOutcome; skipped: PipelineFunction[] }> {
  const skipped: PipelineFunction[] = []
  const outcome = await render(input, {
    runnerFor: (fn) => {
      const runner = runnerFor(fn)
      if (runner !== undefined) return runner
      skipped.push(fn)
      return { name: fn.image ?? fn.exec ?? '', kind: 'builtin', run: ({ items }) => ({ items, results: [], ok: true }) }
    },
  })
  return { outcome, skipped }
}

/** What a function found; what a mutator says about its work is no finding. */
function findingsOfRun(run: FunctionRun): Result[] {
  const { declared, located, failure } = run
  const place = { ...declared.place, index: 0 }
  const name = functionNameOf(declared.image ?? declared.exec ?? '')
  const said = located.filter(({ severity }) => severity === 'error' || severity === 'warning' || (severity === 'info' && declared.type === 'validator')).map((result): Result => ({
    ...result,
    code: result.code ?? PACKAGE_RULES.failed.code,
    message: result.code === undefined ? `${name}: ${result.message}` : result.message,
    place: result.place?.file === undefined ? place : result.place,
  }))
  return failure === undefined ? said : [...said, { code: failure.code, severity: 'error', message: `${name}: ${failure.message}`, place }]
}

function notRun(fn: PipelineFunction): Result {
  const { code, severity } = PACKAGE_RULES.notRun
  const what = fn.image ?? fn.exec ?? ''
  return { code, severity, message: `${what} is not built in and was passed over: what it writes is not checked`, place: { ...fn.place, index: 0 } }
}

/** Whether the package was made from another one: then it is no blueprint any more, its values are what is deployed. */
export function isDeployed({ files }: RenderInput): boolean {
  return files.some(({ path, text }) => path === 'Kptfile' && /(?:^|\n)upstream(?:Lock)?:/.test(text))
}

function notRendered(file: string, isThere: boolean, input: RenderInput): Result {
  const { code } = PACKAGE_RULES.notRendered
  const what = isThere ? 'rendering changes this file' : 'rendering adds a file that is not there'
  return { code, severity: isDeployed(input) ? 'warning' : 'info', message: `${what}: run krm-fleet render and commit the result`, place: { file } }
}

async function changedAgain(input: RenderInput, { changes }: RenderOutcome, runnerFor: BuiltinRunner): Promise<Result[]> {
  if (changes.size === 0) return []
  const kept: InputFile[] = input.files.flatMap((file) => {
    const change = changes.get(file.path)
    return change === undefined ? [file] : change === 'delete' ? [] : [{ ...file, text: change.text }]
  })
  const known = new Set(kept.map(({ path }) => path))
  const added = [...changes].flatMap(([path, change]) => (change === 'delete' || known.has(path) ? [] : [{ path, text: change.text }]))
  const files = [...kept, ...added]
  const { outcome } = await renderOnce({ ...input, files }, runnerFor)
  const again = meaningfulChanges(new Map(files.map(({ path, text }) => [path, text])), outcome.changes)
  const { code, severity } = PACKAGE_RULES.notIdempotent
  return [...again.keys()].map((file) => ({ code, severity, message: 'rendering the rendered package changes this file again: no render is ever the last', place: { file } }))
}
