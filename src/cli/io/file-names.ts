/** The file that makes a directory a package. */
export const KPTFILE = 'Kptfile'

/** The file that hides files of its package, gitignore syntax; it counts only beside a Kptfile or at the root. */
export const IGNORE_FILE = '.krmignore'

/** Names that kpt reads as resources: its MatchAll globs (`*.yaml`, `*.yml`, `*.json`, case as written) and Kptfile. */
export function isKrmFileName(base: string): boolean {
  return base === KPTFILE || base.endsWith('.yaml') || base.endsWith('.yml') || base.endsWith('.json')
}

/** The lock of a package, at its root: there is one lock per package, and everybody who may write there can see it. */
export const LOCK_NAME = '.krm-fleet-lock'

/** The journal of a committed write, at the package's root so that its entries are paths below it. */
export const JOURNAL_NAME = '.krm-fleet-journal'

/** Files and directories that are not yet part of the package; none ends like a KRM file, so no reader takes one. */
export const TEMP_NAME = /^\.krm-tmp-[0-9a-f]{16}$/
export const TEMP_PREFIX = '.krm-tmp-'

/** A lock's name, a dash and a stale lock's token: the right to replace that lock (see lock.ts). */
export const CLAIM_NAME = /^\.krm-fleet-lock-[0-9a-f]{16}$/

/** A new directory while it is being filled beside its place, and the lock on that place. */
export const OUT_PREFIX = '.krm-out-'

/** True of every name that this program keeps for itself; no change of a package may use one. */
export function isOwnName(segment: string): boolean {
  return [TEMP_PREFIX, OUT_PREFIX, LOCK_NAME, JOURNAL_NAME].some((own) => segment.startsWith(own))
}
