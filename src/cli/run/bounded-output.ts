/** Collects bytes up to a cap; what would pass it is refused, so that memory stays bounded by the cap. */
export class CappedBytes {
  readonly #chunks: Buffer[] = []
  readonly #cap: number
  #size = 0

  constructor(cap: number) {
    this.#cap = cap
  }

  /** False when the chunk does not fit any more; nothing of it is kept then. */
  push(chunk: Buffer): boolean {
    if (this.#size + chunk.length > this.#cap) return false
    this.#chunks.push(chunk)
    this.#size += chunk.length
    return true
  }

  bytes(): Buffer {
    return Buffer.concat(this.#chunks, this.#size)
  }
}

/** Keeps the last bytes of a stream: of a flood of messages the end is what explains the failure. */
export class LastBytes {
  readonly #limit: number
  #chunks: Buffer[] = []
  #size = 0
  #dropped = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  push(chunk: Buffer): void {
    this.#chunks.push(chunk)
    this.#size += chunk.length
    // Compacting at twice the limit keeps the cost per byte constant, however small the chunks are.
    if (this.#size > 2 * this.#limit) this.#compact()
  }

  /** The kept end as text, bytes that are no UTF-8 replaced; a first line says how much is missing. */
  text(): string {
    this.#compact()
    const kept = Buffer.concat(this.#chunks, this.#size)
    if (this.#dropped === 0) return kept.toString('utf8')
    const start = characterStart(kept)
    return `...(${this.#dropped + start} bytes cut)\n${kept.subarray(start).toString('utf8')}`
  }

  #compact(): void {
    const excess = this.#size - this.#limit
    if (excess <= 0) return
    // A copy, because a view would keep the whole flood alive.
    const kept = Buffer.from(Buffer.concat(this.#chunks, this.#size).subarray(excess))
    this.#chunks = [kept]
    this.#size = kept.length
    this.#dropped += excess
  }
}

/** The first byte that is no UTF-8 continuation byte: a cut must not begin inside a character. */
function characterStart(bytes: Buffer): number {
  let start = 0
  while (start < 3 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start++
  return start
}
