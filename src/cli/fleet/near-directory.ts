/** The directory that somebody probably meant who named one that is not there. */

import { nearestName } from '#krm/nearest-name.ts'

/** `path` with each segment that does not exist replaced by its nearest neighbour; undefined when one has none. `children`: names of the directories in a directory. */
export function nearDirectory(path: string, children: (directory: string) => readonly string[]): string | undefined {
  let found = ''
  for (const segment of path.split('/')) {
    const known = children(found)
    const name = known.includes(segment) ? segment : nearestName(segment, known)
    if (name === undefined) return undefined
    found = found === '' ? name : `${found}/${name}`
  }
  return found
}
