/** Setting a list: the setter's text is YAML itself, its elements replace those of the list. */

import { replaceNode } from './edit.ts'
import { sameValue } from './plain-value.ts'
import type { PlainValue } from './print.ts'
import { Resource } from './resource.ts'
import { columnOf, commentAfter, withNewlinesOf } from './text-lines.ts'
import type { SeqNode } from './tree.ts'
import type { Splice } from './yaml-text.ts'

/**
 * The splices that give `list` the elements of the list that `value` spells, or undefined when it spells none. Empty
 * text and `[]` empty it. The list ends in block style, as with apply-setters; its key's comment stays where it is, or
 * moves behind the key when a flow list becomes a block (and back), because only there the next render finds it.
 */
export function setList(resource: Resource, list: SeqNode, value: string, keyColumn: number): Splice[] | undefined {
  const elements = value === '' ? [] : elementsOf(value)
  if (elements === undefined) return undefined
  const { text } = resource
  if (sameValue(resource.nodeValue(list), elements.map(({ value }) => value))) return []
  const style = resource.editStyle()
  if (elements.length === 0) return emptyList(resource, list, keyColumn)
  const column = list.flow ? keyColumn + (style.sequenceIndent === 'wide' ? 2 : 0) : columnOf(text, list.start)
  const margin = ' '.repeat(column)
  const lines = withNewlinesOf(text, elements.map(({ print }) => `${margin}- ${print(column + 2)}`).join('\n'))
  if (!list.flow) {
    const [whole] = replaceNode(text, list, ['x'], { column: keyColumn, flow: false }, style)
    return [{ ...whole!, text: lines.slice(column) }]
  }
  const comment = commentAfter(text, list.end)
  let start = list.outerStart
  while (text.charCodeAt(start - 1) === 0x20) start--
  const below = comment?.end ?? list.end
  const newline = withNewlinesOf(text, '\n')
  return [{ start, end: list.end, text: '' }, { start: below, end: below, text: newline + lines }]
}

function emptyList(resource: Resource, list: SeqNode, keyColumn: number): Splice[] {
  const { text } = resource
  if (list.flow) return [{ start: list.start, end: list.end, text: '[]' }]
  return replaceNode(text, list, [], { column: keyColumn, flow: false }, resource.editStyle())
}

interface Element {
  readonly value: PlainValue
  /** Its text for lines that go on at `column`. A scalar keeps its own spelling. */
  print(column: number): string
}

function elementsOf(value: string): Element[] | undefined {
  const parsed = new Resource(value, 'document', { path: '', index: 0 })
  const root = parsed.tree()
  if (root?.kind !== 'seq') return undefined
  return root.items.map(({ node }) => ({
    value: parsed.nodeValue(node),
    print: (column) => {
      const isOneLine = node.kind === 'scalar' && node.style !== 'literal' && node.style !== 'folded' && !value.slice(node.start, node.end).includes('\n')
      return isOneLine && node.style !== 'empty' ? value.slice(node.start, node.end) : parsed.printNode(node, column)
    },
  }))
}
