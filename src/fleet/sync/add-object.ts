/** New objects and the file that they go to, both where files are read directly and where kpt passes a list. */

import type { ItemList } from '#krm/item-list.ts'
import type { PlainMap } from '#krm/print.ts'
import type { Resource } from '#krm/resource.ts'

const PATH = 'internal.config.kubernetes.io/path'
const INDEX = 'internal.config.kubernetes.io/index'

/** Adds an object behind the others of its file. In a list of kpt's it carries the annotations that name the file. */
export function addObject(items: ItemList, value: PlainMap, path: string): Resource {
  const isWire = [...items].some(({ annotations }) => annotations.has(PATH))
  const resource = items.add(value, path)
  if (isWire) {
    resource.field('metadata', 'annotations', PATH).set(path)
    resource.field('metadata', 'annotations', INDEX).set(String(resource.origin.index))
  }
  return resource
}
