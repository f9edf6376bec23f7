/** How the renderer calls a function: one signature for built-in, exec and container functions. */

import type { Resource } from '#krm/resource.ts'
import type { Result } from '#krm/result.ts'
import type { FunctionIdentity, RenderEvent } from './events.ts'
import type { PipelineFunction } from './pipeline-function.ts'

/** What a function is called with. */
export interface RunnerCall {
  /** The selected resources in order. They are the callee's own: a runner may edit them in place. */
  readonly items: readonly Resource[]
  readonly functionConfig: Resource | undefined
  /**
   * The same as the text of a ResourceList in kpt's wire form, printed when it is first read: a runner in our own process
   * never asks for it.
   */
  readonly input: string
}

/** The answer of a function in our own process: the resources as they are now, some of them perhaps new. */
export interface DirectAnswer {
  readonly items: readonly Resource[]
  readonly results: readonly Result[]
  /** False: the function failed (as a non-zero exit code does). */
  readonly ok: boolean
}

/** The answer of a program: its output, or why there is none that could be used. */
export interface OutsideAnswer {
  readonly stdout: string
  readonly stderr: string
  /** -1 where the program never gave one. */
  readonly exitCode: number
  readonly failure?: { readonly code: string; readonly message: string }
}

export type RunnerAnswer = DirectAnswer | OutsideAnswer

/**
 * Runs one function once. `KrmFunction.invoke` fits after unpacking the call, a program's runner fits as it is. It never
 * rejects because of a user's data.
 */
export type Runner = (call: RunnerCall) => RunnerAnswer | Promise<RunnerAnswer>

/** A function that is ready to be called, and what the console and the results call it. */
export interface PreparedFunction extends FunctionIdentity {
  readonly run: Runner
  /** What people should know of how it runs; becomes a finding. */
  readonly note?: string
}

/** Why a function can never be called: not allowed, unknown, no runtime. */
export interface RunnerProblem {
  readonly problem: { readonly code: string; readonly message: string }
}

/** A function that is known and on purpose not called: the render goes on as if it were not there, and says why. */
export interface PassedOver {
  readonly passedOver: { readonly name: string; readonly message: string }
}

/** What stands for a function of a pipeline. */
export type FoundRunner = PreparedFunction | PassedOver | RunnerProblem

/** What the renderer needs from outside. */
export interface RenderHost {
  /** Asked once per function of every pipeline, before anything of that pipeline runs. */
  readonly runnerFor: (fn: PipelineFunction) => FoundRunner | Promise<FoundRunner>
  /** Told what happens, in order. Durations are the listener's to measure: nothing here has a clock. */
  readonly onEvent?: (event: RenderEvent) => void
}
