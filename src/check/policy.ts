/** What a repository wants of the rules: severities, files and rules to leave out, and what fails a check. */

import type { Result, Severity } from '#krm/result.ts'

/** What a rule's findings become. */
export type RuleLevel = Severity | 'off'

/** Rules that are left out in some files, and why. */
export interface Ignored {
  readonly rules: readonly string[]
  /** Globs with `*`, `?` and `**`; of all files unless given. */
  readonly paths?: readonly string[]
  readonly reason: string
  /** The configuration file that it stands in; undefined for one that was given with the call. */
  readonly from?: string
}

/** The decisions of a repository. */
export interface CheckPolicy {
  readonly rules: ReadonlyMap<string, RuleLevel>
  readonly ignore: readonly Ignored[]
}

/** The findings after the repository's decisions. `matches` tells whether a glob matches a path; entries that left something out come into `used`. */
export function applyPolicy(findings: readonly Result[], { rules, ignore }: CheckPolicy, matches: (glob: string, path: string) => boolean, used: Set<Ignored> = new Set()): Result[] {
  return findings.flatMap((finding) => {
    const { code = '', place } = finding
    const level = rules.get(code)
    const leftOutBy = ignore.filter((entry) => entry.rules.includes(code) && (entry.paths === undefined || entry.paths.some((glob) => matches(glob, place?.file ?? ''))))
    for (const entry of leftOutBy) used.add(entry)
    if (level === 'off' || leftOutBy.length > 0) return []
    return [level === undefined ? finding : { ...finding, severity: level }]
  })
}

/** What makes a check fail. */
export const FAIL_ON = ['error', 'warning', 'info', 'never'] as const
export type FailOn = (typeof FAIL_ON)[number]

/** Whether one of the findings is as bad as that, or worse. */
export function fails(findings: readonly Result[], failOn: FailOn): boolean {
  const rank = (level: FailOn): number => FAIL_ON.indexOf(level)
  return failOn !== 'never' && findings.some(({ severity = 'info' }) => rank(severity) <= rank(failOn))
}

/** A sentence about an entry that left nothing out. */
export function unusedIgnore({ rules, paths, from }: Ignored): string {
  return `${from === undefined ? '' : `${from}: `}ignore ${rules.join(', ')}${paths === undefined ? '' : ` in ${paths.join(', ')}`} leaves nothing out: remove it`
}
