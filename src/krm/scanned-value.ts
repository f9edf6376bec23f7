/** What a line scan tells of each value that it passes. */

/** One value that the scanner passed. Offsets are into the scanned text. */
export interface ScannedValue {
  /** The key, without quotes; an empty range for a list item. */
  keyStart: number
  keyEnd: number
  /** The value with its quotes; for a block scalar its header; an empty range behind the colon when a value is missing or follows below. */
  start: number
  end: number
  /** `none`: nothing on this line (empty value, or a map or list below). `flow`: `{}` or `[]`. */
  style: 'plain' | 'single' | 'double' | 'block' | 'none' | 'flow'
  /** The comment on the same line, from its `#`; -1 when there is none. */
  commentStart: number
  commentEnd: number
  /** How many maps and lists are open around the value; 1 for a key of the root map. */
  depth: number
  /** The level (from 0) of the outermost map or list that got a new key or item on this line. */
  from: number
}
