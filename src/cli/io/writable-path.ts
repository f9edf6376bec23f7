import { isKrmFileName, isOwnName } from './file-names.ts'
import { safeRelPath } from './safe-rel-path.ts'

/**
 * Why no command of this program may write (or delete) this path of a package; undefined if it may. Narrower than
 * safeRelPath: only KRM file names (for a directory: any), never in `.git`, never a name that we keep for ourselves.
 * What a *function* may write is narrower still (output-path.ts).
 */
export function whyNotWritable(path: string, isDirectory = false): string | undefined {
  const verdict = safeRelPath(path)
  if (!verdict.ok) return verdict.reason
  const segments = path.split('/')
  // Case does not matter: on some file systems .GIT is .git.
  if (segments.some((segment) => segment.toLowerCase() === '.git')) return 'it lies in a .git directory'
  const own = segments.find(isOwnName)
  if (own !== undefined) return `the name ${own} is kept for unfinished writes`
  if (!isDirectory && !isKrmFileName(segments.at(-1) ?? '')) return 'only Kptfile, *.yaml, *.yml and *.json are written'
  return undefined
}
