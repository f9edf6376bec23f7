/** What a repository and its user decided: flags first, then krm-fleet.yaml. */

import { dirname, resolve } from 'node:path'
import { CliError } from '#cli/cli-error.ts'
import type { ConfigFile } from '#cli/config/config-file.ts'
import type { Config } from '#cli/config/config.ts'
import { KrmIgnore } from '#cli/io/krmignore.ts'
import { readSmallFile } from '#cli/io/read-small-file.ts'
import { readBaseline, withoutKnown } from '#check/baseline.ts'
import type { Only } from '#check/families/rendering.ts'
import { noSuchRule } from '#check/ignore-entry.ts'
import { applyPolicy, FAIL_ON, unusedIgnore, type CheckPolicy, type FailOn, type Ignored } from '#check/policy.ts'
import { counted } from '#check/report/report.ts'
import { CHECK_RULES } from '#check/rules/package-rules.ts'
import { RULES } from '#check/rules/registry.ts'
import { bundledSchemas } from '#check/schema/bundled.ts'
import { bundleOfOpenApi } from '#check/schema/read-bundles.ts'
import { SchemaSet } from '#check/schema/schema.ts'
import { crdsSchemas } from '#check/schema/data/crds.ts'
import { suppress, type MayBeIdle } from '#check/suppressions.ts'
import { NO_POLICY, type NetworkPolicy } from '#fleet/network/check.ts'
import { policyFrom } from '#functions/validate-network-contexts/policy.ts'
import type { PlainValue } from '#krm/print.ts'
import type { Result } from '#krm/result.ts'
import { shownPath } from '#cli/fleet/read-management.ts'
import type { CheckedTree } from './check-tree.ts'
import { givenSchemas } from './given-schemas.ts'

/** All decisions of one run. */
export interface Decisions {
  readonly config: Config
  readonly policy: CheckPolicy
  readonly network: NetworkPolicy
  readonly failOn: FailOn
  /** Fingerprints of findings that are lived with. */
  readonly baseline: ReadonlySet<string> | undefined
  readonly schemas: SchemaSet
  /** What could not be looked at is an error. */
  readonly strict: boolean
  /** A part of the check that is about the rendering alone. */
  readonly only?: Only
}

/** What the flags of a command say. */
export interface FlagDecisions {
  readonly failOn?: string
  readonly baseline?: string
  /** The baseline of the configuration is not read: a new one is being written. */
  readonly ignoreBaseline?: boolean
  readonly kubernetesOpenapi?: string
  /** Files and directories with CRDs; they are asked before those of the configuration. */
  readonly schemas?: readonly string[]
  readonly strict?: boolean
  readonly only?: Only
  /** Besides those of the configuration. */
  readonly ignore?: readonly Ignored[]
}

/** Reads them. A rule that is none, a baseline, an OpenAPI document or a CRD that cannot be used is a CliError. */
export function decisionsOf(flags: FlagDecisions, file: ConfigFile | undefined): Decisions {
  const config = file?.config ?? {}
  const { check = {} } = config
  const at = file?.resource.origin.path ?? ''
  const rules = Object.entries(config.rules ?? {}).flatMap(([code, level]) => (level === undefined ? [] : [[code, level === false ? 'off' : level] as const]))
  mustBeRules([...rules.map(([code]) => code), ...(check.ignore ?? []).flatMap((entry) => entry.rules)], at)
  const baseline = flags.baseline ?? (check.baseline === undefined || flags.ignoreBaseline === true ? undefined : resolve(dirname(at), check.baseline))
  const crds = [...(flags.schemas ?? []), ...(check.schemas ?? []).map((path) => resolve(dirname(at), path))]
  mustBeRules((flags.ignore ?? []).flatMap((entry) => entry.rules), 'ignore')
  const openApi = flags.kubernetesOpenapi ?? (check.kubernetesOpenapi === undefined ? undefined : resolve(dirname(at), check.kubernetesOpenapi))
  return {
    config,
    policy: { rules: new Map(rules), ignore: [...(flags.ignore ?? []), ...(check.ignore ?? []).map(({ paths, ...entry }) => ({ ...entry, ...(paths !== undefined && { paths }), from: shownPath(at) }))] },
    network: file === undefined ? NO_POLICY : policyFrom({ rules: Object.fromEntries(rules.filter(([code]) => code.startsWith('NET'))), domains: config.domains }, file.resource),
    failOn: FAIL_ON.find((level) => level === (flags.failOn ?? check.failOn)) ?? 'error',
    baseline: baseline === undefined ? undefined : baselineAt(baseline),
    schemas: givenSchemas(crds).reduceRight((schemas, bundle) => schemas.with(bundle), openApi === undefined ? bundledSchemas() : schemasOf(openApi)),
    strict: flags.strict ?? check.strict ?? false,
    ...(flags.only !== undefined && { only: flags.only }),
  }
}

