/** The ResourceList of config.kubernetes.io: what a function is sent and what it answers. */

import { withoutForeignAliases } from './foreign-aliases.ts'
import { parseTree, type TextProblem } from './parse.ts'
import { printDocument, printItem, type PlainValue } from './print.ts'
import { Resource } from './resource.ts'
import { cutResourceList } from './resource-list-cut.ts'
import type { Result } from './result.ts'
import { resultToWire } from './result-wire.ts'
import { columnOf, indentLines, indentOf, isCommentLine, lineStart, nextLine } from './text-lines.ts'
import { entryOf, scalarText, type MapNode, type SeqNode, type TreeNode } from './tree.ts'
import { documentToItem } from './wire-text.ts'

/** Versions that are understood; they differ in nothing that we read. */
const VERSIONS = new Set(['config.kubernetes.io/v1', 'config.kubernetes.io/v1beta1', 'config.kubernetes.io/v1alpha1'])

/** A list as it was read. */
export interface ResourceList {
  readonly apiVersion: string
  readonly items: readonly Resource[]
  /** The comment lines that stand above an item's dash. (kpt writes them behind it, where they belong to the item.) */
  readonly heads: ReadonlyMap<Resource, string>
  readonly functionConfig: Resource | undefined
  /** Results that came in, as wire values: they are passed on. */
  readonly results: readonly PlainValue[]
}

export type ReadList = { readonly list: ResourceList } | { readonly problems: readonly TextProblem[] }

/** Reads a ResourceList, or says everything that is wrong with the text. */
export function readResourceList(text: string): ReadList {
  const read = readAsItIs(text)
  if ('problems' in read) return read
  const { list } = read
  const mended = withoutForeignAliases(list.items, text)
  if (mended.size === 0) return read
  const heads = new Map([...list.heads].map(([item, head]) => [mended.get(item) ?? item, head]))
  return { list: { ...list, items: list.items.map((item) => mended.get(item) ?? item), heads } }
}

function readAsItIs(text: string): ReadList {
  if (text.trim() === '') return refuse('KRM002', 'the input is empty; a function reads a ResourceList on its standard input')
  const cut = cutResourceList(text)
  if (cut === undefined) return readWhole(text)
  const wrong = checkKind(cut.apiVersion, cut.kind)
  if (wrong !== undefined) return { problems: [wrong] }
  if (!text.endsWith('\n')) return refuse('KRM003', 'the input ends in the middle of a line: it seems to be cut off', text.length)
  const { functionConfig, results } = cut
  const heads = new Map<Resource, string>()
  const items = cut.items.map(({ start, end, head }) => {
    const item = new Resource(text.slice(start, end), 'item')
    if (head < start) heads.set(item, text.slice(head, start))
    return item
  })
  return {
    list: {
      apiVersion: cut.apiVersion,
      items,
      heads,
      functionConfig: functionConfig === undefined ? undefined : configOf(text.slice(functionConfig.start, functionConfig.end)),
      results: results === undefined ? [] : resultsOf(text.slice(results.start, results.end), text),
    },
  }
}

function configOf(text: string): Resource | undefined {
  return text.trim() === '' ? undefined : new Resource(text, 'document')
}

function refuse(code: string, message: string, offset = 0): ReadList {
  return { problems: [{ code, message, offset }] }
}

function checkKind(apiVersion: string, kind: string): TextProblem | undefined {
  if (kind === 'ResourceList' && VERSIONS.has(apiVersion)) return undefined
  const found = kind === '' && apiVersion === '' ? 'has neither kind nor apiVersion' : `is ${apiVersion || '(no apiVersion)'} ${kind || '(no kind)'}`
  return { code: 'KRM002', message: `the input ${found}; expected kind ResourceList of config.kubernetes.io/v1`, offset: 0 }
}

/** Any other spelling (JSON, flow, other indents): one full parse; the items keep their own text. */
function readWhole(text: string): ReadList {
  const parsed = parseTree(text.charCodeAt(0) === 0xfeff ? ` ${text.slice(1)}` : text)
  if ('problems' in parsed) return parsed
  const { root } = parsed
  if (root.kind !== 'map') return { problems: [checkKind('', '')!] }
  const scalarAt = (key: string): string => {
    const node = entryOf(text, root, key)?.value
    return node?.kind === 'scalar' ? scalarText(text, node) : ''
  }
  const apiVersion = scalarAt('apiVersion')
  const wrong = checkKind(apiVersion, scalarAt('kind'))
  if (wrong !== undefined) return { problems: [wrong] }
  const items = entryOf(text, root, 'items')?.value
  if (items?.kind !== 'seq') {
    return refuse('KRM003', items === undefined ? 'the ResourceList has no items' : 'items of the ResourceList is no list: the input seems to be cut off', root.start)
  }
  const config = entryOf(text, root, 'functionConfig')?.value
  const heads = new Map<Resource, string>()
  return {
    list: {
      apiVersion,
      items: items.flow ? items.items.map(({ node }) => cutOut(text, node)) : blockItems(text, items, heads),
      heads,
      functionConfig: config?.kind === 'map' ? cutOut(text, config) : undefined,
      results: resultsIn(text, root),
    },
  }
}

