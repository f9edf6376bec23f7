/** Directories inside a repository: relative, slashes, nothing that leaves it. */

/** What is wrong with a directory; undefined when it is fine. A leading slash is the repository's root, as for Config Sync. */
export function dirProblem(dir: string): string | undefined {
  if (dir.startsWith('-')) return 'begins with a dash'
  if (/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/.test(dir)) return 'holds a control character'
  if (dir.includes('\\')) return 'holds a backslash; write slashes'
  if (dir.split('/').includes('..')) return 'holds .., which leaves the repository'
  return undefined
}

/** The directory without slashes at its ends and without `.` parts; the root is the empty text. */
export function normalDir(dir: string): string {
  return dir.split('/').filter((part) => part !== '' && part !== '.').join('/')
}

/** Whether a normal directory is another or lies below it. */
export function isWithin(inner: string, outer: string): boolean {
  return outer === '' || inner === outer || inner.startsWith(`${outer}/`)
}

/** Two normal directories after one another. */
export function joinDirs(above: string, below: string): string {
  return above === '' ? below : below === '' ? above : `${above}/${below}`
}
