/** A render as one text: what `-o stdout` and `-o unwrap` print. */

import { withLineEnd } from '#krm/krm-file.ts'
import { Resource } from '#krm/resource.ts'
import { documentToItem } from '#krm/wire-text.ts'
import { annotatedText } from './annotate.ts'
import type { RenderedItem } from './outcome.ts'
import { sequenceIndent } from './wire.ts'
import { INDEX, LEGACY_INDEX, LEGACY_PATH, PATH, SEQUENCE_INDENT } from '#krm/wire-keys.ts'

/** A ResourceList of all items in kpt's order, each with its path and index in both spellings; no functionConfig. */
export function resourceListText(items: readonly RenderedItem[]): string {
  const texts = items.map(({ resource, path, index }) => {
    const annotations = new Map([
      [LEGACY_INDEX, String(index)],
      [LEGACY_PATH, path],
      [INDEX, String(index)],
      [PATH, path],
      [SEQUENCE_INDENT, sequenceIndent(resource.documentText)],
    ])
    return documentToItem(withLineEnd(new Resource(annotatedText(resource, annotations), 'document')))
  })
  return ['apiVersion: config.kubernetes.io/v1\nkind: ResourceList\n', items.length === 0 ? 'items: []\n' : 'items:\n', ...texts].join('')
}

/** The documents alone, parted by `---`. */
export function unwrappedText(items: readonly RenderedItem[]): string {
  return items.map(({ resource }) => withLineEnd(resource)).join('---\n')
}
