/** In-process answer for the catalog's set-annotations, as of v0.1.4, the tag that PackageVariants of real packages name. */

import type { KrmFunction } from '#krm/function.ts'
import { COMMON_ANNOTATION_FIELDS } from './common-fields.ts'
import { settingEntries } from './set-entries.ts'

/** Takes a ConfigMap of annotations, or a SetAnnotations of fn.kpt.dev/v1alpha1. */
export const setAnnotationsOfCatalog: KrmFunction = settingEntries({
  name: 'set-annotations',
  summary: 'Sets annotations of all resources, and of the templates in them.',
  entries: 'annotations',
  entry: 'annotation',
  kinds: ['SetAnnotations', 'SetAnnotationConfig'],
  additional: 'additionalAnnotationFields',
  fields: COMMON_ANNOTATION_FIELDS,
})
