/** Which files a function may write: the guard in front of every path that a function chose. */

import { KPTFILE_NAME } from './kptfile.ts'
import { baseName } from './slash-path.ts'

/** Bytes of a path segment and of a path that every file system we know can hold. */
const MAX_SEGMENT = 255
const MAX_PATH = 4096
// C0, DEL and C1: no editor shows them, some terminals obey them.
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/
const LONE_SURROGATE = /[\ud800-\udfff]/u
const utf8 = new TextEncoder()

/** Why a function may not write to `path` (from its package); undefined when it may. It rejects and never repairs. */
export function whyNotWritable(path: string): string | undefined {
  if (path === '') return 'it is empty'
  if (CONTROL.test(path)) return 'it holds a control character'
  if (LONE_SURROGATE.test(path)) return 'it is not valid Unicode'
  if (path.normalize('NFC') !== path) return 'it is not in Unicode normal form C'
  if (path.includes('\\')) return 'it holds a backslash'
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return 'it is absolute; paths are relative to the package'
  if (utf8.encode(path).length > MAX_PATH) return `it is longer than ${MAX_PATH} bytes`
  for (const segment of path.split('/')) {
    if (segment === '') return 'it has an empty segment'
    if (segment === '..') return 'it leaves the package'
    if (segment === '.') return 'it has the segment "."'
    if (segment.startsWith('.')) return `"${segment}" is hidden`
    if (utf8.encode(segment).length > MAX_SEGMENT) return `a segment is longer than ${MAX_SEGMENT} bytes`
  }
  if (baseName(path) === KPTFILE_NAME) return 'a Kptfile is written by its author alone'
  return /\.(ya?ml|json)$/.test(path) ? undefined : 'functions write .yaml, .yml and .json files only'
}
