/** What every `net` command starts from: resources, the network model, and the decisions of the configuration. */

import { dirname, resolve } from 'node:path'
import { findConfigFile, readConfigKind, type ConfigFile } from '#cli/config/config-file.ts'
import { CliError } from '#cli/cli-error.ts'
import { readInputs, type Inputs } from '#cli/io/read-inputs.ts'
import type { FlagTable } from '#cli/term/command-table.ts'
import type { Invocation } from '#cli/term/invocation.ts'
import type { Printer } from '#cli/term/printer.ts'
import type { Ignored } from '#check/policy.ts'
import { NO_POLICY, type NetworkPolicy } from '#fleet/network/check.ts'
import { clustersOf } from '#fleet/network/clusters.ts'
import { gatherNetwork } from '#fleet/network/gather.ts'
import type { NetworkModel } from '#fleet/network/model.ts'
import { NETWORK_RULES } from '#fleet/network/rules.ts'
import { ValidateNetworkContextsConfig } from '#functions/validate-network-contexts/config.ts'
import { policyFrom } from '#functions/validate-network-contexts/policy.ts'
import { nearestName } from '#krm/nearest-name.ts'
import { Results, type Result } from '#krm/result.ts'
import { LIMIT_FLAGS, limitsOf } from '../limit-flags.ts'

/** Flags of all `net` commands. */
export const NET_FLAGS: FlagTable = {
  config: { type: 'text', value: 'FILE', describe: 'A ValidateNetworkContexts with rules and domains; they count before those of krm-fleet.yaml.', complete: 'file' },
  ...LIMIT_FLAGS,
}

/** A network that was read from the paths of an invocation. */
export interface NetInput extends Inputs {
  readonly model: NetworkModel
  readonly policy: NetworkPolicy
  /** Rules that the repository leaves out in some files (`check.ignore`). */
  readonly ignore: readonly Ignored[]
  /** Errors of the contexts themselves: they leave networks out of the model. */
  readonly contextErrors: readonly Result[]
}

/** Reads what an invocation names; notes of reading are printed. */
export function readNetInput(invocation: Invocation, printer: Printer): NetInput {
  const given = invocation.positionals('PATH')
  const paths = given.length === 0 ? ['.'] : given
  const repository = findConfigFile('.') ?? findConfigFile(paths[0]!) ?? findConfigFile(dirname(resolve(paths[0]!)))
  const policy = policyFor(invocation, repository)
  const ignore = (repository?.config.check?.ignore ?? []).map(({ paths, ...entry }) => ({ ...entry, ...(paths !== undefined && { paths }) }))
  const inputs = readInputs(paths, limitsOf(invocation))
  for (const note of inputs.notes) printer.line({ style: 'warning', text: '[WARN]' }, ` ${note.message}`)
  const found = new Results()
  const model = gatherNetwork({ resources: inputs.resources, ...clustersOf(inputs.resources, found) })
  return { ...inputs, model, policy, ignore, contextErrors: found.list.filter(({ severity }) => severity === 'error') }
}

/** The decisions of --config, then those of krm-fleet.yaml at or above the working directory, else the first path. */
function policyFor(invocation: Invocation, repository: ConfigFile | undefined): NetworkPolicy {
  const file = invocation.text('config')
  const own = file === undefined ? undefined : readConfigKind(file, 'validate-network-contexts', ValidateNetworkContextsConfig)
  const policies = [own && policyFrom(own.config, own.resource), repository && repositoryPolicy(repository)]
  return policies.filter((policy) => policy !== undefined).reduce(joined, NO_POLICY)
}

function joined(first: NetworkPolicy, then: NetworkPolicy): NetworkPolicy {
  return {
    rules: new Map([...then.rules, ...first.rules]),
    domains: [...first.domains, ...then.domains],
    domainFields: [...first.domainFields, ...then.domainFields],
  }
}

const CODES = NETWORK_RULES.map(({ code }) => code)

/** Rules of other families are the business of other checks; a NET code that is none is a mistake. */
function repositoryPolicy({ config, resource }: ConfigFile): NetworkPolicy {
  const rules = Object.entries(config.rules ?? {}).filter(([code]) => code.startsWith('NET'))
  for (const [code] of rules) {
    if (CODES.includes(code)) continue
    const meant = nearestName(code, CODES)
    throw new CliError('CLI005', `${resource.origin.path}: rules.${code} is no rule${meant === undefined ? '' : `; did you mean ${meant}?`}`, resource.origin.path)
  }
  return policyFrom({ rules: Object.fromEntries(rules), domains: config.domains }, resource)
}
