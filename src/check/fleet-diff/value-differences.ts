/** Where two values of one object differ: paths with what was and what is, never a secret. */

import { holdsCredential, namesCredential } from '#krm/credential.ts'
import { entriesOf, isList, isScalar, sameValue, valueOf } from '#krm/plain-value.ts'
import type { PlainList, PlainMap, PlainValue } from '#krm/print.ts'
import { formatPath, type Path } from '#krm/tree.ts'

/** One field. `before` is undefined for a new one, `after` for one that is gone; both are texts to be shown. */
export interface FieldChange {
  readonly field: string
  readonly before: string | undefined
  readonly after: string | undefined
}

/** More of one object are counted, not listed. */
export const MOST_FIELDS = 5000

/** Fields that differ, and how many more there are than are listed. */
export interface FieldChanges {
  readonly fields: readonly FieldChange[]
  readonly more: number
}

const LONGEST = 160
/** Characters before a difference. */
const CONTEXT = 60

/** Names of fields whose values a difference hides besides: it quotes values that no finding is about. */
const MAY_BE_SECRET = /pass|private|(?:^|[-_.])key$/i

/** Whether a report shows no value of a key of this name. */
export function hides(name: string): boolean {
  return namesCredential(name) || MAY_BE_SECRET.test(name)
}

/** Whether the value of a key is a credential: by the key, or by the name beside it, as in a list of environment variables. */
function isSecret(key: string, map: PlainValue): boolean {
  const name = key === 'value' ? valueOf(map, 'name') : undefined
  return hides(key) || (typeof name === 'string' && hides(name))
}

/** All differences of two values, in the order of the new one, then what is gone. `hidden`: no value may be shown. */
export function fieldChanges(before: PlainValue, after: PlainValue, hidden = false): FieldChanges {
  const changes: FieldChange[] = []
  let more = 0
  const add = (path: Path, from: PlainValue | undefined, to: PlainValue | undefined, secret: boolean): void => {
    if (changes.length === MOST_FIELDS) more++
    else changes.push({ field: formatPath(path), ...shownTogether(shown(from, secret), shown(to, secret)) })
  }
  const compare = (path: Path, from: PlainValue, to: PlainValue, secret: boolean): void => {
    if (sameValue(from, to)) return
    if (isMap(from) && isMap(to)) {
      for (const [key, value] of entriesOf(to)) {
        const old = valueOf(from, key)
        const inside = secret || isSecret(key, to)
        if (old === undefined) add([...path, key], undefined, value, inside)
        else compare([...path, key], old, value, inside)
      }
      for (const [key, value] of entriesOf(from)) if (valueOf(to, key) === undefined) add([...path, key], value, undefined, secret || isSecret(key, from))
    } else if (isListOfMaps(from) && isListOfMaps(to)) {
      for (const [index, item] of to.entries()) {
        const old = partner(from, item, index)
        if (old === undefined) add([...path, index], undefined, item, secret)
        else compare([...path, index], old, item, secret)
      }
      for (const [index, item] of from.entries()) if (partner(to, item, index) === undefined) add([...path, index], item, undefined, secret)
    } else add(path, from, to, secret)
  }
  compare([], before, after, hidden)
  return { fields: changes, more }
}

/** The item of the other list that goes by the same name; without names the one at the same place. */
function partner(list: PlainList, item: PlainValue, index: number): PlainValue | undefined {
  const name = valueOf(item, 'name')
  return name === undefined ? list[index] : list.find((other) => valueOf(other, 'name') === name)
}

function isMap(value: PlainValue): value is PlainMap {
  return !isScalar(value) && !isList(value)
}

function isListOfMaps(value: PlainValue): value is PlainList {
  return isList(value) && value.every(isMap)
}

function shown(value: PlainValue | undefined, secret: boolean): string | undefined {
  if (value === undefined) return undefined
  if (secret) return '(hidden)'
  return textOf(value)
}

/** Both cut to what can be read, and where both are long, to where they begin to differ: a config may be one long line. */
function shownTogether(before: string | undefined, after: string | undefined): Pick<FieldChange, 'before' | 'after'> {
  let same = 0
  if (before !== undefined && after !== undefined) while (same < before.length && before[same] === after[same]) same++
  const start = same > LONGEST - CONTEXT ? same - CONTEXT : 0
  const cut = (text: string | undefined): string | undefined => text && `${start > 0 ? '…' : ''}${text.slice(start, start + LONGEST)}${text.length > start + LONGEST ? '…' : ''}`
  return { before: cut(before), after: cut(after) }
}

function textOf(value: PlainValue): string {
  if (isScalar(value)) return typeof value !== 'string' ? String(value) : holdsCredential(value) ? '(hidden)' : JSON.stringify(value)
  if (isList(value)) return `[${value.map(textOf).join(', ')}]`
  return `{${entriesOf(value).map(([key, child]) => `${key}: ${isSecret(key, value) ? '(hidden)' : textOf(child)}`).join(', ')}}`
}
