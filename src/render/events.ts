/**
 * What a render tells while it goes on: plain data, in the order in which things happen, handed to a callback. Nothing
 * here knows a terminal, a clock or a file.
 */
export type RenderEvent = PackageStarted | FunctionSkipped | FunctionRunning | FunctionPassed | FunctionFailed | PackageDone | RenderSummary

/** How a function is answered: by a container runtime, by a program, or in our own process. */
export type FunctionKind = 'image' | 'exec' | 'builtin'

/** Which function an event is about. */
export interface FunctionIdentity {
  /** The image in full or the exec line as the Kptfile has it; a built-in keeps the name it answers to. */
  readonly name: string
  readonly kind: FunctionKind
}

/** The pipeline of a package begins; sub-packages come before their parents. */
export interface PackageStarted {
  readonly type: 'package'
  /** Slash path that begins with the name of the root package's directory, as in `app/db`. */
  readonly path: string
}

/** A function is passed over; a finding of the render says why. */
export interface FunctionSkipped {
  readonly type: 'skipped'
  readonly name: string
}

/** A function is about to be called. */
export interface FunctionRunning {
  readonly type: 'running'
  readonly function: FunctionIdentity
  /** How many resources it gets; undefined where it has neither selectors nor excludes and so gets all. */
  readonly selected: number | undefined
}

/** What a finished call left behind, however it ended. */
export interface FunctionOutcome {
  readonly function: FunctionIdentity
  /** From running to here; undefined where nobody below the callback has a clock. */
  readonly milliseconds?: number
  readonly results: readonly EventResult[]
  /** Standard error of the program, empty for a built-in. */
  readonly stderr: string
}

/** The function did its work and its output was accepted. */
export interface FunctionPassed extends FunctionOutcome {
  readonly type: 'passed'
}

/** The function failed, or what it gave back could not be accepted. It ends the render. */
export interface FunctionFailed extends FunctionOutcome {
  readonly type: 'failed'
  /** The program's own code; undefined where the failure is not the program's verdict. */
  readonly exitCode: number | undefined
  /** Why, where the program did not say so itself: a limit, malformed output, a path outside of the package. */
  readonly failure?: { readonly code: string; readonly message: string }
}

/** Every function of the package's pipeline has passed. */
export interface PackageDone {
  readonly type: 'package done'
  readonly path: string
}

/** The last event. Validators count as functions, packages without a pipeline as packages. */
export interface RenderSummary {
  readonly type: 'summary'
  /** `partial`: it failed, but what was rendered before is kept (save-on-render-failure). */
  readonly outcome: 'success' | 'partial' | 'failure'
  readonly functions: number
  readonly packages: number
}

/** One result of a function, as the ResourceList carries it; empty and absent mean the same. */
export interface EventResult {
  readonly message: string
  /** error, warning or info; kpt reads a missing one as info. */
  readonly severity?: string
  readonly resourceRef?: {
    readonly apiVersion?: string
    readonly kind?: string
    readonly namespace?: string
    readonly name?: string
  }
  readonly field?: { readonly path?: string }
  readonly file?: { readonly path?: string; readonly index?: number }
}
