/** What one render knows while it goes on. */

import type { Result } from '#krm/result.ts'
import type { RenderEvent } from './events.ts'
import type { FunctionRun } from './outcome.ts'
import type { PipelineFunction } from './pipeline-function.ts'
import type { RenderOptions } from './render-input.ts'
import type { PassedOver, PreparedFunction, RenderHost } from './runner.ts'

/** Shared by all packages of a render; lists only grow. */
export interface RenderState {
  readonly host: RenderHost
  readonly options: RenderOptions
  /** Stands for the absolute directory of the root package on the wire: nothing here knows the real one. */
  readonly wireRoot: string
  /** Every function of every pipeline, ready to be called or to be passed over. */
  readonly prepared: ReadonlyMap<PipelineFunction, PreparedFunction | PassedOver>
  readonly untouchable: ReadonlyMap<string, string>
  readonly runs: FunctionRun[]
  readonly notes: Result[]
  readonly events: RenderEvent[]
  /** Packages whose turn has come; functions that have passed. */
  packages: number
  passed: number
}

/** Tells the host what happens, and keeps it. */
export function tell(state: RenderState, event: RenderEvent): void {
  state.events.push(event)
  state.host.onEvent?.(event)
}
