/**
 * What the ClusterResourceSet controller makes of one value of a ConfigMap or Secret (objsFromYamlData, isJSONList and
 * ToUnstructured of Cluster API v1.14; NewYAMLReader of apimachinery). A problem in one value stops the whole resource,
 * but for a broken JSON array, which is passed over without a word.
 */

import { isList, isScalar } from '#krm/plain-value.ts'
import type { PlainMap } from '#krm/print.ts'
import { Resource } from '#krm/resource.ts'
import { childrenOf, type TreeNode } from '#krm/tree.ts'
import { utf8Length } from './measure.ts'

/** The controller looks at so many bytes of a value before it reads it. */
export const SHORTEST_VALUE = 32

export interface ValueProblem {
  /** `short` and `yaml` stop the whole resource, `jsonArray` and `twice` do not. */
  readonly kind: 'short' | 'yaml' | 'jsonArray' | 'twice'
  readonly message: string
}

/** An object of a value, or what else stood where one should be. `text` is its document, empty for one of an array. */
export interface DeliveredDocument {
  readonly text: string
  readonly value: PlainMap
}

export type ReadValue = { readonly documents: readonly DeliveredDocument[] } | { readonly problem: ValueProblem }

/** Reads a value as the controller does. */
export function readValue(value: string): ReadValue {
  const bytes = utf8Length(value)
  if (bytes < SHORTEST_VALUE) return { problem: { kind: 'short', message: `has ${bytes} bytes, the controller needs ${SHORTEST_VALUE}` } }
  if (/^\s*\[/.test(value.slice(0, SHORTEST_VALUE))) return readJsonArray(value)
  const documents: DeliveredDocument[] = []
  for (const document of splitDocuments(value.replace(/^\ufeff/, ''))) {
    const read = 'problem' in document ? document : readDocument(document.text)
    if ('problem' in read) return { problem: { kind: read.isRepeatedKey === true ? 'twice' : 'yaml', message: `${read.problem} (document ${documents.length + 1})` } }
    if (read.value !== undefined) documents.push({ text: read.text, value: read.value })
  }
  return { documents }
}

function readJsonArray(value: string): ReadValue {
  const refuse = (message: string): ReadValue => ({ problem: { kind: 'jsonArray', message } })
  let parsed: unknown
  try {
    parsed = JSON.parse(value)
  } catch {
    return refuse('begins with [ and is no JSON')
  }
  const items: readonly unknown[] = Array.isArray(parsed) ? parsed : []
  const wrong = items.findIndex((item) => typeof item !== 'object' || item === null || Array.isArray(item))
  if (wrong !== -1) return refuse(`is a JSON array whose item ${wrong} is no object`)
  const read = items.map((item) => readDocument(JSON.stringify(item)))
  return { documents: read.flatMap((one) => ('problem' in one || one.value === undefined ? [] : [{ text: '', value: one.value }])) }
}

type Split = { readonly text: string } | Unread

interface Unread {
  readonly problem: string
  readonly isRepeatedKey?: boolean
}

/** Documents end at a line that begins with `---`; behind the dashes only blanks or a comment may stand. */
function splitDocuments(value: string): Split[] {
  const documents: Split[] = []
  let start = 0
  for (let line = 0; line < value.length; ) {
    const lf = value.indexOf('\n', line)
    const next = lf === -1 ? value.length : lf + 1
    if (value.startsWith('---', line)) {
      const rest = value.slice(line + 3, next).trim()
      documents.push({ text: value.slice(start, line) })
      if (rest !== '' && !rest.startsWith('#')) return [...documents, { problem: `"---${rest.slice(0, 40)}" is no document separator` }]
      start = next
    }
    line = next
  }
  return [...documents, { text: value.slice(start) }]
}

type ReadDocument = { readonly text: string; readonly value: PlainMap | undefined } | Unread

/** `\/` is JSON and YAML 1.2; the controller's parser (go-yaml v2) refuses it. */
const ESCAPED_SLASH = /(?<!\\)(?:\\\\)*\\\//

/** An empty document is passed over; anything but a map cannot be taken. */
function readDocument(text: string): ReadDocument {
  if (!/(?:^|\n)[ \t]*[^#\s]/.test(text)) return { text, value: undefined }
  const resource = new Resource(text, 'document', { path: '', index: 0 })
  const problems = resource.problems()
  const worst = problems.find(({ code }) => code !== 'YML002') ?? problems[0]
  if (worst !== undefined) return { problem: worst.message, isRepeatedKey: worst.code === 'YML002' }
  if (text.includes('\\/') && hasEscapedSlash(text, resource.tree())) return { problem: 'holds the escape \\/, which the controller does not know; write / alone' }
  const value = resource.field().value ?? null
  if (value === null) return { text, value: undefined }
  if (isScalar(value)) return { problem: `is ${typeof value === 'string' ? 'text' : `the ${typeof value} ${String(value)}`} and no object` }
  return isList(value) ? { problem: 'is a list and no object' } : { text, value }
}

function hasEscapedSlash(text: string, node: TreeNode | undefined): boolean {
  if (node === undefined) return false
  if (node.kind === 'scalar') return node.style === 'double' && ESCAPED_SLASH.test(text.slice(node.valueStart, node.valueEnd))
  return childrenOf(node).some((child) => hasEscapedSlash(text, child))
}
