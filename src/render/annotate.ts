/** A resource's text with more annotations: on the wire, in -o stdout, and for attribution. */

import { placeAfter } from '#krm/edit-place.ts'
import { FieldError } from '#krm/field-error.ts'
import { printDocument, type PlainValue } from '#krm/print.ts'
import { Resource } from '#krm/resource.ts'
import { entryOf, type MapNode, type TreeNode } from '#krm/tree.ts'
import { columnOf } from '#krm/text-lines.ts'
import { applySplices, type Splice } from '#krm/yaml-text.ts'

/**
 * The text of `resource` as a document with these annotations, in this order behind those that it has and in single
 * quotes, as kpt writes them; author's annotations of the same names are left out. The resource itself stays as it is.
 */
export function annotatedText(resource: Resource, annotations: ReadonlyMap<string, string>): string {
  const isTaken = [...annotations.keys()].some((key) => resource.annotations.has(key))
  const splices = isTaken ? undefined : blockSplices(resource, annotations)
  if (splices !== undefined) return applySplices(resource.text, splices)
  const copy = resource.clone()
  try {
    for (const key of annotations.keys()) copy.field('metadata', 'annotations', key).remove()
    for (const [key, value] of annotations) copy.field('metadata', 'annotations', key).set(value)
    return copy.documentText
  } catch (error) {
    if (!(error instanceof FieldError)) throw error
    return printDocument(withAnnotations(resource.field().value ?? new Map(), annotations))
  }
}

/** One splice below `metadata.annotations` or `metadata`, when both are block maps that nothing else shares. */
function blockSplices(resource: Resource, annotations: ReadonlyMap<string, string>): Splice[] | undefined {
  const tree = resource.tree()
  const { text } = resource
  if (tree?.kind !== 'map' || resource.form === 'item') return undefined
  const metadata = entryOf(text, tree, 'metadata')?.value
  if (!isPlainBlock(metadata)) return undefined
  const found = entryOf(text, metadata, 'annotations')?.value
  if (found === undefined) {
    const column = columnOf(text, metadata.start)
    return linesAfter(text, metadata, column, ['annotations:', ...lines(annotations).map((line) => `  ${line}`)])
  }
  return isPlainBlock(found) ? linesAfter(text, found, columnOf(text, found.start), lines(annotations)) : undefined
}

function isPlainBlock(node: TreeNode | undefined): node is MapNode {
  return node?.kind === 'map' && !node.flow && node.anchor === undefined && node.tag === undefined && node.entries.length > 0
}

function lines(annotations: ReadonlyMap<string, string>): string[] {
  return [...annotations].map(([key, value]) => `${key}: '${value.replaceAll("'", "''")}'`)
}

function linesAfter(text: string, node: MapNode, column: number, added: readonly string[]): Splice[] {
  const { offset, lead, trail, before } = placeAfter(text, node, column)
  const margin = ' '.repeat(column)
  return [...before, { start: offset, end: offset, text: lead + added.map((line) => margin + line).join('\n') + trail }]
}

function withAnnotations(value: PlainValue, annotations: ReadonlyMap<string, string>): PlainValue {
  if (!(value instanceof Map)) return value
  const metadata = value.get('metadata')
  const known = metadata instanceof Map ? metadata.get('annotations') : undefined
  const merged = new Map<string, PlainValue>([...(known instanceof Map ? known : new Map<string, PlainValue>()), ...annotations])
  return new Map<string, PlainValue>([...value, ['metadata', new Map<string, PlainValue>([...(metadata instanceof Map ? metadata : []), ['annotations', merged]])]])
}
