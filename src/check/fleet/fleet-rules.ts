/** Every rule that `fleet check` asks, by code. */

import { SCHEMA_RULES } from '#check/rules/schema-rules.ts'
import { CONTEXT_FINDINGS } from '#fleet/context-findings.ts'
import { ruleOf, type FindingCode } from '#fleet/finding.ts'
import { FLEET_FINDINGS } from '#fleet/model/fleet-findings.ts'
import { NETWORK_RULES } from '#fleet/network/rules.ts'
import type { Rule } from '#krm/rule.ts'
import { MAKE_FINDINGS } from '#porch/make-findings.ts'
import { VARIANT_FINDINGS } from '#porch/variant-findings.ts'
import { FLEET_CHECK_FINDINGS } from './fleet-check-findings.ts'

const TABLES: readonly Readonly<Record<string, FindingCode>>[] = [CONTEXT_FINDINGS, FLEET_FINDINGS, VARIANT_FINDINGS, FLEET_CHECK_FINDINGS, MAKE_FINDINGS]

export const FLEET_RULES: ReadonlyMap<string, Rule> = new Map(
  [...TABLES.flatMap((table) => Object.values(table).map(ruleOf)), ...Object.values(SCHEMA_RULES), ...NETWORK_RULES].map((rule) => [rule.code, rule]),
)
