/** One file of KRM resources as pieces: its documents under edit, and every byte around them as it was. */

import { cutDocuments, type DocumentRange } from './cut-documents.ts'
import { placeAfter } from './edit-place.ts'
import { LIMITS } from './limits.ts'
import type { TextProblem } from './parse.ts'
import { printDocument, printJson } from './print.ts'
import { Resource } from './resource.ts'
import type { Result } from './result.ts'
import { newlineOf, withNewlinesOf } from './text-lines.ts'
import { applySplices, lineColumn } from './yaml-text.ts'

/** A file as it was read. */
export interface KrmFile {
  readonly path: string
  readonly text: string
  /** The non-empty documents in order. They are edited in place. */
  readonly resources: readonly Resource[]
  /** Where each of them stood in `text`. */
  readonly ranges: readonly DocumentRange[]
  /** Everything wrong with the text: broken separators, broken YAML, duplicate keys, limits. */
  readonly problems: readonly Result[]
}

/**
 * Reads a file. `path` names it in problems; `originPath` is what the resources call it (relative to their own package).
 * JSON is YAML: a `.json` file is read the same way.
 */
export function readKrmFile(path: string, text: string, originPath: string = path): KrmFile {
  const { documents, problems: cutProblems } = cutDocuments(text)
  const beyond = documents[LIMITS.documents]
  if (beyond !== undefined) {
    const message = `more than ${LIMITS.documents} documents in one file`
    return { path, text, resources: [], ranges: [], problems: [{ code: 'YML003', severity: 'error', message, place: { file: path, position: lineColumn(text, beyond.start) } }] }
  }
  const found = (problem: TextProblem, start: number, index?: number): Result => {
    const also = problem.also === undefined ? '' : ` (first in line ${lineColumn(text, start + problem.also).line})`
    const place = { file: path, ...(index !== undefined && { index }), position: lineColumn(text, start + problem.offset) }
    return { code: problem.code, severity: 'error', message: problem.message + also, place }
  }
  const problems = cutProblems.map((problem) => found(problem, 0))
  let linesBefore = 0
  let lf = text.indexOf('\n')
  const resources = documents.map(({ start, end }, index) => {
    for (; lf !== -1 && lf < start; lf = text.indexOf('\n', lf + 1)) linesBefore++
    const resource = new Resource(text.slice(start, end), 'document', { path: originPath, index, linesBefore })
    for (const problem of resource.problems()) problems.push(found(problem, start, index))
    return resource
  })
  return { path, text, resources, ranges: documents, problems }
}

/**
 * The text of the file at `path` when it holds `now`, in this order. Documents that were read from `original` keep their
 * separators and the comments between documents; a removed one takes one separator with it; others get `---` before
 * them, as kpt writes it. The very same string comes back when nothing changed.
 */
export function printKrmFile(path: string, original: KrmFile | undefined, now: readonly Resource[]): string {
  if (original === undefined) return joinNew(path, now)
  const { text, resources, ranges } = original
  if (now.length === resources.length && now.every((resource, index) => resource === resources[index] && !resource.changed)) return text
  const newline = newlineOf(text)
  const placed = placesOf(resources, now)
  const rest = restAfter(original, placed.findLast(({ slot }) => slot !== undefined)?.slot ?? -1)
  let result = text.slice(0, ranges[0]?.start ?? 0)
  let last = -1
  for (const [index, { resource, slot, isOwn }] of placed.entries()) {
    if (slot !== undefined) {
      result += gapsBetween(original, last, slot, index > 0, newline)
      last = slot
    } else if (index > 0) result += `---${newline}`
    const body = isOwn ? resource.text : newDocument(path, resource, now.length, text)
    result += index < now.length - 1 || rest !== '' ? withLineEnd(resource, body, newline) : body
  }
  return result + rest
}

/** The documents to print: those that keep their order among the file's own have the slot that they stood in. */
function placesOf(own: readonly Resource[], now: readonly Resource[]): { resource: Resource; slot: number | undefined; isOwn: boolean }[] {
  const slots = new Map(own.map((resource, slot) => [resource, slot]))
  let last = -1
  return now.map((resource) => {
    const found = slots.get(resource)
    const slot = found !== undefined && found > last ? found : undefined
    last = slot ?? last
    return { resource, slot, isOwn: found !== undefined }
  })
}

/** What stood between two documents that stay, less one separator for each document in between that does not. */
function gapsBetween(file: KrmFile, from: number, to: number, needsSeparator: boolean, newline: string): string {
  let result = ''
  for (let slot = from + 1; slot <= to; slot++) {
    const gap = gapBefore(file, slot)
    if (slot === from + 1 && from >= 0) result += gap
    else result += withoutSeparator(gap)
  }
  return from < 0 && needsSeparator ? `---${newline}${result}` : result
}

/** What stands behind the last document that stays: comments, and nothing else worth a separator. */
function restAfter(file: KrmFile, last: number): string {
  const { text, ranges } = file
  const tail = text.slice(ranges.at(-1)?.end ?? text.length)
  if (last === ranges.length - 1) return tail
  let result = ''
  for (let slot = last + 1; slot < ranges.length; slot++) if (slot > 0) result += withoutSeparator(gapBefore(file, slot))
  result += withoutSeparator(tail)
  return result.replaceAll(/(?<=^|\n)(?:---|\.\.\.)[^\n]*/g, '').trim() === '' ? '' : separatorOf(gapBefore(file, last + 1)) + result
}

/** The text between a document and the one before it; empty for the first, whose head always stays. */
function gapBefore({ text, ranges }: KrmFile, slot: number): string {
  return slot <= 0 ? '' : text.slice(ranges[slot - 1]!.end, ranges[slot]?.start ?? text.length)
}

/** Lines that end a document: `...`, then `---`. */
const SEPARATOR = /^(?:\.\.\.[^\n]*(?:\n|$))*(?:---[^\n]*(?:\n|$))?/

function separatorOf(gap: string): string {
  return SEPARATOR.exec(gap)![0]
}

function withoutSeparator(gap: string): string {
  return gap.slice(separatorOf(gap).length)
}

function joinNew(path: string, now: readonly Resource[]): string {
  return now.map((resource) => newDocument(path, resource, now.length, '')).join('---\n')
}

/** A resource's text as a document of a file it was not read from; ends in a line break. JSON stays in .json files. */
function newDocument(path: string, resource: Resource, documents: number, around: string): string {
  const inJson = path.endsWith('.json')
  const text = resource.documentText
  const isFlow = /^\s*\{/.test(text)
  const prints = inJson ? !isFlow && documents === 1 : resource.form === 'flow' || (isFlow && isJson(text))
  const value = prints ? resource.field().value : undefined
  if (value !== undefined) return inJson ? printJson(value) : withNewlinesOf(around, printDocument(value))
  if (around === '') return withLineEnd(resource, text, newlineOf(text))
  return withNewlinesOf(around, withLineEnd(resource, text, '\n').replaceAll('\r\n', '\n'))
}

function isJson(text: string): boolean {
  try {
    return JSON.parse(text) !== null
  } catch {
    return false
  }
}

/**
 * `text`, the document text of `resource`, with a line break at its end. A block scalar that ends the text without one
 * has no line break in its value either (as kpt reads it), so it becomes `|-`.
 */
export function withLineEnd(resource: Resource, text: string = resource.documentText, newline: string = newlineOf(text)): string {
  if (text.endsWith('\n')) return text
  const tree = resource.form === 'item' ? new Resource(text, 'document').tree() : resource.tree()
  const before = tree === undefined ? [] : placeAfter(text, tree, 0).before
  return applySplices(text, before) + newline
}
