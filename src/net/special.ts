import { parsePrefix } from './parse-prefix.ts'
import type { Prefix } from './prefix.ts'
import { contains, sharedBy, type Range } from './range.ts'
import { REGISTRY_4, REGISTRY_6, type Reach, type RegistryRow, type SpecialUse } from './special-registry.ts'

/** A block of addresses with a special purpose. */
export interface SpecialBlock {
  readonly prefix: Prefix
  readonly use: SpecialUse
  /** Whether packets may cross between administrative domains ("globally reachable" in the registry). */
  readonly global: Reach
  readonly name: string
  /** The RFC that set the block aside. */
  readonly source: string
}

/** What the registries say of a range. Both parts empty: ordinary public unicast space. */
export interface SpecialAnswer {
  /** The smallest block that has all addresses of the range. */
  readonly within: SpecialBlock | undefined
  /** The blocks that have some of its addresses and not all, sorted: smaller blocks inside, or blocks that it crosses. */
  readonly touches: readonly SpecialBlock[]
}

/** All blocks: IPv4 in the registry's order, then IPv6; a larger block stands before the blocks inside of it. */
export const SPECIAL_BLOCKS: readonly SpecialBlock[] = [...REGISTRY_4, ...REGISTRY_6].map(blockOf)

/**
 * What the special-purpose registries say of a range: `10.1.0.0/16` is within Private use; `0.0.0.0/0` is within
 * nothing and touches every IPv4 block; `172.0.0.0/8` is within nothing and touches 172.16.0.0/12.
 */
export function specialUse(range: Range): SpecialAnswer {
  const near = SPECIAL_BLOCKS.filter((block) => sharedBy(block.prefix, range))
  return {
    within: near.findLast((block) => contains(block.prefix, range)),
    touches: near.filter((block) => !contains(block.prefix, range)),
  }
}

function blockOf([text, use, global, name, source]: RegistryRow): SpecialBlock {
  const prefix = parsePrefix(text)
  if (!prefix.ok) throw new Error(`${text} in the registry is no prefix: ${prefix.reason}`)
  return { prefix: prefix.value, use, global, name, source }
}
