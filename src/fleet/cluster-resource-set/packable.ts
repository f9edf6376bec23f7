/** An object ready to be packed: its text in the form that fits, and all that the plan has to know of it. */

import { entriesOf, isList, isScalar, valueOf } from '#krm/plain-value.ts'
import type { PlainMap, PlainValue } from '#krm/print.ts'
import type { Resource } from '#krm/resource.ts'
import type { Scope } from './builtin-kinds.ts'
import { sizeOf, type TextSize } from './measure.ts'
import type { ObjectIdentity, PayloadObject } from './payload-object.ts'
import { compactDocument, withoutDescriptions, yamlDocument } from './payload-text.ts'
import { phaseOf, type Phase } from './phase.ts'
import { leftoverImages, scaledBy, trapsOf, type Trap } from './reconcile-traps.ts'
import { secretUse, type SecretUse } from './secret-use.ts'

/** `yaml`: block style. `compact`: JSON on one line. `lean`: the same without the descriptions of a CRD's schemas. */
export type PayloadForm = 'yaml' | 'compact' | 'lean'

/** A kind that a CRD brings. */
export interface DefinedKind {
  readonly group: string
  readonly kind: string
  readonly scope: Scope
}

/** How many bytes the text of one object may have to fit into a ConfigMap of its own. */
export interface Room {
  readonly escaped: number
  readonly bytes: number
}

export interface Packable extends ObjectIdentity, TextSize {
  /** The resource that holds it. */
  readonly at: Resource
  readonly phase: Phase
  readonly form: PayloadForm
  /** A YAML document that ends in a line break. */
  readonly text: string
  readonly defines: DefinedKind | undefined
  readonly traps: readonly Trap[]
  /** `Deployment web` when this is the autoscaler of one. */
  readonly scales: string | undefined
  readonly leftoverImages: readonly string[]
  /** The Secret that it authenticates with. */
  readonly uses: SecretUse | undefined
}

/**
 * Prepares an object. One that exceeds the room for `kubectl apply` becomes compact; `mayStrip` lets a CRD that is still
 * too large lose its descriptions. Whether the result fits at all is the plan's to judge.
 */
export function packable(object: PayloadObject, room: Room, mayStrip: boolean): Packable {
  const { from, value, apiVersion, group, kind, namespace, name } = object
  const identity = { apiVersion, group, kind, namespace, name }
  return {
    ...identity,
    at: from,
    phase: phaseOf(group, kind),
    ...textOf(value, room, mayStrip && group === 'apiextensions.k8s.io'),
    defines: definedKind(identity, value),
    traps: trapsOf(identity, value),
    scales: scaledBy(identity, value),
    uses: secretUse(identity, value),
    leftoverImages: group === 'apiextensions.k8s.io' ? [] : leftoverImages(value),
  }
}

interface Text extends TextSize {
  readonly form: PayloadForm
  readonly text: string
}

function textOf(value: PlainMap, room: Room, mayStrip: boolean): Text {
  const yaml = isSurelyLonger(value, room.escaped) ? undefined : measured('yaml', yamlDocument(value))
  if (yaml !== undefined && fits(yaml, room)) return yaml
  const compact = measured('compact', compactDocument(value))
  const lean = fits(compact, room) || !mayStrip ? undefined : withoutDescriptions(value)
  return lean === undefined ? compact : measured('lean', compactDocument(lean))
}

/** Whether block style would surely take more than `most` bytes inside a JSON string: then nobody has to print it. */
function isSurelyLonger(value: PlainMap, most: number): boolean {
  return leftBehind(value, 0, most) < 0
}

/** What is left of `left` behind a value at a column: blanks, keys, colons, scalars without quotes, line breaks as `\n`. */
function leftBehind(value: PlainValue, column: number, left: number): number {
  if (typeof value === 'string') return left - value.length - 2
  if (isScalar(value)) return left - 3
  let rest = left
  if (isList(value)) {
    for (const item of value) {
      if (rest < 0) return rest
      rest = leftBehind(item, column + 2, isScalar(item) ? rest - column - 2 : rest)
    }
    return rest
  }
  for (const [key, child] of entriesOf(value)) {
    if (rest < 0) return rest
    const line = column + key.length + 1
    rest = isScalar(child) ? leftBehind(child, 0, rest - line - 1) : leftBehind(child, isList(child) ? column : column + 2, rest - line - 2)
  }
  return rest
}

function measured(form: PayloadForm, text: string): Text {
  return { form, text, ...sizeOf(text) }
}

/** Whether a text has room. */
export function fits({ bytes, escaped }: TextSize, room: Room): boolean {
  return bytes <= room.bytes && escaped <= room.escaped
}

function definedKind({ group, kind }: ObjectIdentity, value: PlainMap): DefinedKind | undefined {
  return group === 'apiextensions.k8s.io' && kind === 'CustomResourceDefinition' ? kindOfCrd(value) : undefined
}

/** The kind that a CustomResourceDefinition brings; undefined when it does not say. */
export function kindOfCrd(crd: PlainMap): DefinedKind | undefined {
  const spec = valueOf(crd, 'spec')
  const group = valueOf(spec, 'group')
  const kind = valueOf(valueOf(spec, 'names'), 'kind')
  if (typeof group !== 'string' || typeof kind !== 'string') return undefined
  return { group, kind, scope: valueOf(spec, 'scope') === 'Cluster' ? 'Cluster' : 'Namespaced' }
}
