import { bitsOf } from './family.ts'
import { readAddress } from './parse-address.ts'
import { prefixOf, type Prefix } from './prefix.ts'
import { refuse, refuseCharacter, type Parsed, type Refusal } from './refusal.ts'

const ZERO = 48

/**
 * Parses a prefix `address/length` in CIDR notation (RFC 4632, section 3.1; RFC 4291, section 2.3). The address as in
 * `parseAddress`; the length in decimal, without sign and leading zeros. Host bits are kept (see `Prefix`). A netmask
 * (`/255.255.255.0`, `/ffff::`) is refused with the reason `netmask`.
 */
export function parsePrefix(text: string): Parsed<Prefix> {
  const prefix = readPrefix(text, 0)
  return 'ok' in prefix ? prefix : { ok: true, value: prefix }
}

/** Reads `text` from `from` to its end as a prefix. */
export function readPrefix(text: string, from: number): Prefix | Refusal {
  const slash = text.indexOf('/', from)
  const address = readAddress(text, from, slash < 0 ? text.length : slash)
  if ('ok' in address) return address
  if (slash < 0) return refuse('length-missing', text.length)
  const length = readLength(text, slash + 1, bitsOf(address.family))
  return typeof length === 'number' ? prefixOf(address, length) : length
}

function readLength(text: string, from: number, bits: number): number | Refusal {
  if (from === text.length) return refuse('length-empty', from)
  let length = 0
  for (let at = from; at < text.length; at++) {
    const digit = text.charCodeAt(at) - ZERO
    if (digit < 0 || digit > 9) return /[.:]/.test(text.slice(from)) ? refuse('netmask', from) : refuseCharacter(text, at)
    length = length * 10 + digit
  }
  if (text.charCodeAt(from) === ZERO && text.length - from > 1) return refuse('length-leading-zero', from)
  return length > bits ? refuse('length-over', from) : length
}