/** Findings before the decisions. */
export interface Undecided extends Pick<CheckedTree, 'findings' | 'texts'> {
  /** Where and of which rules suppressions that find nothing are reported; those that check packages, unless given. */
  readonly mayBeIdle?: MayBeIdle
  /** Which entries of `ignore` are reported when they leave nothing out; none unless given. */
  readonly mayBeUnused?: (entry: Ignored) => boolean
}

/** What is left of findings. */
export interface Decided {
  readonly findings: readonly Result[]
  /** A line about each kind that was left out. */
  readonly notes: readonly string[]
  /** A line about each entry of `ignore` that leaves nothing out. */
  readonly unused: readonly string[]
}

/** The findings that are left after all decisions, and a line about each kind that was left out. */
export function withoutDecided({ findings, texts, mayBeIdle, mayBeUnused = () => false }: Undecided, { policy, baseline, only }: Decisions): Decided {
  const used = new Set<Ignored>()
  const wanted = applyPolicy(findings, policy, matchesGlob, used)
  const all = suppress(wanted, texts, (code) => RULES.has(code), only === undefined ? mayBeIdle : () => false)
  // A part of the check says nothing of suppressions, which are there for the whole.
  const open = only === undefined ? all : { ...all, findings: all.findings.filter(({ code }) => code !== CHECK_RULES.badSuppression.code) }
  const fresh = baseline === undefined ? { findings: open.findings, count: 0 } : withoutKnown(open.findings, baseline)
  const notes = [
    ...(open.count > 0 ? [`${counted(open.count, 'finding')} accepted by comments and annotations`] : []),
    ...(fresh.count > 0 ? [`${counted(fresh.count, 'finding')} known to the baseline`] : []),
  ]
  return { findings: fresh.findings, notes, unused: policy.ignore.filter((entry) => !used.has(entry) && mayBeUnused(entry)).map(unusedIgnore) }
}

const GLOB_STEPS = 10_000_000

/** A gitignore pattern against a path and the directories above it. */
export function matchesGlob(glob: string, path: string): boolean {
  const ignore = new KrmIgnore(glob, { left: GLOB_STEPS })
  const segments = path.split('/')
  return segments.some((_, index) => ignore.ignores(segments.slice(0, index + 1).join('/'), index < segments.length - 1))
}

function mustBeRules(codes: readonly string[], path: string): void {
  for (const code of codes) {
    if (RULES.has(code)) continue
    throw new CliError('CLI005', `${path}: ${noSuchRule(code)}`, path)
  }
}

function baselineAt(file: string): ReadonlySet<string> {
  const known = readBaseline(readSmallFile(file))
  if (known === undefined) throw new CliError('CLI005', `${file} is no baseline; write one with krm-fleet check --write-baseline ${file}`, file)
  return known
}

function schemasOf(file: string): SchemaSet {
  const bundle = bundleOfOpenApi(parsed(readSmallFile(file, OPENAPI_BYTES)), file)
  if (bundle === undefined) throw new CliError('CLI005', `${file} is no OpenAPI v2 document of a Kubernetes API server (kubectl get --raw /openapi/v2)`, file)
  return new SchemaSet([bundle, crdsSchemas])
}

const OPENAPI_BYTES = 64 * 1024 * 1024

function parsed(text: string): PlainValue {
  try {
    const value: PlainValue = JSON.parse(text)
    return value
  } catch {
    return null
  }
}
