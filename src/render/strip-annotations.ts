/** Takes the wire's annotations off a resource that a function returned. */

import { removeEntry } from '#krm/edit-remove.ts'
import type { Resource } from '#krm/resource.ts'
import { entryOf, scalarText, type MapNode } from '#krm/tree.ts'
import { WIRE_KEYS } from '#krm/wire-keys.ts'

/**
 * Removes from `answer` every annotation that only the wire needs. `original` is what it was sent for: its author's own
 * annotations of these names are put back, and an annotations map that it does not have does not stay behind empty.
 */
export function stripWireAnnotations(answer: Resource, original: Resource | undefined): void {
  const found = annotationsOf(answer)
  if (found !== undefined && !onlyWireKeys(answer, found)) removeKeys(answer, found)
  else if (found !== undefined && original?.field('metadata', 'annotations').exists === true) answer.field('metadata', 'annotations').set(new Map())
  else if (found !== undefined) answer.field('metadata', ...(hasOtherMetadata(answer) || original?.field('metadata').exists === true ? ['annotations'] : [])).remove()
  for (const key of WIRE_KEYS) {
    const own = original?.annotations.get(key)
    if (own !== undefined) answer.field('metadata', 'annotations', key).set(own)
  }
}

function annotationsOf(answer: Resource): MapNode | undefined {
  const tree = answer.tree()
  const metadata = tree?.kind === 'map' ? entryOf(answer.text, tree, 'metadata')?.value : undefined
  const annotations = metadata?.kind === 'map' ? entryOf(answer.text, metadata, 'annotations')?.value : undefined
  return annotations?.kind === 'map' ? annotations : undefined
}

function isWireKey(answer: Resource, entry: MapNode['entries'][number]): boolean {
  return entry.key.kind === 'scalar' && WIRE_KEYS.has(scalarText(answer.text, entry.key))
}

function onlyWireKeys(answer: Resource, annotations: MapNode): boolean {
  return annotations.entries.every((entry) => isWireKey(answer, entry))
}

function hasOtherMetadata(answer: Resource): boolean {
  return answer.field('metadata').children().length > 1
}

function removeKeys(answer: Resource, annotations: MapNode): void {
  const indexes = annotations.entries.flatMap((entry, index) => (isWireKey(answer, entry) ? [index] : []))
  const atOnce = !annotations.flow && answer.text.endsWith('\n')
  if (atOnce) return answer.splice(indexes.flatMap((index) => removeEntry(answer.text, annotations, index)))
  for (const key of WIRE_KEYS) answer.field('metadata', 'annotations', key).remove()
}
