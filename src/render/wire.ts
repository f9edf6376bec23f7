/** What an outside function is sent: the text of a ResourceList in kpt's wire form. */

import { withLineEnd } from '#krm/krm-file.ts'
import { Resource } from '#krm/resource.ts'
import { indentLines } from '#krm/text-lines.ts'
import { documentToItem } from '#krm/wire-text.ts'
import { annotatedText } from './annotate.ts'
import type { PackageItem } from './package-item.ts'
import { inDirectory } from './slash-path.ts'
import { ID, INDEX, LEGACY_ID, LEGACY_INDEX, LEGACY_PATH, MIGRATION_ID, PACKAGE_PATH, PATH, SEQUENCE_INDENT } from '#krm/wire-keys.ts'

/** A list as it was sent: what is needed to understand the answer. */
export interface SentList {
  readonly text: string
  readonly items: readonly SentItem[]
}

/** One item as it was sent. Its id is its number in the list, from 1. */
export interface SentItem {
  readonly item: PackageItem
  /** Its text with the dash. */
  readonly text: string
  /** Its annotations of the wire. */
  readonly annotations: ReadonlyMap<string, string>
}

/**
 * Prints the list for a function. `root` stands for the absolute directory of the root package; validators get no
 * migration ids, as with kpt.
 */
export function printWire(root: string, type: 'mutator' | 'validator', items: readonly PackageItem[], config: Resource | undefined, configItem: PackageItem | undefined): SentList {
  const sent = items.map((item, index) => {
    const annotations = wireAnnotations(root, type, item, index)
    return { item, annotations, text: documentToItem(wireDocument(item.resource, annotations)) }
  })
  const configIndex = configItem === undefined ? -1 : items.indexOf(configItem)
  const configAnnotations = configItem === undefined ? new Map<string, string>() : (sent[configIndex]?.annotations ?? wireAnnotations(root, 'validator', configItem, undefined))
  const parts = ['apiVersion: config.kubernetes.io/v1\nkind: ResourceList\n', sent.length === 0 ? 'items: []\n' : 'items:\n', ...sent.map((item) => item.text)]
  if (config !== undefined) parts.push('functionConfig:\n', indentLines(wireDocument(config, configAnnotations), '  '))
  const text = parts.join('')
  return { text, items: sent }
}

/** The annotations of an item in kpt's order; `position` is undefined for what is no item of the list. */
function wireAnnotations(root: string, type: 'mutator' | 'validator', item: PackageItem, position: number | undefined): Map<string, string> {
  const { resource, packageDir, hasIndex } = item
  const { path, index } = resource.origin
  const annotations = new Map<string, string>()
  if (hasIndex) annotations.set(LEGACY_INDEX, String(index))
  annotations.set(LEGACY_PATH, path)
  if (hasIndex) annotations.set(INDEX, String(index))
  annotations.set(PACKAGE_PATH, inDirectory(root, packageDir).replace(/\/$/, ''))
  annotations.set(PATH, path)
  annotations.set(SEQUENCE_INDENT, sequenceIndent(resource.documentText))
  if (position === undefined) return annotations
  if (type === 'mutator') annotations.set(MIGRATION_ID, String(position))
  annotations.set(ID, String(position + 1))
  annotations.set(LEGACY_ID, String(position + 1))
  return annotations
}

/** The document with its annotations, in LF, ending in a line break; tabs that indent JSON become blanks. */
function wireDocument(resource: Resource, annotations: ReadonlyMap<string, string>): string {
  const text = annotations.size === 0 ? resource.documentText : annotatedText(resource, annotations)
  const ended = withLineEnd(new Resource(text, 'document')).replaceAll('\r\n', '\n')
  return /^\s*\{/.test(ended) ? ended.replaceAll(/(?<=^|\n)[ \t]+/g, (blanks) => blanks.replaceAll('\t', '  ')) : ended
}

/** How kpt writes the lists of a document: as its first key and dash stand to each other, else compact. */
export function sequenceIndent(text: string): 'compact' | 'wide' {
  const lines = text.split('\n')
  for (const [at, line] of lines.entries()) {
    const dash = /^( *)- /.exec(line)?.[1]
    if (dash === undefined) continue
    const key = keyLineBefore(lines, at)
    if (!/^[^:]*:$/.test(key.trim())) continue
    const column = key.length - key.trimStart().length
    if (dash.length === column) return 'compact'
    if (dash.length === column + 2) return 'wide'
  }
  return 'compact'
}

/** The nearest line above that is no comment, without the comment behind it. */
function keyLineBefore(lines: readonly string[], at: number): string {
  for (let above = at - 1; above >= 0; above--) if (!lines[above]!.trimStart().startsWith('#')) return lines[above]!.replace(/#[^]*/, '')
  return ''
}
