/** Which items of a list are which items of its new version. */

/** Index in the old list and index in the new one. */
export type Pair = readonly [number, number]

export interface ItemRelations {
  /** The items are the same. */
  equal(before: number, after: number): boolean
  /** The items differ and go by the same name. */
  named(before: number, after: number): boolean
  /** One may be the other after an edit, for what stands at the same place. */
  alike(before: number, after: number): boolean
}

/** So many comparisons are made for a longest common subsequence; larger parts are matched by name and place alone. */
const MOST_COMPARISONS = 250_000

/**
 * Pairs in order, none crossing another: equal items first (as many as possible), between them items of the same name,
 * between those items at the same place. Old items without a pair were removed, new ones without a pair inserted.
 */
export function matchLists(before: number, after: number, relations: ItemRelations): Pair[] {
  let head = 0
  while (head < before && head < after && relations.equal(head, head)) head++
  let tail = 0
  while (head + tail < before && head + tail < after && relations.equal(before - 1 - tail, after - 1 - tail)) tail++
  const middle: Gap = { from: [head, head], to: [before - tail, after - tail] }
  return [
    ...range(head).map((at): Pair => [at, at]),
    ...fill(middle, [relations.equal, relations.named], relations.alike),
    ...range(tail).map((at): Pair => [before - tail + at, after - tail + at]),
  ]
}

interface Gap {
  readonly from: Pair
  readonly to: Pair
}

type Relation = (before: number, after: number) => boolean

/** The pairs of a gap by the first relation, and in the gaps that it leaves by the next; by place at last. */
function fill(gap: Gap, relations: readonly Relation[], alike: Relation): Pair[] {
  if (gap.from[0] === gap.to[0] || gap.from[1] === gap.to[1]) return []
  const [relation, ...others] = relations
  if (relation === undefined) return byPlace(gap, alike)
  const pairs: Pair[] = []
  let from = gap.from
  for (const pair of [...longestCommon(gap, relation), gap.to]) {
    pairs.push(...fill({ from, to: pair }, others, alike))
    if (pair !== gap.to) pairs.push(pair)
    from = [pair[0] + 1, pair[1] + 1]
  }
  return pairs
}

function byPlace({ from, to }: Gap, alike: Relation): Pair[] {
  const count = Math.min(to[0] - from[0], to[1] - from[1])
  return range(count).flatMap((at): Pair[] => (alike(from[0] + at, from[1] + at) ? [[from[0] + at, from[1] + at]] : []))
}

/** A longest common subsequence under a relation, by dynamic programming from the end. */
function longestCommon({ from, to }: Gap, relation: Relation): Pair[] {
  const rows = to[0] - from[0]
  const columns = to[1] - from[1]
  if (rows * columns > MOST_COMPARISONS) return []
  const width = columns + 1
  const length = new Uint32Array((rows + 1) * width)
  const related = new Uint8Array(rows * columns)
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = columns - 1; column >= 0; column--) {
      const at = row * width + column
      if (relation(from[0] + row, from[1] + column)) {
        related[row * columns + column] = 1
        length[at] = length[at + width + 1]! + 1
      } else length[at] = Math.max(length[at + width]!, length[at + 1]!)
    }
  }
  const pairs: Pair[] = []
  for (let row = 0, column = 0; row < rows && column < columns; ) {
    const at = row * width + column
    if (related[row * columns + column] === 1) pairs.push([from[0] + row++, from[1] + column++])
    else if (length[at + width]! >= length[at + 1]!) row++
    else column++
  }
  return pairs
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, at) => at)
}
