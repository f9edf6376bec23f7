import { refuse, refuseCharacter, type Refusal } from './refusal.ts'

const ZERO = 48
const DOT = 46

/**
 * Reads `text` from `from` to before `to` as an IPv4 address: four decimal numbers from 0 to 255 without leading zeros,
 * dots between them (the strict form of RFC 6943, section 3.1.1), nothing else. The address as a number from 0 to
 * 2^32 − 1, or the refusal.
 */
export function readV4(text: string, from: number, to: number): number | Refusal {
  if (from === to) return refuse('empty', from)
  let value = 0
  let at = from
  for (let octets = 1; ; octets++) {
    const start = at
    let octet = 0
    for (; at < to; at++) {
      const digit = text.charCodeAt(at) - ZERO
      if (digit < 0 || digit > 9) break
      octet = octet * 10 + digit
    }
    if (at === start) return at === to || text.charCodeAt(at) === DOT ? refuse('octet-empty', at) : refuseCharacter(text, at)
    if (at - start > 1 && text.charCodeAt(start) === ZERO) return refuse('octet-leading-zero', start)
    if (octet > 255) return refuse('octet-over-255', start)
    value = value * 256 + octet
    if (at === to) return octets === 4 ? value : refuse('octets-missing', to)
    if (text.charCodeAt(at) !== DOT) return refuseCharacter(text, at)
    if (octets === 4) return refuse('octets-many', at)
    at++
  }
}
