/** Regular expressions that people write for Go: in its syntax, and in time that grows with the text only. */

import { RE2JS } from 're2js'

export interface GoPattern {
  /** Whether any part of the text fits. */
  test(text: string): boolean
  /** The texts of the groups at the first place that fits, empty for a group that took no part; none where nothing fits. */
  groups(text: string): readonly string[]
}

/** Reads an expression. Throws a SyntaxError that says what is wrong with it; its cause is what the library says alone. */
export function goPattern(source: string): GoPattern {
  const compiled = compile(source)
  return {
    test: (text) => compiled.matcher(text).find(),
    groups: (text) => {
      const matcher = compiled.matcher(text)
      return matcher.find() ? Array.from({ length: matcher.groupCount() }, (_, index) => matcher.group(index + 1) ?? '') : []
    },
  }
}

function compile(source: string): RE2JS {
  try {
    return RE2JS.compile(source)
  } catch (error) {
    throw new SyntaxError(`${JSON.stringify(source)} is no regular expression: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}
