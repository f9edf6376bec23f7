/** What was assumed for a finding, how severe that leaves it, and the line of config that would replace the assumption. */

import type { Severity } from '#krm/result.ts'
import { PARTS, type Domain } from './domains.ts'
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
  const line = configLine([a, b], domain)
  if (isWithin) return { severity: 'warning', text: `. Assumed: they share one segment, since neither states a master or a VLAN; to part them: ${line}` }
  const sites = [a, b].map(({ cluster }) => cluster?.site)
  const isApart = sites[0] !== undefined && sites[1] !== undefined && sites[0] !== sites[1]
  const reason = domain.certainty !== 'guessed' ? '' : a.domain.fabric === undefined ? ', since neither states master and VLAN' : ', and no anycast is meant'
  const remote = isApart ? `, although their sites are ${sites[0]} and ${sites[1]}` : ''
  return {
    severity: domain.certainty === 'guessed' || isApart ? 'warning' : 'error',
    text: `. Assumed: ${domain.title} is one in ${clusters[0]} and ${clusters[1]}${reason}${remote}; to part them: ${line}`,
  }
}

/** The entry of `domains` that says that each cluster, or one of two networks of a cluster, has a domain of its own. */
function configLine(networks: readonly [Network, Network], { certainty, meets }: Domain): string {
  const [{ name, domain }] = networks
  const { master, vlan, vrf } = domain
  const parts = [...new Set(networks.map(({ source }) => PARTS[source]))]
  const of = parts.length === 1 && parts[0] === 'networks' ? '' : `of: [${parts.join(', ')}], `
  if (certainty === 'guessed' || vrf !== undefined || master === undefined) {
    const names = meets === 'within' ? [name] : [...new Set(networks.map((network) => network.name))]
    return `domains: [{name: ${name}, ${of}networks: [${names.join(', ')}], perCluster: true}]`
  }
  const tag = vlan?.value ?? 0
  return `domains: [{name: ${master.value}-${tag}, ${of}masters: [${master.value}], ${vlan === undefined ? '' : `vlans: [${tag}], `}perCluster: true}]`
}
