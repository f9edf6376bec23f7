/** What a report is made of: plain values that checks, the plan and the comparison have given. A part that is not there is not printed. */

import type { FleetDiff } from '#check/fleet-diff/diff-fleet.ts'
import type { Report } from '#check/report/report.ts'
import type { LedgerRow } from '#fleet/cluster-resource-set/ledger.ts'
import type { PlanDomain } from '#fleet/network/plan/plan.ts'
import type { Result, Severity } from '#krm/result.ts'

/** Everything that one file tells. */
export interface ReportContent {
  /** What kind of report it is: `Fleet report`. */
  readonly title: string
  /** What was read; empty where the findings say it. */
  readonly subject: string
  readonly report: Report
  /** What people should know besides. */
  readonly notes?: readonly string[]
  readonly fleet?: FleetContent
  readonly changes?: Comparison
}

/** What changes since a state, and packages that could not be compared, by the reason. */
export interface Comparison {
  readonly base: string
  readonly diff: FleetDiff
  readonly notCompared: ReadonlyMap<string, readonly string[]>
}

/** What is known of a fleet. */
export interface FleetContent {
  /** All clusters, those without a package too, with the findings about what states them and about their repositories. */
  readonly clusters: readonly { readonly name: string; readonly findings: readonly Result[] }[]
  readonly packages: readonly ReportedPackage[]
  readonly plan: readonly PlanDomain[]
  readonly syncs: readonly SyncState[]
  readonly parameters: readonly PackageParameters[]
  readonly functions: readonly FunctionUse[]
  readonly sets: readonly ReportedSet[]
}

/** One package of one deployment repository. */
export interface ReportedPackage {
  /** The cluster's name; the repository's where a variant has no cluster. */
  readonly cluster: string
  readonly repository: string
  readonly package: string
  /** `blueprints/cluster-baseline@v1`. */
  readonly upstream: string
  /** The variant's name, and the place where it stands. */
  readonly variant: string
  readonly at: string
  readonly isMade: boolean
  /** How many objects a puller applies. */
  readonly objects: number
  /** Findings about what it is made from. */
  readonly findings: readonly Result[]
}

/** What pulls for a cluster. */
export interface SyncState {
  readonly cluster: string
  /** Deployment repositories of the cluster. */
  readonly repositories: readonly { readonly name: string; readonly url: string | undefined; readonly branch: string | undefined; readonly at: string; readonly pullers: readonly Puller[] }[]
}

/** An object that makes a cluster pull from a repository. */
export interface Puller {
  /** `RootSync config-management-system/root-sync`. */
  readonly object: string
  /** What it says of branch and directory; empty where it says nothing. */
  readonly reads: string
  readonly at: string
}

/** The setters of the packages that are made from one blueprint. */
export interface PackageParameters {
  readonly blueprint: string
  readonly setters: readonly Parameter[]
}

/** Who gave a value: the variant, the package's own functions, the cluster's context, or nobody, so that the blueprint's text stays. */
export type ParameterSource = 'variant' | 'package' | 'context' | 'blueprint' | 'other'

/** One setter, and its values. */
export interface Parameter {
  readonly name: string
  readonly values: readonly ParameterValue[]
}

/** One value and the clusters that have it. */
export interface ParameterValue {
  /** As it may be shown; undefined where no field shows it. */
  readonly value: string | undefined
  readonly source: ParameterSource
  readonly at: string
  readonly clusters: readonly string[]
  /** Passed by a variant, and named by no comment of the package. */
  readonly unused: boolean
  /** What a variant passed and the package's own function wrote over, and where the variant says it. */
  readonly shadowed: { readonly value: string; readonly at: string } | undefined
}

/** One function image at one version. */
export interface FunctionUse {
  readonly image: string
  readonly tag: string
  /** In this process; others were passed over. */
  readonly ran: boolean
  /** Packages whose pipelines name it: those of variants and of blueprints. */
  readonly packages: number
  readonly blueprints: readonly string[]
}

/** The ConfigMaps of the ClusterResourceSets of one package. */
export interface ReportedSet {
  readonly package: string
  readonly rows: readonly LedgerRow[]
}

/** The sign of a severity or state, told by its form before its colour. */
export const SIGNS: Readonly<Record<Severity | 'good' | 'none', string>> = { error: '✕', warning: '!', info: 'i', good: '✓', none: '–' }
