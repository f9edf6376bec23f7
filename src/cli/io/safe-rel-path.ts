/** The path itself when it is safe, else why it is not; a refused path is never repaired. */
export type PathVerdict =
  | { readonly ok: true; readonly path: string }
  | { readonly ok: false; readonly reason: string }

/** POSIX NAME_MAX on every file system we know, in bytes. */
export const MAX_SEGMENT_BYTES = 255
/** Linux PATH_MAX, in bytes. */
export const MAX_PATH_BYTES = 4096

/**
 * The one guard in front of every read and write: a path relative to a package, `/` between its segments, that stays
 * strictly below whatever root it is joined to on every platform, and that has one spelling only (NFC).
 */
export function safeRelPath(candidate: string): PathVerdict {
  const reason = whyUnsafe(candidate)
  return reason === undefined ? { ok: true, path: candidate } : { ok: false, reason }
}

// C0, DEL and C1: no editor shows them, some terminals obey them.
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/
// With the u flag this finds surrogates that have lost their partner.
const LONE_SURROGATE = /[\ud800-\udfff]/u
const DRIVE = /^[A-Za-z]:/

function whyUnsafe(path: string): string | undefined {
  if (path === '') return 'it is empty'
  if (CONTROL.test(path)) return 'it holds a control character'
  if (LONE_SURROGATE.test(path)) return 'it is not valid Unicode'
  if (path.includes('\\')) return 'it holds a backslash; segments are parted by "/"'
  if (path.startsWith('/')) return 'it is absolute'
  if (DRIVE.test(path)) return 'it begins with a drive letter'
  if (path.normalize('NFC') !== path) return 'it is not in Unicode normal form C'
  if (Buffer.byteLength(path) > MAX_PATH_BYTES) return `it is longer than ${MAX_PATH_BYTES} bytes`
  for (const segment of path.split('/')) {
    if (segment === '') return 'it has an empty segment ("//" or a "/" at the end)'
    if (segment === '.' || segment === '..') return `it has the segment "${segment}"`
    if (Buffer.byteLength(segment) > MAX_SEGMENT_BYTES) return `a segment is longer than ${MAX_SEGMENT_BYTES} bytes`
  }
  return undefined
}
