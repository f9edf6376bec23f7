/** What the text of a scalar means, under each of the readings that Kubernetes users meet. */

/** A scalar's value. An integer is a `number` when JavaScript holds it exactly, else a `bigint`. */
export type ScalarValue = null | boolean | number | bigint | string

/**
 * `kubernetes`: kubectl and the API server (sigs.k8s.io/yaml). `kyaml`: kpt and kustomize (go-yaml v3).
 * `core`: YAML 1.2 core schema. `yaml11`: YAML 1.1.
 */
export type ScalarSchema = 'kubernetes' | 'core' | 'yaml11' | 'kyaml'

/** A scalar as it stands in a text: decoded content, whether it was written plain, and its explicit tag. */
export interface ScalarText {
  readonly text: string
  readonly plain: boolean
  readonly tag?: string | undefined
}

/** The value of a plain scalar's text (trimmed, one logical line). */
export function readPlain(text: string, schema: ScalarSchema): ScalarValue {
  throw new Error(`not written yet: ${text} ${schema}`)
}

/** The value of a scalar with an explicit tag (`!!int`, `!!str`, …); a tag that we do not know makes a string. */
export function readTagged(tag: string, text: string, schema: ScalarSchema): ScalarValue {
  throw new Error(`not written yet: ${tag} ${text} ${schema}`)
}

/** Whether at least one common reading (core, YAML 1.1, Kubernetes) reads both scalars alike. */
export function scalarsEqual(a: ScalarText, b: ScalarText): boolean {
  throw new Error(`not written yet: ${a.text} ${b.text}`)
}
