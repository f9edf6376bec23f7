import { describe, expect, it } from 'vitest'
import { Printer, TextSink } from './printer.ts'

function printing(environment: Record<string, string> = {}, isTTY = false) {
  const payload = new TextSink(isTTY)
  const human = new TextSink(isTTY)
  return { payload, human, printer: new Printer({ payload, human, environment }) }
}

describe('Printer', () => {
  it('keeps what is said apart from what was asked for', () => {
    const { payload, human, printer } = printing()
    printer.line('Package ', { style: 'strong', text: 'p' })
    printer.payload('a: \x1b\n')
    expect(human.text).toBe('Package p\n')
    expect(payload.text).toBe('a: \x1b\n')
  })

  it('lets no text end the line or reach the terminal', () => {
    const { human, printer } = printing({}, true)
    printer.line('a\nb\x1b[2J', { style: 'bad', text: '\x1b]0;t\x07' })
    expect(human.text).toBe('a\\u{a}b\\u{1b}[2J\x1b[31m\\u{1b}]0;t\\u{7}\x1b[39m\n')
  })

  it('prints laid out text with one final newline', () => {
    const { human, printer } = printing()
    for (const text of ['a\n\tb', 'c\n', '', '\n', 'd\x1b\r']) printer.lines(text)
    expect(human.text).toBe('a\n\tb\nc\n\nd\\u{1b}\\u{d}\n')
  })

  it.each([
    [{}, true, '\x1b[32mok\x1b[39m\n'],
    [{ NO_COLOR: '' }, true, '\x1b[32mok\x1b[39m\n'],
    [{ NO_COLOR: '1' }, true, 'ok\n'],
    [{ TERM: 'dumb' }, true, 'ok\n'],
    [{}, false, 'ok\n'],
  ] as const)('with %j and a terminal: %s', (environment, isTTY, shown) => {
    const { human, printer } = printing(environment, isTTY)
    printer.line({ style: 'good', text: 'ok' })
    expect(human.text).toBe(shown)
  })

  it('waits for both streams', async () => {
    const pending: (() => void)[] = []
    const slow = { write: (_: string, written?: () => void) => written && pending.push(written) }
    const printer = new Printer({ payload: slow, human: slow, environment: {} })
    let flushed = false
    const flushing = printer.flush().then(() => (flushed = true))
    pending.shift()?.()
    await Promise.resolve()
    expect(flushed).toBe(false)
    pending.shift()?.()
    expect(await flushing).toBe(true)
  })
})

describe('progress', () => {
  it('a terminal sees a line that the next one replaces; control characters stay out of it', () => {
    const human = new TextSink(true)
    const printer = new Printer({ payload: new TextSink(), human, environment: { NO_COLOR: '1' } })
    printer.progress('1/3 \x1b[2J')
    printer.progress('2/3')
    printer.line('done')
    expect(human.text).toBe('\r\x1b[2K1/3 \\u{1b}[2J\r\x1b[2K2/3\r\x1b[2Kdone\n')
  })

  it('nobody else sees it', () => {
    const human = new TextSink()
    const printer = new Printer({ payload: new TextSink(), human, environment: {} })
    printer.progress('1/3')
    printer.line('done')
    expect([human.text, printer.showsProgress]).toEqual(['done\n', false])
  })
})
