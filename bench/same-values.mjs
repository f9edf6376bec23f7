// Whether two tools answered alike: the same values everywhere, whatever the text looks like.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { load } from 'js-yaml'

/** How the items of two ResourceLists differ; undefined when they do not. */
export function listDifference(one, other) {
  const [left, right] = [one, other].map((file) => load(readFileSync(file, 'utf8'), { maxTotalMergeKeys: Infinity }).items)
  if (left.length !== right.length) return `${left.length} items against ${right.length}`
  const index = left.findIndex((item, at) => !isDeepStrictEqual(item, right[at]))
  return index === -1 ? undefined : `item ${index} (${left[index].kind} ${left[index].metadata.name})`
}

/** How the resources of two packages differ, Kptfiles aside; undefined when they do not. */
export function packageDifference(one, other) {
  const files = (folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml')).sort()
  const [left, right] = [files(one), files(other)]
  if (!isDeepStrictEqual(left, right)) return `${left.length} files against ${right.length}`
  return left.find((file) => !isDeepStrictEqual(...[one, other].map((folder) => load(readFileSync(join(folder, file), 'utf8')))))
}
