/** The text of a resource that a function made, laid out as kpt lays out new resources. */

import { Resource } from '#krm/resource.ts'
import { writeScalar } from '#krm/scalar-style.ts'
import { scalarText, type MapNode, type ScalarNode, type SeqNode, type TreeNode } from '#krm/tree.ts'
import { commentTexts } from './comment-texts.ts'

/**
 * A document's text with maps indented by two, lists at the column of their key and nothing else moved: scalars keep
 * their quotes, short flow collections their line. A text with comments, anchors, tags or folded scalars is given back
 * as it is, because its layout may mean more than we know. `text` is a document or a list item's body.
 */
export function newLayout(text: string): string {
  const document = new Resource(text, 'document')
  const tree = document.tree()
  if (tree?.kind !== 'map' || tree.flow || commentTexts(document).length > 0 || !isSimple(text, tree)) return text
  return `${print(text, tree, 0)}\n`
}

function isSimple(text: string, node: TreeNode): boolean {
  if (node.kind === 'alias' || node.anchor !== undefined || node.tag !== undefined) return false
  if (node.kind === 'scalar') return node.style !== 'folded' && (node.style === 'literal' || !text.slice(node.start, node.end).includes('\n'))
  if (node.kind === 'seq') return node.items.every((item) => isSimple(text, item.node))
  return node.entries.every(({ key, value }) => key.kind === 'scalar' && isSimple(text, key) && isSimple(text, value))
}

/** A node at a column; its first line is not indented. */
function print(text: string, node: TreeNode, column: number): string {
  if (node.kind === 'scalar') return scalar(text, node, column)
  if (node.kind === 'alias') return text.slice(node.start, node.end)
  if (staysFlow(text, node)) return text.slice(node.start, node.end)
  return node.kind === 'map' ? map(text, node, column) : list(text, node, column)
}

function map(text: string, node: MapNode, column: number): string {
  if (node.entries.length === 0) return '{}'
  const margin = `\n${' '.repeat(column)}`
  return node.entries.map(({ key, value }) => entry(text, key, value, column)).join(margin)
}

function entry(text: string, key: TreeNode, value: TreeNode, column: number): string {
  const name = text.slice(key.start, key.end)
  const isCollection = (value.kind === 'map' && value.entries.length > 0) || (value.kind === 'seq' && value.items.length > 0)
  if (isCollection && !staysFlow(text, value)) {
    const inner = value.kind === 'seq' ? column : column + 2
    return `${name}:\n${' '.repeat(inner)}${print(text, value, inner)}`
  }
  const printed = print(text, value, column + 2)
  return printed === '' ? `${name}:` : `${name}: ${printed}`
}

function staysFlow(text: string, node: TreeNode): boolean {
  return (node.kind === 'map' || node.kind === 'seq') && node.flow && !text.slice(node.start, node.end).includes('\n')
}

function list(text: string, node: SeqNode, column: number): string {
  if (node.items.length === 0) return '[]'
  return node.items.map((item) => `- ${print(text, item.node, column + 2)}`.trimEnd()).join(`\n${' '.repeat(column)}`)
}

function scalar(text: string, node: ScalarNode, column: number): string {
  if (node.style === 'literal') return writeScalar(scalarText(text, node), { style: 'literal' }, { flow: false, key: false, json: false, indent: column })
  return text.slice(node.start, node.end)
}
