/** Objects into ConfigMaps: in order, none split, none moved, each ConfigMap closed when the next object has no room. */

import type { TextSize } from './measure.ts'
import { fits, type Packable, type Room } from './packable.ts'

/** What stands between two documents of a value. */
export const SEPARATOR = '---\n'
const SEPARATOR_SIZE: TextSize = { bytes: SEPARATOR.length, escaped: SEPARATOR.length + 1 }

/** The objects of one ConfigMap and the size of its value. */
export interface Chunk extends TextSize {
  readonly objects: readonly Packable[]
}

/** The chunks of one phase. An object without room in any ConfigMap gets one of its own. */
export function chunksOf(objects: readonly Packable[], room: Room): Chunk[] {
  const chunks: Chunk[] = []
  let inside: Packable[] = []
  let size: TextSize = { bytes: 0, escaped: 0 }
  const close = (): void => {
    if (inside.length > 0) chunks.push({ objects: inside, ...size })
    inside = []
  }
  for (const object of objects) {
    const grown = sum(sum(size, SEPARATOR_SIZE), object)
    if (inside.length > 0 && fits(grown, room)) size = grown
    else {
      close()
      size = { bytes: object.bytes, escaped: object.escaped }
    }
    inside.push(object)
  }
  close()
  return chunks
}

function sum(a: TextSize, b: TextSize): TextSize {
  return { bytes: a.bytes + b.bytes, escaped: a.escaped + b.escaped }
}

/** The value of a ConfigMap: the documents of its objects. */
export function valueOfChunk({ objects }: Chunk): string {
  return objects.map(({ text }) => text).join(SEPARATOR)
}
