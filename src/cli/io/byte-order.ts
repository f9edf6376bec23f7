/** Sorts in place by the UTF-8 bytes of a key, as Go sorts directory entries; the same array comes back. */
export function byBytes<T>(list: T[], key: (item: T) => string): T[] {
  // Code units and UTF-8 bytes order alike unless a surrogate pair meets U+E000..U+FFFF.
  const plain = !list.some((item) => BEYOND.test(key(item)))
  return list.sort((a, b) => (plain ? compareUnits(key(a), key(b)) : Buffer.compare(Buffer.from(key(a)), Buffer.from(key(b)))))
}

const BEYOND = /[\ud800-\uffff]/

function compareUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
