/** Which texts are taken for the name of a revision; git never sees any other. */

/** Object ids in full: SHA-1 or SHA-256, lower case. */
const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/

/** One segment of a name: begins with a letter, digit or underscore, so it is no option and no hidden name. */
const SEGMENT = /^[A-Za-z0-9_][A-Za-z0-9._+@-]*$/

const MAX_LENGTH = 250

/** Whether a text is a full object id. */
export function isCommitId(text: string): boolean {
  return COMMIT.test(text)
}

/**
 * Why a text is not taken for a tag, branch or commit; undefined when it is. An allow-list, narrower than git's own rule
 * (git-check-ref-format): segments of `A-Z a-z 0-9 . _ + @ -` parted by single slashes, none hidden, none ending in `.`
 * or `.lock`, no `..`. Nothing that it accepts means anything to git but a name.
 */
export function whyNoRef(text: string): string | undefined {
  if (text === '') return 'it is empty'
  if (text.length > MAX_LENGTH) return `it is longer than ${MAX_LENGTH} characters`
  if (text.includes('..')) return 'it holds ".."'
  for (const segment of text.split('/')) {
    if (segment === '') return 'it has an empty segment'
    if (!SEGMENT.test(segment)) return `"${segment}" is no name: letters, digits and . _ + @ - are, beginning with a letter or digit`
    if (segment.endsWith('.') || segment.endsWith('.lock')) return `"${segment}" ends as no name of git may`
  }
  return undefined
}
