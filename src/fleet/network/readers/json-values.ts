/** Typed reads in a CNI configuration: what has the wrong JSON type is reported, as Go would refuse it. */

import type { Gathering } from '#fleet/network/gathering.ts'
import type { JsonValue } from '#fleet/network/json-field.ts'
import { ATTACHMENT_RULES } from '#fleet/network/rules/attachments.ts'
import { nameOf, type Placed } from '#fleet/network/spot.ts'

/** A text; undefined when it is absent or empty, which Go does not tell apart. */
export function textAt(json: JsonValue | undefined, key: string, into: Gathering): Placed<string> | undefined {
  const value = json?.get(key)
  if (value === undefined || value.string?.value === '') return undefined
  if (value.string !== undefined) return value.string
  return refuse(value, 'a text in quotes', into)
}

/** A whole number. */
export function integerAt(json: JsonValue | undefined, key: string, into: Gathering): Placed<number> | undefined {
  const value = json?.get(key)
  if (value === undefined) return undefined
  if (value.number !== undefined && Number.isInteger(value.number.value)) return value.number
  return refuse(value, 'a whole number without quotes', into)
}

/** The items of a list; none when it is absent. */
export function listAt(json: JsonValue | undefined, key: string, into: Gathering): JsonValue[] {
  const value = json?.get(key)
  if (value === undefined) return []
  if (value.node.kind === 'list') return value.items()
  refuse(value, 'a list', into)
  return []
}

/** The texts of a list. */
export function textsAt(json: JsonValue | undefined, key: string, into: Gathering): Placed<string>[] {
  return listAt(json, key, into).flatMap((item) => item.string ?? refuse(item, 'a text in quotes', into) ?? [])
}

function refuse(value: JsonValue, what: string, into: Gathering): undefined {
  const { at } = value
  into.report({ rule: ATTACHMENT_RULES.wrongType, message: `${nameOf(at)} must be ${what}`, at })
  return undefined
}
