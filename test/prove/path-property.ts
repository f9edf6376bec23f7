import * as fc from 'fast-check'
import { resolve } from 'node:path'
import { safeRelPath } from '../../src/cli/io/safe-rel-path.ts'

const ROOTS = ['/srv/package', '/', '/a/b..c']
const BITS = ['.', '..', '/', '\\', 'a', 'C:', '\0', '\n', '\u001b', '~', '%2e', '\ufffd', '\ud800', 'e\u0301', '\u00e9', '／', '．', ' ', ':']
const NASTY = fc.array(fc.oneof(fc.constantFrom(...BITS), fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 12 })
const PATHS = fc.oneof(NASTY.map((bits) => bits.join('')), fc.string({ unit: 'grapheme' }), fc.webPath())

/** Accepted implies: unchanged, strictly below the root, the same after normalising, and no other spelling. */
export function provePaths(runs: number): { accepted: number; refused: number } {
  let accepted = 0
  let refused = 0
  const holds = (path: string): boolean => {
    const verdict = safeRelPath(path)
    if (!verdict.ok) {
      refused++
      return verdict.reason !== ''
    }
    accepted++
    return verdict.path === path && ROOTS.every((root) => {
      const prefix = root === '/' ? '/' : `${root}/`
      return resolve(root, path) === prefix + path
    })
  }
  fc.assert(fc.property(PATHS, holds), { numRuns: runs })
  if (accepted < runs / 100 || refused < runs / 100) throw new Error(`one-sided: ${accepted} accepted, ${refused} refused`)
  return { accepted, refused }
}
