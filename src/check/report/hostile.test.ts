import { expect, test } from 'vitest'
import type { Result } from '#krm/result.ts'
import { fingerprintsOf } from './fingerprint.ts'
import { formatReport, REPORT_FORMATS } from './formats.ts'
import { MOST_BYTES } from './markdown.ts'
import { reportOf } from './sample.ts'

const HOSTILE = [
  '::error::forged',
  'a\n::set-output name=x::y',
  'a\r\n::add-mask::z',
  'a%0A::stop-commands::t',
  '##[add-mask]x',
  '\x1b]0;title\x07 \x1b[31mred',
  '\u202eright to left',
  '${{ secrets.TOKEN }} $(id) `id`',
  '<script>alert(1)</script> <!-- x -->',
  '| a | b |\n|---|---|',
  '@octocat fixes #1, see https://example.com/x?a=b',
  '[x](javascript:alert(1)) ![y](http://example.com/z.png)',
  ']]> & " \u0000 \ufffe',
  '\ud800 half a pair',
  'x'.repeat(100_000),
]

const findings: Result[] = HOSTILE.map((message, line) => ({ code: 'SET003', severity: 'error', message, place: { file: `dir,a:b%/${message.slice(0, 20)}`, position: { line: line + 1, column: 1 }, field: message.slice(0, 9) } }))

test('github: every line is one command of ours, whatever a message says', () => {
  const lines = formatReport('github', reportOf(findings)).trimEnd().split('\n')
  expect(lines).toHaveLength(11)
  for (const line of lines) expect(line).toMatch(/^::(?:error|notice) [^:]*::/)
  expect(lines.join('')).not.toMatch(/[\r\x1b\u202e]/)
  expect(formatReport('github', reportOf([{ message: 'a%0A::x::' }]))).toBe('::notice::a%250A::x::\n')
})

test('text and markdown hold nothing that acts on a terminal', () => {
  for (const format of ['text', 'markdown', 'junit'] as const) expect(formatReport(format, reportOf(findings)), format).not.toMatch(/[^\n\P{Cc}]|[\u202e\ud800]/u)
})

test('markdown: no HTML, no mention, no reference, no link; within the limit and says what is left out', () => {
  const text = formatReport('markdown', reportOf(findings)).replaceAll(/^### (`+).*\1$/gm, '')
  expect(text).not.toMatch(/<(?!br>|!-- -->)/)
  expect(text).not.toMatch(/[@#]\w|https:\/\/|(?<!\\)[[\]`]/)
  const many = Array.from({ length: 5000 }, (_, line): Result => ({ code: 'SET003', severity: 'error', message: 'x'.repeat(100), place: { file: 'a', position: { line, column: 1 } } }))
  const long = formatReport('markdown', reportOf(many))
  expect(Buffer.byteLength(long)).toBeLessThanOrEqual(MOST_BYTES)
  expect(long).toMatch(/\d+ more findings not shown here\.\n$/)
})

test('github: at most ten of a kind, and the last notice counts the others', () => {
  const many = ['error', 'warning', 'info'].flatMap((severity) => Array.from({ length: 20 }, (_, line): Result => ({ severity: severity as 'error', message: `${line}` })))
  const lines = formatReport('github', reportOf([...many, ...many])).trimEnd().split('\n')
  expect(lines.map((line) => /^::\w+/.exec(line)![0])).toEqual([...Array(10).fill('::error'), ...Array(10).fill('::warning'), ...Array(10).fill('::notice')])
  expect(lines.at(-1)).toContain('31 more findings')
})

test('every format is deterministic and takes anything', () => {
  for (const format of REPORT_FORMATS) expect(formatReport(format, reportOf(findings))).toBe(formatReport(format, reportOf(findings.toReversed().toReversed())))
})

test('a fingerprint stays when lines move, and differs between findings that are alike', () => {
  const at = (line: number): Result => ({ code: 'SET003', message: `see a.yaml:${line}:3`, place: { file: 'b.yaml', position: { line, column: 1 } } })
  const [first] = fingerprintsOf([at(1)])
  expect(fingerprintsOf([at(7)])).toEqual([first])
  expect(new Set(fingerprintsOf([at(1), at(2)])).size).toBe(2)
})
