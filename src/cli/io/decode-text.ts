/** The text, byte for byte (a BOM stays in it), or why these bytes are no UTF-8 text. */
export type DecodedText = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: string }

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const LENIENT = new TextDecoder('utf-8', { ignoreBOM: true })

/** Decodes UTF-8 and nothing else; a refusal names line and column (in characters) of the first bad byte. */
export function decodeText(bytes: Uint8Array): DecodedText {
  const [a, b] = bytes
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) {
    return { ok: false, reason: 'is UTF-16 or UTF-32 (it begins with that byte order mark); save it as UTF-8' }
  }
  try {
    return { ok: true, text: UTF8.decode(bytes) }
  } catch {
    const at = firstInvalidByte(bytes)
    const before = LENIENT.decode(bytes.subarray(0, at))
    const line = before.split('\n').length
    const column = Array.from(before.slice(before.lastIndexOf('\n') + 1)).length + 1
    const byte = (bytes[at] ?? 0).toString(16).padStart(2, '0')
    return { ok: false, reason: `is not UTF-8: byte 0x${byte} at line ${line}, column ${column}; save it as UTF-8` }
  }
}

/** Index of the first byte that begins no well-formed UTF-8 sequence (Unicode 15, table 3-7). */
function firstInvalidByte(bytes: Uint8Array): number {
  let index = 0
  while (index < bytes.length) {
    const length = sequenceLength(bytes, index)
    if (length === 0) return index
    index += length
  }
  return index
}

function sequenceLength(bytes: Uint8Array, index: number): number {
  const lead = bytes[index]!
  if (lead < 0x80) return 1
  if (lead < 0xc2 || lead > 0xf4) return 0
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4
  // The second byte is narrower for these leads: no overlong forms, no surrogates, nothing above U+10FFFF.
  const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80
  const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf
  for (let offset = 1; offset < length; offset++) {
    const byte = bytes[index + offset]
    if (byte === undefined) return 0
    if (byte < (offset === 1 ? low : 0x80) || byte > (offset === 1 ? high : 0xbf)) return 0
  }
  return length
}
