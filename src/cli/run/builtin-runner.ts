/** Functions of pipelines that run in this process, and nothing else: what a check may run without asking. */

import type { PipelineFunction } from '#render/pipeline-function.ts'
import type { PreparedFunction } from '#render/runner.ts'
import type { Config } from '#cli/config/config.ts'
import { builtinFor, builtinNamed } from './builtin-images.ts'
import { resolveImage } from './image-reference.ts'

/** The built-in for a function of a Kptfile, by the configuration or by its image; undefined when there is none. */
export function builtinRunner(config: Config): (fn: PipelineFunction) => PreparedFunction | undefined {
  return (fn) => {
    if (fn.image === undefined) return undefined
    const configured = Object.hasOwn(config.runners ?? {}, fn.image) ? config.runners![fn.image] : undefined
    const resolved = resolveImage({ image: fn.image, ...(fn.tag !== undefined && { tag: fn.tag }) })
    const found = configured === undefined ? (resolved.ok ? builtinFor(resolved.image) : undefined) : 'builtin' in configured ? builtinNamed(configured.builtin) : undefined
    if (found === undefined) return undefined
    return { name: resolved.ok ? resolved.image : fn.image, kind: 'builtin', run: ({ items, functionConfig }) => found.invoke(items, functionConfig) }
  }
}
