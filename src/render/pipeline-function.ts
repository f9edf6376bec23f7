/** A function of a pipeline as its Kptfile declares it. */

import type { LineColumn } from '#krm/yaml-text.ts'

/** Which resources a function gets. All given parts must be equal; an absent part matches everything. */
export interface Selector {
  readonly apiVersion?: string
  readonly kind?: string
  readonly name?: string
  readonly namespace?: string
  readonly labels?: ReadonlyMap<string, string>
  readonly annotations?: ReadonlyMap<string, string>
}

/** One entry of `pipeline.mutators` or `pipeline.validators`, checked. Exactly one of `image` and `exec` is there. */
export interface PipelineFunction {
  readonly type: 'mutator' | 'validator'
  readonly image?: string
  /** A semver constraint for the image's tag, to be resolved in the registry. */
  readonly tag?: string
  /** The command line as written. */
  readonly exec?: string
  /** A name that the author gave to this step. */
  readonly name?: string
  /** Slash path, relative to the package; a clean one without `./`. At most one of `configPath` and `configMap`. */
  readonly configPath?: string
  /** Values are the texts that kpt would put on the wire. */
  readonly configMap?: ReadonlyMap<string, string>
  readonly selectors: readonly Selector[]
  readonly exclude: readonly Selector[]
  /** Where it is declared: the Kptfile relative to the root package, `pipeline.mutators[0]`, line and column. */
  readonly place: { readonly file: string; readonly field: string; readonly position?: LineColumn }
}
