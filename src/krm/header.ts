/** What identifies a resource, read by a line scan where the text allows, else from the tree. */

import { decodeSingleQuoted } from './quoted.ts'
import type { LineScanner } from './line-scan.ts'
import { anchoredNode, entryOf, scalarText, type TreeNode } from './tree.ts'

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

/** The header of a resource whose tree is at hand. Aliases are followed. */
export function headerOfTree(text: string, root: TreeNode): Header {
  const header = emptyHeader()
  if (root.kind !== 'map') return header
  const read = new TreeReader(text, root)
  header.apiVersion = read.string(root, 'apiVersion')
  header.kind = read.string(root, 'kind')
  const metadata = read.node(root, 'metadata')
  header.name = read.string(metadata, 'name')
  header.namespace = read.string(metadata, 'namespace')
  return header
}

/** Labels and annotations of a resource whose tree is at hand. */
export function metadataOfTree(text: string, root: TreeNode): Metadata {
  const read = new TreeReader(text, root)
  const metadata = read.node(root, 'metadata')
  return { labels: read.strings(metadata, 'labels'), annotations: read.strings(metadata, 'annotations') }
}

class TreeReader {
  readonly #text: string
  readonly #root: TreeNode

  constructor(text: string, root: TreeNode) {
    this.#text = text
    this.#root = root
  }

  node(map: TreeNode | undefined, key: string): TreeNode | undefined {
    return map?.kind === 'map' ? this.#followed(entryOf(this.#text, map, key)?.value) : undefined
  }

  string(map: TreeNode | undefined, key: string): string {
    return this.#textOf(this.node(map, key))
  }

  strings(map: TreeNode | undefined, key: string): Map<string, string> {
    const found = new Map<string, string>()
    const node = this.node(map, key)
    for (const entry of node?.kind === 'map' ? node.entries : []) {
      if (entry.key.kind === 'scalar') found.set(scalarText(this.#text, entry.key), this.#textOf(this.#followed(entry.value)))
    }
    return found
  }

  #textOf(node: TreeNode | undefined): string {
    return node?.kind === 'scalar' ? scalarText(this.#text, node) : ''
  }

  #followed(node: TreeNode | undefined): TreeNode | undefined {
    return node?.kind === 'alias' ? anchoredNode(this.#root, node.target, node.start) : node
  }
}
