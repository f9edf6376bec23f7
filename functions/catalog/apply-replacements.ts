/**
 * In-process answer for the catalog's apply-replacements: kustomize's replacements over the items of a package. Values,
 * verdicts and most messages are those of v0.1.1, the tag that real packages name.
 */

import type { Field } from '#krm/field.ts'
import type { KrmFunction } from '#krm/function.ts'
import type { PlainValue } from '#krm/print.ts'
import type { Resource } from '#krm/resource.ts'
import { AnyConfig } from './config.ts'
import { failed, sortedAsSdk } from './go-sdk.ts'
import { createAt, findField, ReplacementError, splitFieldPath } from './replacement-path.ts'
import { DEFAULT_FIELD_PATH, readReplacements, type FieldOptions, type Replacement, type Target } from './replacement-config.ts'
import { describeSource, isSelected, matchesTarget } from './replacement-selector.ts'

/** Takes an ApplyReplacements of fn.kpt.dev/v1alpha1 and nothing else. It says nothing when all went well. */
export const applyReplacementsOfCatalog: KrmFunction = {
  name: 'apply-replacements',
  type: 'mutator',
  summary: 'Copies values from fields of one resource to fields of others.',
  config: AnyConfig,
  accepts: [],
  invoke(items, functionConfig) {
    try {
      for (const replacement of readReplacements(functionConfig)) apply(items, replacement)
      return { items: sortedAsSdk(items), ok: true, results: [] }
    } catch (error) {
      if (error instanceof ReplacementError) return failed(items, error.message)
      throw error
    }
  },
}

function apply(items: readonly Resource[], { source, targets }: Replacement): void {
  const matches = items.filter((item) => isSelected(item, source.select))
  if (matches.length > 1) throw new ReplacementError(`multiple matches for selector ${describeSource(source)}`)
  if (matches.length === 0) throw new ReplacementError(`nothing selected by ${describeSource(source)}`)
  const fieldPath = source.fieldPath || DEFAULT_FIELD_PATH
  const field = findField(matches[0]!, splitFieldPath(fieldPath))
  const value = field?.value ?? null
  if (field === undefined || isEmpty(value)) {
    throw new ReplacementError(`fieldPath \`${fieldPath}\` is missing for replacement source ${describeSource({ ...source, fieldPath })}`)
  }
  const refined = refine(source.options, field, value)
  for (const target of targets) {
    for (const item of items) if (matchesTarget(item, target)) applyTo(item, refined, target)
  }
}

/** Null, an empty map and an empty list count as missing; an empty string does not. */
function isEmpty(value: PlainValue): boolean {
  return value === null || (value instanceof Map ? value.size === 0 : Array.isArray(value) && value.length === 0)
}

/** A value to write, and its text for where a part of a target is replaced. */
interface Refined {
  readonly value: PlainValue
  readonly text: string
}

function refine(options: FieldOptions, field: Field, value: PlainValue): Refined {
  const text = field.scalarText
  if (options.delimiter === '') return { value, text: text ?? '' }
  if (text === undefined) throw new ReplacementError('delimiter option can only be used with scalar nodes')
  const part = text.split(options.delimiter)[options.index]
  if (part === undefined) throw new ReplacementError(`options.index ${options.index} is out of bounds for value ${text}`)
  return { value: part, text: part }
}

function applyTo(item: Resource, refined: Refined, target: Target): void {
  for (const fieldPath of target.fieldPaths) {
    const parts = splitFieldPath(fieldPath)
    const field = target.options.create ? createAt(item, parts) : findField(item, parts)
    field?.set(target.options.delimiter === '' ? refined.value : joined(target.options, field, refined.text))
  }
}

/** An index below 0 puts the text in front, one behind the last part at the end. */
function joined({ delimiter, index }: FieldOptions, field: Field, text: string): string {
  const now = field.exists ? field.scalarText : ''
  if (now === undefined) throw new ReplacementError('delimiter option can only be used with scalar nodes')
  const parts = now.split(delimiter)
  if (index < 0) parts.unshift(text)
  else if (index >= parts.length) parts.push(text)
  else parts[index] = text
  return parts.join(delimiter)
}
