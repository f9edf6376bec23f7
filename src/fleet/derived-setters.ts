/**
 * The setters that a ClusterContext gives without anybody typing them. Each is one row: documents, README and code read
 * the same table.
 */

import { writeScalar } from '#krm/scalar-style.ts'
import type { ScalarValue } from '#krm/scalar-value.ts'
import type { ClusterContext, NetworkContext } from './cluster-context.ts'
import type { Repository } from './repository.ts'
import type { Sourced } from './sourced.ts'

/** What setters are derived from. */
export interface DerivedFrom {
  readonly context: ClusterContext
  /** The repository that the cluster is deployed from, if one stands among the items. */
  readonly repository: Repository | undefined
}

/** A row of the table: the setter, other names for it, where its value stands, and an example. */
export interface DerivedSetter {
  readonly name: string
  readonly aliases: readonly string[]
  readonly from: string
  readonly example: string
  readonly read: (from: DerivedFrom) => Sourced<string> | undefined
}

/** A row that holds once for each network: its setter is called `<network>-<suffix>`. */
export interface NetworkSetter {
  readonly suffix: string
  readonly from: string
  readonly example: string
  readonly read: (network: NetworkContext, context: ClusterContext) => Sourced<string> | undefined
}

export const DERIVED_SETTERS: readonly DerivedSetter[] = [
  row('cluster-name', [], '`spec.clusterName`, else `metadata.name`', 'my-ran', ({ context }) => context.clusterName),
  row('site-code', ['site-id'], '`spec.siteCode`, label `nephio.org/site-code`', 'site-ran-01', ({ context }) => context.siteCode),
  row('provider', [], '`spec.provider`', 'baremetal', ({ context }) => context.provider),
  row('region', [], '`spec.region`, label `nephio.org/region` or `topology.kubernetes.io/region`', 'eu-north', ({ context }) => context.region),
  row('cnis', [], '`spec.cnis`, and `spec.cniConfig.cniType` when it is not among them; for lists', '[calico, macvlan]', ({ context }) => listText(context.cnis)),
  row('cni-type', [], '`spec.cniConfig.cniType`, else the first of `spec.cnis`', 'calico', ({ context }) => context.cniType ?? context.cnis[0]),
  row('master-interface', [], '`spec.masterInterface` or `spec.cniConfig.masterInterface`', 'eth1', ({ context }) => context.masterInterface),
  row('cluster-type', [], 'label or annotation `nephio.org/cluster-type`', 'workload', ({ context }) => context.clusterType),
  row('workload-type', [], 'label or annotation `nephio.org/workload-type`', 'ran', ({ context }) => context.workloadType),
  row('environment', [], 'label or annotation `nephio.org/environment`', 'development', ({ context }) => context.environment),
  row('repo-url', ['cluster-repo-url'], '`spec.git.repo` of the Repository', 'https://git.example.com/nephio-my-ran.git', ({ repository }) => repository?.url),
  row('repo-branch', ['cluster-repo-branch'], '`spec.git.branch` of the Repository, else `main`', 'main', ({ repository }) => (repository?.url === undefined ? undefined : repository.branch)),
]

export const NETWORK_SETTERS: readonly NetworkSetter[] = [
  { suffix: 'range', from: '`ipRange`: the first IPv4 prefix, or the only one', example: '192.168.10.0/24', read: ({ ranges }) => firstV4OrOnly(ranges) },
  { suffix: 'range-v6', from: '`ipRange`: the first IPv6 prefix', example: 'fd00:10::/64', read: ({ ranges }) => ranges.find(isV6) },
  { suffix: 'ranges', from: '`ipRange`: all prefixes; for lists', example: '[192.168.10.0/24, fd00:10::/64]', read: ({ ranges }) => listText(ranges) },
  { suffix: 'gateway', from: '`gateway`: the first IPv4 address, or the only one', example: '192.168.10.1', read: ({ gateways }) => firstV4OrOnly(gateways) },
  { suffix: 'vlan', from: '`vlan`', example: '110', read: ({ vlan }) => numberText(vlan) },
  { suffix: 'mtu', from: '`mtu`', example: '9000', read: ({ mtu }) => numberText(mtu) },
  { suffix: 'interface', from: '`masterInterface` of the network, else of the cluster', example: 'eth1', read: (network, context) => network.masterInterface ?? context.masterInterface },
]

/** The setters that come from a Repository, not from the context. */
export const REPOSITORY_SETTERS: ReadonlySet<string> = new Set(DERIVED_SETTERS.filter(({ name }) => name.startsWith('repo-')).flatMap(({ name, aliases }) => [name, ...aliases]))

/** The derived setters that have a value, aliases included; the first that gives a name keeps it. */
export function deriveSetters(from: DerivedFrom): Map<string, Sourced<string>> {
  const values = new Map<string, Sourced<string>>()
  const put = (name: string, value: Sourced<string> | undefined): void => {
    if (value !== undefined && value.value !== '' && !values.has(name)) values.set(name, value)
  }
  for (const { name, aliases, read } of DERIVED_SETTERS) for (const each of [name, ...aliases]) put(each, read(from))
  for (const network of from.context.networks) {
    for (const { suffix, read } of NETWORK_SETTERS) put(`${network.name.value}-${suffix}`, read(network, from.context))
  }
  return values
}

/** The network whose addresses a setter of this name asks for: `control-plane` for `control-plane-range`. */
export function networkAskedFor(name: string): string | undefined {
  return /^(.+)-range(?:s|-v6)?$/.exec(name)?.[1]
}

/** Where a setter of this name would take its value from; undefined when no row has the name. */
export function sourceOfDerived(name: string, context: ClusterContext): string | undefined {
  const known = DERIVED_SETTERS.find((setter) => setter.name === name || setter.aliases.includes(name))
  if (known !== undefined) return known.from
  for (const network of context.networks) {
    const setter = NETWORK_SETTERS.find(({ suffix }) => `${network.name.value}-${suffix}` === name)
    if (setter !== undefined) return `${setter.from} of the network ${network.name.value}`
  }
  return undefined
}

function row(name: string, aliases: readonly string[], from: string, example: string, read: DerivedSetter['read']): DerivedSetter {
  return { name, aliases, from, example, read }
}

function isV6({ value }: Sourced<string>): boolean {
  return value.includes(':')
}

function firstV4OrOnly(values: readonly Sourced<string>[]): Sourced<string> | undefined {
  return values.find((value) => !isV6(value)) ?? (values.length === 1 ? values[0] : undefined)
}

function numberText(value: Sourced<number> | undefined): Sourced<string> | undefined {
  return value === undefined ? undefined : { value: String(value.value), from: value.from }
}

/** A list as the text of a YAML list on one line, which is what a setter for lists must be. */
function listText(values: readonly Sourced<string>[]): Sourced<string> | undefined {
  if (values.length === 0) return undefined
  return { value: flowList(values.map(({ value }) => value)), from: values[0]!.from }
}

/** `[a, b]`; an item is quoted only where block or flow style needs it, since its spelling goes into the block list. */
export function flowList(values: readonly ScalarValue[]): string {
  const items = values.map((value) => {
    if (typeof value !== 'string') return String(value)
    const block = writeScalar(value, undefined, { flow: false, key: false, json: false, indent: 0 })
    const isSafe = block === value && !/[,[\]{}]|[:?]$/.test(value)
    return isSafe ? value : writeScalar(value, undefined, { flow: true, key: false, json: false, indent: 0 })
  })
  return `[${items.join(', ')}]`
}
