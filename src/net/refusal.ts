/** What a parser of this floor answers: a value, or the reason why the text is none and where. */

/** A parsed value, or a refusal. Parsers never throw, whatever text they are given. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | Refusal

/** Why a text was refused. `at` is the offset (in UTF-16 units, 0 to the text's length) of the part that is wrong. */
export interface Refusal {
  readonly ok: false
  readonly reason: Reason
  readonly at: number
}

/** Every reason, with what it means. The codes are stable: messages and documents are written per code. */
export const REASONS = {
  empty: 'nothing is written where an address belongs',
  space: 'white space stands inside',
  character: 'a character stands there that belongs to no address',
  zone: 'a zone (%eth0, RFC 4007) names an interface of one host; it has no meaning for a cluster',
  'octet-empty': 'between two dots, or after the last one, a number is missing',
  'octet-leading-zero': 'a number of an IPv4 address starts with 0: some programs read it as octal (RFC 6943, section 3.1.1)',
  'octet-over-255': 'a number of an IPv4 address is larger than 255',
  'octets-missing': 'an IPv4 address has four numbers; short forms such as 10.1 mean different things to different programs',
  'octets-many': 'an IPv4 address has four numbers, not more',
  'group-empty': 'between two colons, or beside a lone one, a group is missing',
  'group-long': 'a group of an IPv6 address has at most four hexadecimal digits',
  'groups-missing': 'an IPv6 address without :: has eight groups',
  'groups-many': 'an IPv6 address has eight groups, fewer where it has a :: (which stands for at least one)',
  'gap-twice': ':: may stand only once in an address (RFC 4291, section 2.2)',
  'length-missing': 'the prefix length is missing: /24, /64',
  'length-empty': 'nothing is written where the prefix length belongs',
  'length-leading-zero': 'the prefix length starts with 0',
  'length-over': 'the prefix length is larger than 32 (IPv4) or 128 (IPv6)',
  'length-unexpected': 'a prefix length stands where an address alone belongs',
  netmask: 'a netmask stands where a prefix length belongs',
  'dash-missing': 'a range is two addresses with - between them',
  'families-differ': 'the two ends of a range are of different families',
  reversed: 'the first address of the range is higher than its last',
  'outside-prefix': 'the first address of the range is outside of the prefix of its last',
} as const

/** A reason code. */
export type Reason = keyof typeof REASONS

/** The refusal with this reason at this offset. */
export function refuse(reason: Reason, at: number): Refusal {
  return { ok: false, reason, at }
}

/** The refusal of the character at `at`, which belongs to no address: some have a reason of their own. */
export function refuseCharacter(text: string, at: number): Refusal {
  const character = text.charAt(at)
  if (character === '%') return refuse('zone', at)
  if (character === '/') return refuse('length-unexpected', at)
  return refuse(/\s/.test(character) ? 'space' : 'character', at)
}
