/** Every rule of this suite by its code: what documents, configuration files and reports are made from. */

import { BUNDLE_FINDINGS, BUNDLE_SECRET } from '#fleet/bootstrap/findings.ts'
import { CRS_FINDINGS } from '#fleet/cluster-resource-set/findings.ts'
import { CRS_LINT } from '#fleet/cluster-resource-set/lint-findings.ts'
import { SEC_FINDINGS } from '#fleet/cluster-resource-set/secret-findings.ts'
import { CONTEXT_FINDINGS } from '#fleet/context-findings.ts'
import { ruleOf, type FindingCode } from '#fleet/finding.ts'
import { FLEET_FINDINGS } from '#fleet/model/fleet-findings.ts'
import { NETWORK_RULES } from '#fleet/network/rules.ts'
import { SETTER_FINDINGS } from '#fleet/setter-findings.ts'
import { FLUX_FINDINGS, PLACEMENT_FINDINGS } from '#fleet/sync/placement-findings.ts'
import { REJECTIONS } from '#fleet/sync/rejection-findings.ts'
import { SYNC_FINDINGS } from '#fleet/sync/sync-findings.ts'
import type { Rule } from '#krm/rule.ts'
import { FLEET_CHECK_FINDINGS } from '#check/fleet/fleet-check-findings.ts'
import { MAKE_FINDINGS } from '#porch/make-findings.ts'
import { VARIANT_FINDINGS } from '#porch/variant-findings.ts'
import { CHECK_RULES, PACKAGE_RULES, RESOURCE_RULES, SECRET_RULES } from './package-rules.ts'
import { SCHEMA_RULES } from './schema-rules.ts'
import { SET_EXAMPLES } from './set-examples.ts'
import { SYNC_EXAMPLES, type Example } from './sync-examples.ts'
import { RENDER_RULES, TEXT_RULES } from './text-rules.ts'

const TABLES: readonly Readonly<Record<string, Rule>>[] = [CHECK_RULES, PACKAGE_RULES, RESOURCE_RULES, SCHEMA_RULES, SECRET_RULES, TEXT_RULES]

const FINDINGS: readonly Readonly<Record<string, FindingCode>>[] = [
  BUNDLE_FINDINGS, { BUNDLE_SECRET }, CONTEXT_FINDINGS, CRS_FINDINGS, CRS_LINT, FLEET_CHECK_FINDINGS, FLEET_FINDINGS, FLUX_FINDINGS, MAKE_FINDINGS, PLACEMENT_FINDINGS, REJECTIONS, SEC_FINDINGS, SETTER_FINDINGS, SYNC_FINDINGS, VARIANT_FINDINGS,
]

const EXAMPLES: Readonly<Record<string, Example>> = { ...SYNC_EXAMPLES, ...SET_EXAMPLES }

/** Examples stand beside the registry: functions never need them. */
function withExample(rule: Rule): Rule {
  const example = EXAMPLES[rule.code]
  return example === undefined ? rule : { ...rule, bad: example[0], good: example[1] }
}

/** All rules, sorted by code. */
export const ALL_RULES: readonly Rule[] = [
  ...TABLES.flatMap((table) => Object.values(table)),
  ...FINDINGS.flatMap((table) => Object.values(table).map((finding) => withExample(ruleOf(finding)))),
  ...RENDER_RULES,
  ...NETWORK_RULES,
].toSorted((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0))

/** The same by code. */
export const RULES: ReadonlyMap<string, Rule> = new Map(ALL_RULES.map((rule) => [rule.code, rule]))
