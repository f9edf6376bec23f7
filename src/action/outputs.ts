/** The outputs of a step that are numbers, and what they count. */

import { dirname } from 'node:path/posix'
import { PACKAGE_RULES } from '#check/rules/package-rules.ts'
import { countBySeverity } from '#check/report/report.ts'
import type { Result } from '#krm/result.ts'
import type { Outcome } from './outcome.ts'

/**
 * Rules whose findings say that one address would have two owners: a pool that gives the gateway away (NET012), the same
 * first pod address on every node (NET017), two networks or two clusters that give out the same addresses (NET020, NET021),
 * one fixed address twice (NET022), pod or service addresses that another network has (NET025), a load balancer pool that
 * may give a fixed address away (NET026).
 */
export const IP_CONFLICTS: ReadonlySet<string> = new Set(['NET012', 'NET017', 'NET020', 'NET021', 'NET022', 'NET025', 'NET026'])

/** Packages with files that are not what rendering gives, by their directories; undefined in a mode that does not look. */
export function stalePackages({ findings, checked, mode }: Outcome): string[] | undefined {
  if (mode === 'diff') return undefined
  const stale = findings.flatMap(({ code, place }) => (code === PACKAGE_RULES.notRendered.code && place?.file !== undefined ? [packageOf(place.file, checked.texts)] : []))
  return [...new Set(stale)].toSorted()
}

/** The nearest directory above a file that has a Kptfile. */
function packageOf(file: string, texts: ReadonlyMap<string, string>): string {
  let at = dirname(file)
  while (at !== '.' && at !== '/' && !texts.has(`${at}/Kptfile`)) at = dirname(at)
  return at
}

/** Findings of the rules above; undefined in a mode that does not look. */
export function ipConflicts({ findings, mode }: Outcome): Result[] | undefined {
  return mode === 'diff' || mode === 'render' ? undefined : findings.filter(({ code = '' }) => IP_CONFLICTS.has(code))
}

/** By their names in action.yml; empty where nobody looked. */
export function outputsOf(outcome: Outcome): [string, string][] {
  const { findings, checked, fleet, changes } = outcome
  const { error, warning, info } = countBySeverity(findings)
  const diff = fleet?.changes?.diff ?? changes?.diff
  const shown = (count: number | undefined): string => (count === undefined ? '' : String(count))
  return [
    ['findings', String(findings.length)],
    ['errors', String(error)],
    ['warnings', String(warning)],
    ['infos', String(info)],
    ['checked-packages', String(checked.packages + (fleet?.packages ?? 0))],
    ['stale-packages', shown(stalePackages(outcome)?.length)],
    ['changed-clusters', shown(fleet?.changes?.diff.clusters)],
    ['changed-objects', shown(diff?.objects)],
    ['ip-conflicts', shown(ipConflicts(outcome)?.length)],
  ]
}
