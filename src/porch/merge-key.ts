/** What links an object of a clone to the object it came from: the `kpt-merge` comment and the upstream identifier. */

import type { Resource } from '#krm/resource.ts'
import { commentAfter, lineEnd, lineStart, newlineOf } from '#krm/text-lines.ts'
import { entryOf, isBlockCollection, type MapEntry } from '#krm/tree.ts'
import type { Splice } from '#krm/yaml-text.ts'

export const UPSTREAM_IDENTIFIER = 'internal.kpt.dev/upstream-identifier'

const MERGE_COMMENT = /#\s*kpt-merge:\s*([^/\s]*)\/(\S+)/

/**
 * Adds `# kpt-merge: namespace/name` behind `metadata:` and the annotation `group|kind|namespace|name`, as kpt and Porch
 * do when they clone. A comment that is there already stays, and the annotation follows it: it names the object of the
 * package one step upstream. Another comment at that place moves above the line. Objects without name, namespace and
 * labels get nothing.
 */
export function addMergeKey(resource: Resource): void {
  const { name, namespace } = resource
  const metadata = entry(resource)
  if (metadata === undefined || (name === '' && namespace === '' && resource.labels.size === 0)) return
  const present = MERGE_COMMENT.exec(resource.field('metadata').lineComment ?? '')
  const [from, called] = present === null ? [namespace, name] : [present[1]!, present[2]!]
  if (present === null) resource.splice(commentSplices(resource.text, metadata, `# kpt-merge: ${namespace}/${name}`))
  setSingleQuoted(resource, `${resource.group}|${resource.kind}|${from === '' ? 'default' : from}|${called}`)
}

function entry(resource: Resource): MapEntry | undefined {
  const root = resource.tree()
  return root?.kind === 'map' ? entryOf(resource.text, root, 'metadata') : undefined
}

function commentSplices(text: string, { start, colon, value }: MapEntry, comment: string): Splice[] {
  const root = lineStart(text, start)
  // In JSON and in one-line maps a comment would take what stands behind it.
  if (!isBlockCollection(value) && lineEnd(text, start) > value.end) {
    const behind = text.slice(value.end, lineEnd(text, start)).trim()
    if (behind !== '' && !behind.startsWith('#')) return []
  }
  const at = isBlockCollection(value) ? colon : value.end
  const present = commentAfter(text, at)
  if (present === undefined) return [{ start: at, end: at, text: ` ${comment}` }]
  const above = `${text.slice(root, start)}${text.slice(present.start, present.end).trimEnd()}${newlineOf(text)}`
  return [{ start: root, end: root, text: above }, { start: present.start, end: present.end, text: comment }]
}

/** kpt writes this annotation in single quotes whatever it holds. */
function setSingleQuoted(resource: Resource, value: string): void {
  const field = resource.field('metadata', 'annotations', UPSTREAM_IDENTIFIER)
  field.set(value)
  const node = field.node()
  if (node?.kind !== 'scalar' || node.style === 'single' || /['\n]/.test(value) || resource.editStyle().json) return
  resource.replaceScalar(node, [{ start: node.start, end: node.end, text: `'${value}'` }])
}