/** A node as a resource of its own. Block text keeps whole lines, flow text its brackets. */
function cutOut(text: string, node: TreeNode): Resource {
  const isBlock = (node.kind === 'map' || node.kind === 'seq') && !node.flow
  if (!isBlock) return new Resource(text.slice(node.outerStart, node.end), 'flow')
  return new Resource(text.slice(lineStart(text, node.outerStart), nextLine(text, Math.max(node.end - 1, node.outerStart))), 'document')
}

/** The items of a block list whose dashes may stand anywhere: all lines up to the next dash, the comments above it kept apart. */
function blockItems(text: string, list: SeqNode, heads: Map<Resource, string>): Resource[] {
  const column = columnOf(text, list.start)
  const starts = list.items.map(({ dash }) => lineStart(text, dash))
  const tops = starts.map((start) => topOfComments(text, start, column))
  return list.items.map(({ node }, index) => {
    const start = starts[index]!
    const end = tops[index + 1] ?? endOfComments(text, nextLine(text, Math.max(node.end - 1, start)), column)
    const isBlock = (node.kind === 'map' || node.kind === 'seq') && !node.flow
    const item = isBlock ? new Resource(text.slice(start, end), 'item') : cutOut(text, node)
    if (tops[index]! < start) heads.set(item, text.slice(tops[index]!, start).replaceAll(/(^|\n) +/g, '$1'))
    return item
  })
}

/** The first of the comment lines straight above a line, at its column. */
function topOfComments(text: string, start: number, column: number): number {
  let top = start
  while (top > 0) {
    const above = lineStart(text, top - 1)
    if (!isCommentLine(text, above) || indentOf(text, above) !== column) break
    top = above
  }
  return top
}

/** Behind the comment lines that follow the last item and stand deeper than its dash. */
function endOfComments(text: string, from: number, column: number): number {
  let end = from
  while (end < text.length && isCommentLine(text, end) && indentOf(text, end) > column) end = nextLine(text, end)
  return end
}

/** The results by themselves; where they have aliases to other parts of the list, by the list. */
function resultsOf(text: string, list: string): PlainValue[] {
  if (text.trim() === '') return []
  const alone = new Resource(`results:\n${text}`, 'document')
  const { value } = (alone.tree() === undefined ? new Resource(list, 'document') : alone).field('results')
  return Array.isArray(value) ? value : []
}

function resultsIn(text: string, root: MapNode): PlainValue[] {
  const node = entryOf(text, root, 'results')?.value
  if (node?.kind !== 'seq' || node.items.length === 0) return []
  const value = new Resource(text, 'document').field('results').value
  return Array.isArray(value) ? value : []
}

/** What a function answers: the same version, its items in order, the config it was given, all results. */
export interface Answer {
  readonly apiVersion: string
  readonly items: readonly Resource[]
  readonly heads?: ReadonlyMap<Resource, string>
  readonly functionConfig: Resource | undefined
  readonly results: readonly PlainValue[]
}

/** The text of an answer in kpt's form: compact, items, then functionConfig, then results. */
export function printResourceList(answer: Answer): string {
  const pieces: string[] = []
  writeResourceList(answer, (piece) => pieces.push(piece))
  return pieces.join('')
}

/** The same, handed over in pieces. */
export function writeResourceList({ apiVersion, items, heads, functionConfig, results }: Answer, write: (piece: string) => void): void {
  write(`apiVersion: ${apiVersion}\nkind: ResourceList\n`)
  write(items.length === 0 ? 'items: []\n' : 'items:\n')
  for (const item of items) {
    const head = heads?.get(item)
    if (head !== undefined) write(head)
    if (item.isWireItem) item.writeText(write)
    else write(itemText(item))
  }
  if (functionConfig !== undefined) write(configText(functionConfig))
  if (results.length === 0) return
  write('results:\n')
  for (const result of results) write(`${printItem(result, { indent: 0, sequenceIndent: 'compact' })}\n`)
}

/** A resource as an item of a list whose dashes stand at column 0. */
export function itemText(item: Resource): string {
  const { text, form } = item
  if (form === 'item' && text.startsWith('-')) return text.endsWith('\n') ? text : `${text}\n`
  if (form === 'flow') return `- ${text.replaceAll(/\n(?! )/g, '\n  ')}\n`
  return documentToItem(form === 'item' ? item.documentText : text)
}

function configText(config: Resource): string {
  const { text, form } = config
  if (form === 'flow') return `functionConfig: ${text.replaceAll(/\n(?! )/g, '\n  ')}\n`
  const body = text.endsWith('\n') ? text : `${text}\n`
  return `functionConfig:\n${/(?:^|\n)[^\s}\]]/.test(body) ? indentLines(body, '  ') : body}`
}

/** Results as they stand on the wire. */
export function wireResults(results: readonly Result[]): PlainValue[] {
  return results.map(resultToWire)
}

/** A new resource, printed the way kpt prints one. `path` may be empty: kpt then names the file after kind and name. */
export function newResource(value: PlainValue, path = '', index = 0): Resource {
  return new Resource(printDocument(value), 'document', { path, index })
}
