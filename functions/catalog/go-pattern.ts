/** Regular expressions that people write for Go. */

/** A repeated group that repeats or chooses inside itself: Go reads a text once for it, we might take forever. */
const REPEATED = /\((?:[^()\\]|\\.)*[*+{|](?:[^()\\]|\\.)*\)[*+{]/s
/** Classes and anchors that only Go has. */
const ONLY_GO = /\[\[:|\\[AzQECpP]/

/**
 * The same pattern here. Throws a SyntaxError, with the reason in words for people, for one that cannot be read, that says
 * what only Go can, or that could take too long.
 */
export function goPattern(source: string): RegExp {
  const [, flags = '', body = ''] = /^(?:\(\?([ims]+)\))?([^]*)$/.exec(source)!
  if (ONLY_GO.test(body)) throw new SyntaxError(`${JSON.stringify(source)} uses a class or an anchor that only Go has`)
  if (REPEATED.test(body)) throw new SyntaxError(`${JSON.stringify(source)} repeats a group that repeats or chooses inside itself, which can take forever here`)
  // Go lets any punctuation be escaped; with the flag u only what has a meaning may be.
  const escaped = body.replaceAll('(?P<', '(?<').replaceAll(/\\(?:([^\w\s^$\\.*+?()[\]{}|/-])|(.))/gs, (whole, plain: string | undefined) => plain ?? whole)
  try {
    return new RegExp(escaped, `u${flags}`)
  } catch {
    throw new SyntaxError(`${JSON.stringify(source)} is no regular expression`)
  }
}
