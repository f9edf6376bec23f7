/** The comments of a resource, wherever they stand. */

import { commentsIn } from '#krm/comments.ts'
import type { Resource } from '#krm/resource.ts'

/** The texts of all comments, from the `#` to the end of the line without trailing blanks, sorted. */
export function commentTexts(resource: Resource): string[] {
  const tree = resource.tree()
  return tree === undefined ? [] : commentsIn(resource.text, tree).map(({ text }) => text).toSorted()
}
