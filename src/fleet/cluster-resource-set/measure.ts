/** Sizes in the bytes that others count: the API server, and kubectl when it remembers what it applied. */

import { entriesOf, isList, isScalar, valueOf } from '#krm/plain-value.ts'
import type { PlainMap, PlainValue } from '#krm/print.ts'
import type { Resource } from '#krm/resource.ts'

/** All values of a ConfigMap together (MaxSecretSize of the API server). */
export const LARGEST_CONFIG_MAP = 1_048_576

/** All annotations of an object together, keys and values (TotalAnnotationSizeLimitB of the API server). */
export const LARGEST_ANNOTATIONS = 262_144

/** A ResourceList that Porch's function runner takes (its gRPC limit). */
export const LARGEST_RESOURCE_LIST = 6_291_456

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration'

/** Bytes of a text in UTF-8. */
export function utf8Length(text: string): number {
  let bytes = text.length
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code < 0x80) continue
    bytes += code >= 0x800 && (code < 0xd800 || code > 0xdfff) ? 2 : 1
  }
  return bytes
}

/**
 * Sizes of a text in bytes: as it is, and between the quotes of a JSON string as Go's encoding/json writes it for kubectl
 * (`<`, `>`, `&` and the line separators as `\u003c` and so on).
 */
export interface TextSize {
  readonly bytes: number
  readonly escaped: number
}

/** Both sizes of a text in one pass. */
export function sizeOf(text: string): TextSize {
  let bytes = text.length
  let more = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code < 0x80) more += ESCAPED_BY[code]!
    else {
      bytes += code >= 0x800 && (code < 0xd800 || code > 0xdfff) ? 2 : 1
      if (code === 0x2028 || code === 0x2029) more += 3
    }
  }
  return { bytes, escaped: bytes + more }
}

/** How many bytes more than one Go writes for an ASCII character. */
const ESCAPED_BY = new Uint8Array(128)
for (let code = 0; code < 0x20; code++) ESCAPED_BY[code] = 5
for (const short of '"\\\n\r\t\b\f') ESCAPED_BY[short.charCodeAt(0)] = 1
for (const html of '<>&') ESCAPED_BY[html.charCodeAt(0)] = 5

/** Bytes of a value as Go writes it as JSON. */
export function jsonBytes(value: PlainValue): number {
  if (typeof value === 'string') return sizeOf(value).escaped + 2
  if (isScalar(value)) return String(value).length
  if (isList(value)) return value.reduce<number>((sum, item) => sum + jsonBytes(item) + 1, 2) - (value.length > 0 ? 1 : 0)
  const entries = entriesOf(value)
  return entries.reduce((sum, [key, child]) => sum + sizeOf(key).escaped + 3 + jsonBytes(child) + 1, 2) - (entries.length > 0 ? 1 : 0)
}

/**
 * The annotations of an object, in bytes, once `kubectl apply` has put the whole object into one of them: what the API
 * server holds against LARGEST_ANNOTATIONS. Server-side apply does not do that.
 */
export function clientSideBytes(object: PlainMap): number {
  const annotations = valueOf(valueOf(object, 'metadata'), 'annotations')
  const own = annotations === undefined || isScalar(annotations) || isList(annotations) ? [] : entriesOf(annotations)
  const kept = own.reduce((sum, [key, value]) => sum + utf8Length(key) + (typeof value === 'string' ? utf8Length(value) : 0), 0)
  const lineBreak = 1
  return kept + LAST_APPLIED.length + jsonBytes(object) + lineBreak
}

/** The values of `data` and `binaryData` together, in bytes; those of `binaryData` as base64 holds them. */
export function valueBytes(object: PlainMap): number {
  let sum = 0
  const data = valueOf(object, 'data')
  if (data !== undefined && !isScalar(data) && !isList(data)) for (const [, value] of entriesOf(data)) sum += typeof value === 'string' ? utf8Length(value) : 0
  const binary = valueOf(object, 'binaryData')
  if (binary !== undefined && !isScalar(binary) && !isList(binary)) {
    for (const [, value] of entriesOf(binary)) sum += typeof value === 'string' ? Math.floor((value.replaceAll(/[\s=]/g, '').length * 3) / 4) : 0
  }
  return sum
}

/** The bytes of resources in a ResourceList, where every line stands two columns further in; without the annotations of kpt. */
export function wireBytes(resources: Iterable<Resource>): number {
  let sum = 0
  for (const { text } of resources) {
    sum += utf8Length(text)
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) sum += 2
  }
  return sum
}
