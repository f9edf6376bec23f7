/**
 * The blocks of addresses that the IETF set aside, as data. Sources: the IANA IPv4 and IPv6 Special-Purpose Address
 * Registries (RFC 6890, RFC 8190; state of 2025-10-09), multicast (RFC 5771, RFC 4291) which has registries of its own,
 * and IANA's IPv6 address space registry for what lies outside of 2000::/3. A smaller block overrides the larger one.
 */

/** What a block is for. */
export type SpecialUse =
  | 'this-network' //    "this host", the unspecified address
  | 'private' //         RFC 1918
  | 'shared' //          carrier-grade NAT
  | 'unique-local' //    RFC 4193: IPv6's private space
  | 'loopback'
  | 'link-local'
  | 'multicast'
  | 'broadcast'
  | 'documentation'
  | 'benchmarking'
  | 'translation' //     IPv4 inside of IPv6: mapped, NAT64, Teredo, 6to4
  | 'protocol' //        assigned to one protocol or service by the IETF
  | 'discard'
  | 'segment-routing' // SRv6 segment identifiers
  | 'deprecated'
  | 'reserved' //        for future use

/** `yes`, `no`, or `unstated` where the registry says neither: may packets cross between administrative domains? */
export type Reach = 'yes' | 'no' | 'unstated'

/** One row: prefix, what for, globally reachable, name, source. */
export type RegistryRow = readonly [prefix: string, use: SpecialUse, global: Reach, name: string, source: string]

/** The rows for IPv4, in the registry's order, multicast added. */
export const REGISTRY_4: readonly RegistryRow[] = [
  ['0.0.0.0/8', 'this-network', 'no', 'This network', 'RFC 791, section 3.2'],
  ['0.0.0.0/32', 'this-network', 'no', 'This host on this network', 'RFC 1122, section 3.2.1.3'],
  ['10.0.0.0/8', 'private', 'no', 'Private use', 'RFC 1918'],
  ['100.64.0.0/10', 'shared', 'no', 'Shared address space (carrier-grade NAT)', 'RFC 6598'],
  ['127.0.0.0/8', 'loopback', 'no', 'Loopback', 'RFC 1122, section 3.2.1.3'],
  ['169.254.0.0/16', 'link-local', 'no', 'Link local', 'RFC 3927'],
  ['172.16.0.0/12', 'private', 'no', 'Private use', 'RFC 1918'],
  ['192.0.0.0/24', 'protocol', 'no', 'IETF protocol assignments', 'RFC 6890, section 2.1'],
  ['192.0.0.0/29', 'protocol', 'no', 'IPv4 service continuity prefix', 'RFC 7335'],
  ['192.0.0.8/32', 'protocol', 'no', 'IPv4 dummy address', 'RFC 7600'],
  ['192.0.0.9/32', 'protocol', 'yes', 'Port Control Protocol anycast', 'RFC 7723'],
  ['192.0.0.10/32', 'protocol', 'yes', 'TURN anycast', 'RFC 8155'],
  ['192.0.0.170/31', 'protocol', 'no', 'NAT64/DNS64 discovery', 'RFC 8880, RFC 7050, section 2.2'],
  ['192.0.2.0/24', 'documentation', 'no', 'Documentation (TEST-NET-1)', 'RFC 5737'],
  ['192.31.196.0/24', 'protocol', 'yes', 'AS112-v4', 'RFC 7535'],
  ['192.52.193.0/24', 'protocol', 'yes', 'Automatic Multicast Tunneling', 'RFC 7450'],
  ['192.88.99.0/24', 'deprecated', 'unstated', '6to4 relay anycast', 'RFC 7526'],
  ['192.88.99.2/32', 'deprecated', 'no', '6a44 relay anycast', 'RFC 6751'],
  ['192.168.0.0/16', 'private', 'no', 'Private use', 'RFC 1918'],
  ['192.175.48.0/24', 'protocol', 'yes', 'Direct delegation AS112 service', 'RFC 7534'],
  ['198.18.0.0/15', 'benchmarking', 'no', 'Benchmarking', 'RFC 2544'],
  ['198.51.100.0/24', 'documentation', 'no', 'Documentation (TEST-NET-2)', 'RFC 5737'],
  ['203.0.113.0/24', 'documentation', 'no', 'Documentation (TEST-NET-3)', 'RFC 5737'],
  ['224.0.0.0/4', 'multicast', 'unstated', 'Multicast', 'RFC 5771'],
  ['240.0.0.0/4', 'reserved', 'no', 'Reserved for future use', 'RFC 1112, section 4'],
  ['255.255.255.255/32', 'broadcast', 'no', 'Limited broadcast', 'RFC 8190, RFC 919, section 7'],
]

