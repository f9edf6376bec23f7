/** What was assumed for a finding, how severe that leaves it, and the line of config that would replace the assumption. */

import type { Severity } from '#krm/result.ts'
import type { Domain } from './domains.ts'
import type { Network } from './model.ts'

/** An assumption behind a finding; `text` is empty where nothing was assumed. */
export interface Assumption {
  /** `error` where the domain is certain enough, else `warning`. */
  readonly severity: Severity
  /** The end of the finding's message. */
  readonly text: string
}

/**
 * What it takes to say that two networks meet in a domain. Networks of one cluster need no assumption but that of a
 * guessed domain. Sites never part clusters by themselves, but different ones make an error a warning.
 */
export function assumptionFor(a: Network, b: Network, domain: Domain): Assumption {
  if (domain.certainty === 'declared' || domain.certainty === 'stated') return { severity: 'error', text: '' }
  const clusters = [a, b].map(({ cluster }) => cluster?.name)
  const isWithin = clusters[0] === clusters[1]
  if (isWithin && domain.certainty === 'assumed') return { severity: 'error', text: '' }
  const line = configLine(a, domain)
  if (isWithin) return { severity: 'warning', text: `. Assumed: they share one segment, since neither states a master or a VLAN; to part them: ${line}` }
  const sites = [a, b].map(({ cluster }) => cluster?.site)
  const isApart = sites[0] !== undefined && sites[1] !== undefined && sites[0] !== sites[1]
  const reason = domain.certainty === 'guessed' ? ', since neither states master and VLAN' : ''
  const remote = isApart ? `, although their sites are ${sites[0]} and ${sites[1]}` : ''
  return {
    severity: domain.certainty === 'guessed' || isApart ? 'warning' : 'error',
    text: `. Assumed: ${domain.title} is one in ${clusters[0]} and ${clusters[1]}${reason}${remote}; to part them: ${line}`,
  }
}

/** The entry of `domains` that says that each cluster, or each network, has a domain of its own. */
function configLine(network: Network, domain: Domain): string {
  const { master, vlan, vrf } = network.domain
  if (domain.certainty === 'guessed' || vrf !== undefined || master === undefined) {
    return `domains: [{name: ${network.name}, networks: [${network.name}], perCluster: true}]`
  }
  const tag = vlan?.value ?? 0
  return `domains: [{name: ${master.value}-${tag}, masters: [${master.value}], ${vlan === undefined ? '' : `vlans: [${tag}], `}perCluster: true}]`
}
