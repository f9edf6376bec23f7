import { lstatSync, readlinkSync } from 'node:fs'
import { unless } from './system-error.ts'

/** Where a symbolic link ends up, found without opening anything. */
export type LinkTarget =
  | { readonly kind: 'inside'; readonly isDirectory: boolean; readonly exists: boolean }
  | { readonly kind: 'outside'; readonly target: string }
  | { readonly kind: 'loop' }

/**
 * Follows the link at `root`/`path` by hand, link after link, to the place it names, whether or not something is
 * there. `root` is a real path (no links in it). The end decides: a link that leaves the root and comes back is inside.
 */
export function linkTarget(root: string, path: string): LinkTarget {
  const left = [...root.split('/'), ...path.split('/')]
  const done: string[] = []
  let links = 0
  let exists = true
  let isDirectory = true
  while (left.length > 0) {
    const segment = left.shift()!
    if (segment === '' || segment === '.') continue
    if (segment === '..') {
      done.pop()
      continue
    }
    const here = `/${[...done, segment].join('/')}`
    const stat = unless(['ENOENT', 'ENOTDIR'], () => lstatSync(here))
    if (stat?.isSymbolicLink()) {
      if (++links > MAX_LINKS) return { kind: 'loop' }
      const target = readlinkSync(here)
      if (target.startsWith('/')) done.length = 0
      left.unshift(...target.split('/'))
      continue
    }
    done.push(segment)
    exists = stat !== undefined
    isDirectory = stat?.isDirectory() ?? false
  }
  const end = `/${done.join('/')}`
  const inside = root === '/' || end === root || end.startsWith(`${root}/`)
  return inside ? { kind: 'inside', isDirectory, exists } : { kind: 'outside', target: end }
}

// Linux gives up after 40 links with ELOOP.
const MAX_LINKS = 40