/** The rows for IPv6, sorted; `Unassigned` rows are the space that no RFC has given out as unicast. */
export const REGISTRY_6: readonly RegistryRow[] = [
  ['::/8', 'reserved', 'unstated', 'Unassigned', 'RFC 4291, section 2.4'],
  ['::/128', 'this-network', 'no', 'Unspecified address', 'RFC 4291, section 2.5.2'],
  ['::1/128', 'loopback', 'no', 'Loopback address', 'RFC 4291, section 2.5.3'],
  ['::ffff:0:0/96', 'translation', 'no', 'IPv4-mapped address', 'RFC 4291, section 2.5.5.2'],
  ['64:ff9b::/96', 'translation', 'yes', 'IPv4-IPv6 translation, well-known prefix', 'RFC 6052'],
  ['64:ff9b:1::/48', 'translation', 'no', 'IPv4-IPv6 translation, local use', 'RFC 8215'],
  ['100::/8', 'reserved', 'unstated', 'Unassigned', 'RFC 4291, section 2.4'],
  ['100::/64', 'discard', 'no', 'Discard only', 'RFC 6666'],
  ['100:0:0:1::/64', 'discard', 'no', 'Dummy IPv6 prefix', 'RFC 9780'],
  ['200::/7', 'reserved', 'unstated', 'Unassigned', 'RFC 4291, section 2.4'],
  ['400::/6', 'reserved', 'unstated', 'Unassigned', 'RFC 4291, section 2.4'],
  ['800::/5', 'reserved', 'unstated', 'Unassigned', 'RFC 4291, section 2.4'],
  ['1000::/4', 'reserved', 'unstated', 'Unassigned', 'RFC 4291, section 2.4'],
  ['2001::/23', 'protocol', 'no', 'IETF protocol assignments', 'RFC 2928'],
  ['2001::/32', 'translation', 'unstated', 'Teredo', 'RFC 4380, RFC 8190'],
  ['2001:1::1/128', 'protocol', 'yes', 'Port Control Protocol anycast', 'RFC 7723'],
  ['2001:1::2/128', 'protocol', 'yes', 'TURN anycast', 'RFC 8155'],
  ['2001:1::3/128', 'protocol', 'yes', 'DNS-SD service registration protocol anycast', 'RFC 9665'],
  ['2001:2::/48', 'benchmarking', 'no', 'Benchmarking', 'RFC 5180'],
  ['2001:3::/32', 'protocol', 'yes', 'Automatic Multicast Tunneling', 'RFC 7450'],
  ['2001:4:112::/48', 'protocol', 'yes', 'AS112-v6', 'RFC 7535'],
  ['2001:10::/28', 'deprecated', 'unstated', 'ORCHID', 'RFC 4843'],
  ['2001:20::/28', 'protocol', 'yes', 'ORCHIDv2', 'RFC 7343'],
  ['2001:30::/28', 'protocol', 'yes', 'Drone remote ID entity tags', 'RFC 9374'],
  ['2001:db8::/32', 'documentation', 'no', 'Documentation', 'RFC 3849'],
  ['2002::/16', 'translation', 'unstated', '6to4', 'RFC 3056'],
  ['2620:4f:8000::/48', 'protocol', 'yes', 'Direct delegation AS112 service', 'RFC 7534'],
  ['3fff::/20', 'documentation', 'no', 'Documentation', 'RFC 9637'],
  ['4000::/3', 'reserved', 'unstated', 'Unassigned', 'RFC 4291, section 2.4'],
  ['5f00::/16', 'segment-routing', 'no', 'Segment routing (SRv6) SIDs', 'RFC 9602'],
  ['6000::/3', 'reserved', 'unstated', 'Unassigned', 'RFC 4291, section 2.4'],
  ['8000::/3', 'reserved', 'unstated', 'Unassigned', 'RFC 4291, section 2.4'],
  ['a000::/3', 'reserved', 'unstated', 'Unassigned', 'RFC 4291, section 2.4'],
  ['c000::/3', 'reserved', 'unstated', 'Unassigned', 'RFC 4291, section 2.4'],
  ['e000::/4', 'reserved', 'unstated', 'Unassigned', 'RFC 4291, section 2.4'],
  ['f000::/5', 'reserved', 'unstated', 'Unassigned', 'RFC 4291, section 2.4'],
  ['f800::/6', 'reserved', 'unstated', 'Unassigned', 'RFC 4291, section 2.4'],
  ['fc00::/7', 'unique-local', 'no', 'Unique-local', 'RFC 4193, RFC 8190'],
  ['fe00::/9', 'reserved', 'unstated', 'Unassigned', 'RFC 4291, section 2.4'],
  ['fe80::/10', 'link-local', 'no', 'Link-local unicast', 'RFC 4291, section 2.5.6'],
  ['fec0::/10', 'deprecated', 'unstated', 'Site-local unicast', 'RFC 3879'],
  ['ff00::/8', 'multicast', 'unstated', 'Multicast', 'RFC 4291, section 2.7'],
]
