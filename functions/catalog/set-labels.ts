/**
 * In-process answer for the catalog's set-labels, as of v0.1.5. Selectors are labelled as well, which the API server refuses
 * to change in workloads that exist; v0.2.0 stopped that and is another function.
 */

import type { KrmFunction } from '#krm/function.ts'
import { COMMON_LABEL_FIELDS } from './common-fields.ts'
import { settingEntries } from './set-entries.ts'

/** Takes a ConfigMap of labels, or a SetLabels of fn.kpt.dev/v1alpha1. */
export const setLabelsOfCatalog: KrmFunction = settingEntries({
  name: 'set-labels',
  summary: 'Sets labels of all resources, of the templates in them and of their selectors.',
  entries: 'labels',
  entry: 'label',
  kinds: ['SetLabels', 'SetLabelConfig'],
  additional: 'additionalLabelFields',
  fields: COMMON_LABEL_FIELDS,
})
