/** The line that tells a person how far a long run has come; nothing where nobody watches. */

import { counted } from '#check/report/report.ts'
import type { Printer } from '#cli/term/printer.ts'

/** Often enough to move, seldom enough to cost nothing. */
const EVERY_MS = 100

export class Progress {
  readonly #printer: Printer
  readonly #total: number
  readonly #clusters = new Set<string>()
  readonly #start = performance.now()
  #done = 0
  #shown = 0

  constructor(printer: Printer, total: number) {
    this.#printer = printer
    this.#total = total
  }

  /** One package more. */
  done(cluster: string | undefined): void {
    this.#done++
    if (!this.#printer.showsProgress) return
    if (cluster !== undefined) this.#clusters.add(cluster)
    const now = performance.now()
    if (now - this.#shown < EVERY_MS) return
    this.#shown = now
    const left = Math.ceil(((now - this.#start) / this.#done) * (this.#total - this.#done) / 1000)
    this.#printer.progress(`${this.#done}/${this.#total} packages, ${counted(this.#clusters.size, 'cluster')}, ${left} s left`)
  }

  end(): void {
    this.#printer.progress('')
  }
}
