/** What a function or a check found. The shape is kpt's (FunctionResult of config.kubernetes.io/v1). */

import type { Field } from './field.ts'
import type { Resource } from './resource.ts'
import { formatPath } from './tree.ts'
import type { LineColumn } from './yaml-text.ts'

export type Severity = 'error' | 'warning' | 'info'

/** A place a result speaks of. `position` is known only where we read the file ourselves. */
export interface Place {
  readonly file?: string
  readonly index?: number
  readonly position?: LineColumn
  /** Where it ends, not included; where it is absent, a report takes the word at the position. */
  readonly end?: LineColumn
  readonly resource?: { readonly apiVersion: string; readonly kind: string; readonly name: string; readonly namespace: string }
  /** `spec.containers[0].image`. */
  readonly field?: string
}

/** A second place that a finding speaks of, and what stands there. */
export interface Related {
  readonly message: string
  readonly place: Place
}

/** Text between two places of a file that is to become `text`. Lines and columns are those of the file as it is. */
export interface FixEdit {
  readonly file: string
  readonly start: LineColumn
  readonly end: LineColumn
  /** What must stand there now: the edit is not made otherwise. */
  readonly from: string
  readonly text: string
}

/** Edits that mend a finding and change nothing else: they can be made without being asked twice. */
export interface Fix {
  /** What they do: `rename it to cluster-name`. */
  readonly describe: string
  readonly edits: readonly FixEdit[]
  /** The file gets another name, in its directory; nothing there is called so. */
  readonly rename?: { readonly from: string; readonly to: string }
}

/**
 * One finding. `code` is stable (`SET001`); results of drop-ins for other functions may have none. The message says what
 * is, against what, where both stand, and what to do; it never holds a Secret's value.
 */
export interface Result {
  readonly code?: string
  readonly severity?: Severity
  readonly message: string
  readonly place?: Place
  /** The field's value and what it should be, as text. */
  readonly currentValue?: string
  readonly proposedValue?: string
  readonly related?: readonly Related[]
  readonly fix?: Fix
  /** Further keys for machines; codes and positions are added when the result is written. */
  readonly tags?: Readonly<Record<string, string>>
}

/** The place of a resource, or of one of its fields. */
export function placeOf(at: Resource | Field): Place {
  const field = 'path' in at ? at : undefined
  const resource = 'path' in at ? at.resource : at
  const { apiVersion, kind, name, namespace, origin } = resource
  const position = field === undefined ? resource.position(resource.form === 'item' ? 2 : beginningOf(resource.text)) : field.position
  return {
    ...(origin.path !== '' && { file: origin.path, index: origin.index }),
    ...(position !== undefined && { position }),
    resource: { apiVersion, kind, name, namespace },
    ...(field !== undefined && { field: formatPath(field.path) }),
  }
}

/** Where a document says its first word: comments above it, such as a licence or a modeline, are not what a finding is about. */
function beginningOf(text: string): number {
  const [above] = /^(?:[ \t]*(?:#.*)?\r?\n|---[ \t]*(?:#.*)?\r?\n)*/.exec(text)!
  return above.length === text.length ? 0 : above.length
}

/** Collects results. All of them are kept; capping is the writer's business. */
export class Results {
  readonly list: Result[] = []

  error(code: string, message: string, at?: Resource | Field | Place, more?: Partial<Result>): void {
    this.#add('error', code, message, at, more)
  }

  warning(code: string, message: string, at?: Resource | Field | Place, more?: Partial<Result>): void {
    this.#add('warning', code, message, at, more)
  }

  info(code: string, message: string, at?: Resource | Field | Place, more?: Partial<Result>): void {
    this.#add('info', code, message, at, more)
  }

  /** Takes a finished result, e.g. one that another function gave. */
  add(result: Result): void {
    this.list.push(result.message.length > LONGEST_MESSAGE ? { ...result, message: readableMessage(result.message) } : result)
  }

  get hasErrors(): boolean {
    return this.list.some((result) => result.severity === 'error')
  }

  #add(severity: Severity, code: string, message: string, at: Resource | Field | Place | undefined, more: Partial<Result> = {}): void {
    const place = at === undefined ? undefined : isPlace(at) ? at : placeOf(at)
    this.list.push({ code, severity, message: readableMessage(message), ...(place !== undefined && { place }), ...more })
  }
}

function isPlace(at: Resource | Field | Place): at is Place {
  return !('describe' in at) && !('path' in at)
}

/** Characters of a message. It may quote a value that is a whole file, and kpt and Porch keep it in a status. */
const LONGEST_MESSAGE = 1000
const HEAD = 600
const TAIL = 300

/** The message; without its middle, which it says, where it is too long for people. */
export function readableMessage(message: string): string {
  if (message.length <= LONGEST_MESSAGE) return message
  // No half of a character stands at a cut.
  const head = message.slice(0, HEAD).replace(/[\ud800-\udbff]$/, '')
  const tail = message.slice(-TAIL).replace(/^[\udc00-\udfff]/, '')
  return `${head} … (${message.length - head.length - tail.length} characters left out) … ${tail}`
}

/** `file:line:column`, as much of it as is known; empty without a file. */
export function formatPlace(place: Place | undefined): string {
  if (place?.file === undefined) return ''
  return place.position === undefined ? place.file : `${place.file}:${place.position.line}:${place.position.column}`
}

/** One readable line: place, severity, code, message, object and field. */
export function formatResult(result: Result): string {
  const { place } = result
  const where = formatPlace(place)
  const object = place?.resource === undefined ? '' : describe(place.resource, place.field)
  const head = `${where === '' ? '' : `${where}: `}${result.severity ?? 'info'}: ${result.code === undefined ? '' : `${result.code} `}`
  return `${head}${result.message}${object === '' ? '' : ` (${object})`}`
}

function describe(resource: NonNullable<Place['resource']>, field: string | undefined): string {
  const name = resource.namespace === '' ? resource.name : `${resource.namespace}/${resource.name}`
  return `${resource.kind} ${name}${field === undefined ? '' : ` ${field}`}`.trim()
}
