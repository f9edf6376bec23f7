/** What a user can do about a setter that the context could give and does not. */

import type { ClusterContext } from '#fleet/cluster-context.ts'
import { networkAskedFor, REPOSITORY_SETTERS, sourceOfDerived } from '#fleet/derived-setters.ts'
import type { Repository } from '#fleet/repository.ts'

/** Undefined for a name that no row of the table of derived setters can have. */
export function hintFor(name: string, context: ClusterContext | undefined, repositories: readonly Repository[]): string | undefined {
  if (context === undefined) return undefined
  const source = sourceOfDerived(name, context)
  if (source === undefined) return hintForNetwork(name, context)
  if (!REPOSITORY_SETTERS.has(name)) return `state it in ${context.resources[0].describe()} (${source.replaceAll('`', '')})`
  const names = repositories.map((repository) => repository.name)
  if (names.length === 0) return 'add the Repository of the cluster to the items, or the setter to the config'
  return `which Repository is that of the cluster is not clear (${names.join(', ')}): add the setter to the config`
}

/** The addresses of a network that the context does not have: the text that stays is that of another cluster, or of a sample. */
function hintForNetwork(name: string, context: ClusterContext): string | undefined {
  const network = networkAskedFor(name)
  return network === undefined ? undefined : `add the network ${network} with its ipRange to ${context.resources[0].describe()}`
}
