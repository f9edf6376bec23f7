import { printable } from '#krm/printable.ts'

/** Where text goes: a stream, or in tests a list of strings. */
export interface Sink {
  write(text: string, written?: () => void): unknown
  /** Set on terminals. */
  readonly isTTY?: boolean
}

/** The colours in use, by meaning. */
export type Style = 'good' | 'bad' | 'warning' | 'note' | 'strong' | 'quiet'

const SGR: Readonly<Record<Style, readonly [on: number, off: number]>> = {
  good: [32, 39],
  bad: [31, 39],
  warning: [33, 39],
  note: [36, 39],
  strong: [1, 22],
  quiet: [2, 22],
}

/** A piece of a line: text as it is, or text with a meaning that may have a colour. */
export type Piece = string | { readonly style: Style; readonly text: string }

/** What a printer prints to, and what decides about colour. */
export interface PrinterStreams {
  /** Standard output: the data somebody asked for, and nothing else. */
  readonly payload: Sink
  /** Standard error: everything said to a human. */
  readonly human: Sink
  readonly environment: Readonly<Record<string, string | undefined>>
}

/**
 * The only way to print. What is said goes to standard error, made printable and one line at a time; what was asked for
 * goes to standard output as it is. Colour only on a terminal, and never when NO_COLOR is set (no-color.org).
 */
export class Printer {
  readonly #payload: Sink
  readonly #human: Sink
  readonly #coloured: boolean
  /** A progress line stands where the next line goes. */
  #progress = false
  readonly #paintsPayload: boolean

  constructor({ payload, human, environment }: PrinterStreams) {
    this.#payload = payload
    this.#human = human
    const mayColour = (environment['NO_COLOR'] ?? '') === '' && environment['TERM'] !== 'dumb'
    this.#coloured = human.isTTY === true && mayColour
    this.#paintsPayload = payload.isTTY === true && mayColour
  }

  /** One line for a human; what would break the line or the terminal is escaped. */
  line(...pieces: readonly Piece[]): void {
    this.#clear()
    this.#human.write(`${pieces.map((piece) => this.#show(piece)).join('')}\n`)
  }

  /** Lines that are already laid out, such as help or a diff: newlines and tabs keep their meaning. */
  lines(text: string): void {
    if (text === '') return
    this.#clear()
    this.#human.write(`${printable(text.endsWith('\n') ? text.slice(0, -1) : text, 'lines and tabs')}\n`)
  }

  /** Data for standard output, unchanged. Text for humans there (help that was asked for) is made printable before. */
  payload(data: string): void {
    this.#clear()
    this.#payload.write(data)
  }

  /** Whether a person may be watching: only then is progress worth its work. */
  get showsProgress(): boolean {
    return this.#human.isTTY === true
  }

  /** A line that the next one replaces; on a terminal only. */
  progress(text: string): void {
    if (!this.showsProgress) return
    this.#human.write(`\r\x1b[2K${printable(text)}`)
    this.#progress = true
  }

  /** Text with the colour of its meaning, for a payload that people read; undefined where standard output has no colours. */
  get payloadPaint(): ((style: Style, text: string) => string) | undefined {
    if (!this.#paintsPayload) return undefined
    return (style, text) => {
      const [on, off] = SGR[style]
      return `\x1b[${on}m${text}\x1b[${off}m`
    }
  }

  /** Until everything written has left: only then may the process be ended by force. */
  async flush(): Promise<void> {
    await Promise.all([drained(this.#payload), drained(this.#human)])
  }

  #clear(): void {
    if (!this.#progress) return
    this.#progress = false
    this.#human.write('\r\x1b[2K')
  }

  #show(piece: Piece): string {
    if (typeof piece === 'string') return printable(piece, 'tabs')
    const text = printable(piece.text, 'tabs')
    if (!this.#coloured) return text
    const [on, off] = SGR[piece.style]
    return `\x1b[${on}m${text}\x1b[${off}m`
  }
}

function drained(sink: Sink): Promise<void> {
  return new Promise((resolve) => {
    sink.write('', () => resolve())
  })
}

/** The printer of a command. A reader that went away (`| head`) must not stop a write to disk half-way, so it is ignored. */
export function standardPrinter(): Printer {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
    })
  }
  return new Printer({ payload: process.stdout, human: process.stderr, environment: process.env })
}

/** A printer for work that shows its progress to a person at a terminal, where there is none. */
export function silentPrinter(): Printer {
  return new Printer({ payload: new TextSink(), human: new TextSink(), environment: {} })
}

/** A sink that remembers, for tests and for text that is built before it is printed. */
export class TextSink implements Sink {
  text = ''
  readonly isTTY: boolean

  constructor(isTTY = false) {
    this.isTTY = isTTY
  }

  write(text: string, written?: () => void): void {
    this.text += text
    written?.()
  }
}
