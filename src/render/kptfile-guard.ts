/** What functions may not change in a Kptfile. */

import { entriesOf, isList, isScalar, sameValue, valueOf } from '#krm/plain-value.ts'
import type { PlainValue } from '#krm/print.ts'

/**
 * Which part of a Kptfile was changed that may not be; undefined when none was. Setters that are driven by a ConfigMap
 * may change values in the configMaps of functions, everything else of the pipeline stays as the author wrote it.
 */
export function forbiddenChange(before: PlainValue | undefined, after: PlainValue | undefined, configIsConfigMap: boolean): string | undefined {
  if (!same(before, after, 'apiVersion')) return 'apiVersion'
  if (!same(before, after, 'kind')) return 'kind'
  if (!same(valueOf(before, 'metadata'), valueOf(after, 'metadata'), 'name')) return 'metadata.name'
  const mask = configIsConfigMap ? maskConfigMaps : (value: PlainValue): PlainValue => value
  const pipeline = [before, after].map((value) => mask(valueOf(value, 'pipeline') ?? null))
  return sameValue(pipeline[0]!, pipeline[1]!) ? undefined : 'pipeline'
}

function same(before: PlainValue | undefined, after: PlainValue | undefined, key: string): boolean {
  return sameValue(valueOf(before, key) ?? null, valueOf(after, key) ?? null)
}

/** The pipeline with the values of each configMap blanked; its keys stay. */
function maskConfigMaps(pipeline: PlainValue): PlainValue {
  if (isScalar(pipeline) || isList(pipeline)) return pipeline
  return new Map(entriesOf(pipeline).map(([key, list]) => [key, !isScalar(list) && isList(list) ? list.map(maskFunction) : list]))
}

function maskFunction(fn: PlainValue): PlainValue {
  if (isScalar(fn) || isList(fn)) return fn
  return new Map(
    entriesOf(fn).map(([key, value]) => {
      if (key !== 'configMap' || isScalar(value) || isList(value)) return [key, value]
      return [key, new Map<string, PlainValue>(entriesOf(value).map(([name]) => [name, '']))]
    }),
  )
}
