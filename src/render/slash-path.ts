/** Slash paths as text, by the rules of Go's `path` package, which kpt uses. Nothing here touches a file system. */

/** The shortest spelling of a path: no `.`, no empty segment, `..` resolved where it can be; `.` for nothing. */
export function cleanPath(path: string): string {
  const isAbsolute = path.startsWith('/')
  const kept: string[] = []
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue
    if (segment !== '..') kept.push(segment)
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop()
    else if (!isAbsolute) kept.push('..')
  }
  const joined = kept.join('/')
  return isAbsolute ? `/${joined}` : joined === '' ? '.' : joined
}

/** A file of a directory; `''` is the root directory. */
export function inDirectory(directory: string, path: string): string {
  return directory === '' ? path : `${directory}/${path}`
}

/** What stands behind the last slash. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** `path` from `directory`, when it lies below it. */
export function relativeTo(directory: string, path: string): string | undefined {
  if (directory === '') return path
  return path.startsWith(`${directory}/`) ? path.slice(directory.length + 1) : undefined
}
