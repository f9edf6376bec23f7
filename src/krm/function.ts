/** A KRM function: a declaration and a pure core that sees only its arguments. */

import type * as z from 'zod/mini'
import { readFunctionConfig, type ConfigKind, type FunctionConfig } from './function-config.ts'
import { ItemList } from './item-list.ts'
import type { Resource } from './resource.ts'
import { Results, type Result } from './result.ts'

/** What a function is given. Everything it finds goes to `results`; it never throws because of a user's data. */
export interface FunctionCall<C> {
  readonly config: FunctionConfig<C>
  readonly items: ItemList
  readonly results: Results
}

/** The declaration of a function, in one place for the runtime, the documents, `--help` and the schemas. */
export interface FunctionDeclaration<S extends z.ZodMiniType> {
  /** Verb and noun, DNS-1123, also the image's name: `apply-cluster-context`. */
  readonly name: string
  /** A validator's items are proved unchanged; a mutator may edit, add and remove. */
  readonly type: 'mutator' | 'validator'
  /** One sentence that ends in a full stop. */
  readonly summary: string
  /** What its config of kind `<Name>` of fn.krm-fleet.dev/v1alpha1 may hold, below apiVersion, kind and metadata. */
  readonly config: S
  /** Further kinds that may stand as its functionConfig. A ConfigMap is one of them only when it is listed. */
  readonly accepts?: readonly ConfigKind[]
  run(call: FunctionCall<z.infer<S>>): void
}

/** A function as the runtimes see it, whatever the type of its config. */
export interface KrmFunction {
  readonly name: string
  readonly type: 'mutator' | 'validator'
  readonly summary: string
  readonly config: z.ZodMiniType
  readonly accepts: readonly ConfigKind[]
  /** Runs the core on resources. Resources that it edits are edited in place: hand clones to a validator. */
  invoke(items: readonly Resource[], functionConfig: Resource | undefined): FunctionOutcome
}

/** What became of one run. `ok` is false when a result is an error: kpt then needs a non-zero exit code. */
export interface FunctionOutcome {
  readonly items: readonly Resource[]
  readonly results: readonly Result[]
  readonly ok: boolean
}

/** Declares a function. */
export function defineFunction<S extends z.ZodMiniType>(declaration: FunctionDeclaration<S>): KrmFunction {
  const { name, type, summary, config } = declaration
  const accepts = declaration.accepts ?? []
  return {
    name,
    type,
    summary,
    config,
    accepts,
    invoke(given, functionConfig) {
      const results = new Results()
      const read = readFunctionConfig(name, config, accepts, functionConfig, results)
      const items = new ItemList(given)
      if (read !== undefined) {
        const before = type === 'validator' ? given.map((item) => item.text) : []
        declaration.run({ config: read, items, results })
        if (type === 'validator') proveUnchanged(name, given, before, items)
      }
      return { items: items.toArray(), results: results.list, ok: !results.hasErrors }
    },
  }
}

function proveUnchanged(name: string, given: readonly Resource[], before: readonly string[], items: ItemList): void {
  const after = items.toArray()
  const same = after.length === given.length && after.every((item, index) => item === given[index] && item.text === before[index])
  if (!same) throw new Error(`the validator ${name} changed its items`)
}
