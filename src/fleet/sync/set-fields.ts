/** Setting fields of an object that somebody else may have written: what cannot be set is a finding, not an exception. */

import type { PlainValue } from '#krm/print.ts'
import { FieldError, type Field } from '#krm/field.ts'
import type { Resource } from '#krm/resource.ts'
import type { Results } from '#krm/result.ts'
import { report } from '#fleet/finding.ts'
import { LOCAL_CONFIG } from './local-config.ts'
import { SYNC_FINDINGS } from './sync-findings.ts'

/** What people want on the metadata of generated objects. */
export interface WantedMetadata {
  readonly labels: ReadonlyMap<string, string>
  readonly annotations: ReadonlyMap<string, string>
  /** Undefined leaves the annotation as it is. */
  readonly localConfig: boolean | undefined
}

/** Sets or removes fields of one resource; says what could not be set. */
export class FieldSetter {
  readonly resource: Resource
  readonly #results: Results

  constructor(resource: Resource, results: Results) {
    this.resource = resource
    this.#results = results
  }

  set(path: readonly string[], value: PlainValue): void {
    this.#attempt(this.resource.field(...path), (field) => field.set(value))
  }

  /** Sets a field that is not there, is null or is an empty text. */
  setMissing(path: readonly string[], value: PlainValue): void {
    const { value: present } = this.resource.field(...path)
    if (present === undefined || present === null || present === '') this.set(path, value)
  }

  remove(path: readonly string[]): void {
    this.#attempt(this.resource.field(...path), (field) => field.remove())
  }

  /** Labels, annotations and the mark that no puller applies the object. */
  metadata({ labels, annotations, localConfig }: WantedMetadata): void {
    for (const [key, value] of labels) this.set(['metadata', 'labels', key], value)
    for (const [key, value] of annotations) this.set(['metadata', 'annotations', key], value)
    if (localConfig === true) this.set(['metadata', 'annotations', LOCAL_CONFIG], 'true')
    if (localConfig === false) this.remove(['metadata', 'annotations', LOCAL_CONFIG])
  }

  #attempt(field: Field, edit: (field: Field) => void): void {
    try {
      edit(field)
    } catch (error) {
      if (!(error instanceof FieldError)) throw error
      report(this.#results, SYNC_FINDINGS.notWritable, error.message, field)
    }
  }
}
