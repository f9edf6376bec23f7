// The form of a case: sections that begin with `-- title --`. reason and config, files by path, then what is expected.

/** One case. `head` is its text up to the expected sections, as written. */
export interface Case {
  readonly head: string
  readonly reason: string
  readonly config: string | undefined
  readonly files: readonly { readonly path: string; readonly text: string }[]
  readonly changes: string
  readonly results: string
}

const TITLE = /^-- (.+) --$/

/**
 * Reads a case. A file whose title ends in ` (crlf)` gets CRLF line breaks, in one that ends in ` (open)` the last line
 * has none. Throws on a section that is missing or not known: the case's author made an error.
 */
export function parseCase(text: string): Case {
  const sections: { title: string; lines: string[] }[] = []
  for (const line of text.replace(/\n$/, '').split('\n')) {
    const title = TITLE.exec(line)?.[1]
    if (title !== undefined) sections.push({ title, lines: [] })
    else if (sections.length === 0) throw new Error('a case begins with -- reason --')
    else sections.at(-1)!.lines.push(line)
  }
  const bodyOf = (title: string): string | undefined => sections.find((section) => section.title === title)?.lines.join('\n').trim()
  const reason = bodyOf('reason')
  if (sections[0]?.title !== 'reason' || reason === undefined || reason === '') throw new Error('a case begins with -- reason -- and a sentence')
  const special = new Set(['reason', 'config', 'changes', 'results'])
  const files = sections.filter(({ title }) => !special.has(title)).map(({ title, lines }) => fileOf(title, lines))
  if (files.length === 0) throw new Error('a case has at least one file')
  const config = sections.find(({ title }) => title === 'config')?.lines
  const expected = text.search(/^-- changes --$/m)
  return {
    head: expected === -1 ? `${text.trimEnd()}\n` : text.slice(0, expected),
    reason,
    config: config === undefined ? undefined : `${config.join('\n').trimEnd()}\n`,
    files,
    changes: bodyOf('changes') ?? '',
    results: bodyOf('results') ?? '',
  }
}

function fileOf(title: string, lines: readonly string[]): { path: string; text: string } {
  const [, path, form] = /^(.+?)(?: \((crlf|open)\))?$/.exec(title)!
  const newline = form === 'crlf' ? '\r\n' : '\n'
  return { path: path!, text: lines.join(newline) + (form === 'open' ? '' : newline) }
}

/** The text of a case with these expected sections. */
export function printCase(head: string, changes: string, results: string): string {
  const body = (text: string): string => (text === '' ? '' : `${text}\n`)
  return `${head}-- changes --\n${body(changes)}-- results --\n${body(results)}`
}
