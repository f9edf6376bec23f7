/** What identifies a resource, read by a line scan where the text allows, else from the tree. */

import { decodeSingleQuoted } from './quoted.ts'
import type { LineScanner } from './line-scan.ts'
import { entryOf, scalarText, type MapNode, type TreeNode } from './tree.ts'

/** Group-version, kind and name as written; empty where missing. */
export interface Header {
  apiVersion: string
  kind: string
  name: string
  namespace: string
}

/** Labels and annotations in source order. They are read apart from the header: most resources are never asked. */
export interface Metadata {
  readonly labels: Map<string, string>
  readonly annotations: Map<string, string>
}

export function emptyHeader(): Header {
  return { apiVersion: '', kind: '', name: '', namespace: '' }
}

export function emptyMetadata(): Metadata {
  return { labels: new Map(), annotations: new Map() }
}

/** Takes one scanned value into a header, if it belongs to one. */
export function collectHeader(header: Header, text: string, scanner: LineScanner): void {
  const { depth } = scanner.value
  if (depth === 1) {
    if (scanner.keyIs(0, 'apiVersion')) header.apiVersion = scannedText(text, scanner)
    else if (scanner.keyIs(0, 'kind')) header.kind = scannedText(text, scanner)
  } else if (depth === 2 && scanner.keyIs(0, 'metadata')) {
    if (scanner.keyIs(1, 'name')) header.name = scannedText(text, scanner)
    else if (scanner.keyIs(1, 'namespace')) header.namespace = scannedText(text, scanner)
  }
}

/** Takes one scanned value into labels or annotations, if it is one of them. */
export function collectMetadata(metadata: Metadata, text: string, scanner: LineScanner): void {
  const { depth, keyStart, keyEnd } = scanner.value
  if (depth !== 3 || keyStart === keyEnd || !scanner.keyIs(0, 'metadata')) return
  const into = scanner.keyIs(1, 'labels') ? metadata.labels : scanner.keyIs(1, 'annotations') ? metadata.annotations : undefined
  into?.set(text.slice(keyStart, keyEnd), scannedText(text, scanner))
}

/** The string that a scanned one-line scalar stands for. Block scalars are read from the tree. */
function scannedText(text: string, scanner: LineScanner): string {
  const { start, end, style } = scanner.value
  if (style === 'none' || style === 'flow' || style === 'block') return ''
  if (style === 'plain') return text.slice(start, end)
  const raw = text.slice(start + 1, end - 1)
  if (style === 'double') return raw
  return raw.includes("'") ? valueOf(decodeSingleQuoted(raw)) : raw
}

function valueOf(decoded: { value: string } | { error: string }): string {
  return 'value' in decoded ? decoded.value : ''
}

/** The header of a resource whose tree is at hand. */
export function headerOfTree(text: string, root: TreeNode): Header {
  const header = emptyHeader()
  if (root.kind !== 'map') return header
  header.apiVersion = textAt(text, root, 'apiVersion')
  header.kind = textAt(text, root, 'kind')
  const metadata = entryOf(text, root, 'metadata')?.value
  if (metadata?.kind !== 'map') return header
  header.name = textAt(text, metadata, 'name')
  header.namespace = textAt(text, metadata, 'namespace')
  return header
}

/** Labels and annotations of a resource whose tree is at hand. */
export function metadataOfTree(text: string, root: TreeNode): Metadata {
  const found = emptyMetadata()
  const metadata = root.kind === 'map' ? entryOf(text, root, 'metadata')?.value : undefined
  if (metadata?.kind !== 'map') return found
  fillMap(text, metadata, 'labels', found.labels)
  fillMap(text, metadata, 'annotations', found.annotations)
  return found
}

function textAt(text: string, map: MapNode, key: string): string {
  const node = entryOf(text, map, key)?.value
  return node?.kind === 'scalar' ? scalarText(text, node) : ''
}

function fillMap(text: string, map: MapNode, key: string, into: Map<string, string>): void {
  const node = entryOf(text, map, key)?.value
  if (node?.kind !== 'map') return
  for (const entry of node.entries) {
    if (entry.key.kind !== 'scalar') continue
    into.set(scalarText(text, entry.key), entry.value.kind === 'scalar' ? scalarText(text, entry.value) : '')
  }
}
