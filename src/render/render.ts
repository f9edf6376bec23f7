/** Renders a package tree: a value in, a value out. */

import type { RenderOutcome } from './outcome.ts'
import type { RenderInput } from './render-input.ts'
import type { RenderHost } from './runner.ts'

/** Renders as the newest kpt does; see the documentation for the differences that are on purpose. */
export function render(input: RenderInput, host: RenderHost): Promise<RenderOutcome> {
  void input
  void host
  return Promise.reject(new Error('not written yet'))
}
