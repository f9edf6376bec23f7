/** What became of a render. */

import type { Resource } from '#krm/resource.ts'
import type { Result } from '#krm/result.ts'
import type { FunctionIdentity, RenderEvent } from './events.ts'
import type { PipelineFunction } from './pipeline-function.ts'

/** A file's new text, or that it goes away. */
export type FileChange = { readonly text: string } | 'delete'

/** A rendered resource and where it stands now. */
export interface RenderedItem {
  readonly resource: Resource
  /** Slash path from the root package. */
  readonly path: string
  /** Number among the documents of its file as it will be written. */
  readonly index: number
  /** Directory of the package it belongs to, from the root package; `''` = the root. */
  readonly packageDir: string
}

/** One call of a function, in the order of the calls. */
export interface FunctionRun {
  readonly function: FunctionIdentity
  readonly declared: PipelineFunction
  /** Directory of the package whose pipeline it belongs to. */
  readonly packageDir: string
  /** As the function gave them: files are relative to the packages of the resources, as in kpt's results.yaml. */
  readonly results: readonly Result[]
  /** The same with files from the root package, and with lines where the author's file is known. */
  readonly located: readonly Result[]
  readonly stderr: string
  /** The program's own; 0 or 1 for a built-in; -1 where there is none. */
  readonly exitCode: number
  /** Why its answer was not accepted, where it did not say so itself. */
  readonly failure?: { readonly code: string; readonly message: string }
}

/** Everything a render says; it never throws for user data. */
export interface RenderOutcome {
  readonly ok: boolean
  readonly exitCode: 0 | 1
  /** Only files whose text really changes, by path from the root package. Empty unless the result is to be written. */
  readonly changes: ReadonlyMap<string, FileChange>
  /** Every file that holds resources after the render, changed or not; empty where `changes` may not be written. */
  readonly files: ReadonlyMap<string, string>
  /** All resources in kpt's order; those before the failure when it failed. */
  readonly items: readonly RenderedItem[]
  /** All function calls, for results.yaml. */
  readonly functions: readonly FunctionRun[]
  /** What is wrong with the packages themselves or the render as a whole: every broken file, every bad Kptfile. */
  readonly problems: readonly Result[]
  readonly events: readonly RenderEvent[]
}
