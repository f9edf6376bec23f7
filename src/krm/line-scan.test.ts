import { describe, expect, it } from 'vitest'
import { LineScanner } from './line-scan.ts'
import { formatPath } from './tree.ts'

const scanner = new LineScanner()

/** `path style text comment` of every value, and the line at which the scanner stopped, if it did. */
function scanned(text: string, isItem = false): string[] {
  const seen: string[] = []
  const regular = scanner.scan(text, 0, text.length, isItem, ({ value }) => {
    const comment = value.commentStart === -1 ? '' : ` ${text.slice(value.commentStart, value.commentEnd)}`
    seen.push(`${formatPath(scanner.path())} ${value.style} ${text.slice(value.start, value.end)}${comment}`.trimEnd())
  })
  if (!regular) seen.push(`stopped at ${JSON.stringify(text.slice(scanner.stoppedAt).split('\n', 1)[0])}`)
  return seen
}

describe('LineScanner', () => {
  it('passes every key and scalar item', () => {
    const text = `# head
kind: Deployment
metadata: # about
  name: "upf"
  labels: {}
spec:
  args:
  - -c
  - '../upf.yaml' # file
  containers:
    - name: upf
      ports:
      - 8805
      -
        n: 1
  - - x
`
    expect(scanned(text.replace('  - - x\n', ''))).toEqual([
      'kind plain Deployment',
      'metadata none  # about',
      'metadata.name double "upf"',
      'metadata.labels flow {}',
      'spec none',
      'spec.args none',
      'spec.args[0] plain -c',
      "spec.args[1] single '../upf.yaml' # file",
      'spec.containers none',
      'spec.containers[0].name plain upf',
      'spec.containers[0].ports none',
      'spec.containers[0].ports[0] plain 8805',
      'spec.containers[0].ports[1] none',
      'spec.containers[0].ports[1].n plain 1',
    ])
  })

  it('takes its base column from the first line', () => {
    expect(scanned('  a: 1\n  b:\n    c: 2\n')).toEqual(['a plain 1', 'b none', 'b.c plain 2'])
    expect(scanned('  a: 1\nb: 2\n').at(-1)).toBe('stopped at "b: 2"')
  })

  it('reads a list item from its dash', () => {
    expect(scanned('- a: 1\n  b: 2\n', true)).toEqual(['a plain 1', 'b plain 2'])
    expect(scanned('- # head\n  a: 1\n', true)).toEqual(['a plain 1'])
    expect(scanned('-\n  a: 1\n', true)).toEqual(['a plain 1'])
    expect(scanned('-a: 1\n', true)).toEqual(['stopped at "-a: 1"'])
  })

  it('passes over block scalars, whatever stands in them', () => {
    const text = 'a: | # c\n  x: [\n\n   deeper\n  # no comment\n# comment\nb: >-\n  y\nc: |2+\n    z\n\nd: 1\n'
    expect(scanned(text)).toEqual(['a block | # c', 'b block >-', 'c block |2+', 'd plain 1'])
  })

  it('knows CRLF and texts without a last line break', () => {
    expect(scanned('a: 1\r\nb:\r\n- x\r\n')).toEqual(['a plain 1', 'b none', 'b[0] plain x'])
    expect(scanned('a: 1\nb: |\n  x')).toEqual(['a plain 1', 'b block |'])
  })

  it('knows keys in quotes and odd keys', () => {
    expect(scanned('"a": 1\n\'b/c\': 2\n-x: 3\n__proto__: 4\n')).toEqual(['a plain 1', '[b/c] plain 2', '-x plain 3', '__proto__ plain 4'])
  })

  it.each([
    ['a repeated key', 'a: 1\nb: 2\na: 3\n', 'a: 3'],
    ['a scalar over two lines', 'a: x\n  y\n', '  y'],
    ['a value below its key', 'a:\n  x\n', '  x'],
    ['escapes', 'a: "\\n"\n', 'a: "\\n"'],
    ['a filled flow map', 'a: {b: 1}\n', 'a: {b: 1}'],
    ['an anchor', 'a: &x 1\n', 'a: &x 1'],
    ['an alias', 'a: *x\n', 'a: *x'],
    ['a tag', 'a: !!str 1\n', 'a: !!str 1'],
    ['a template', 'a: {{ x }}\n', 'a: {{ x }}'],
    ['an explicit key', '? a\n: 1\n', '? a'],
    ['a tab', 'a:\t1\n', 'a:\t1'],
    ['a tab in front', 'a:\n\tb: 1\n', '\tb: 1'],
    ['a document marker', 'a: 1\n---\nb: 2\n', '---'],
    ['a document end', 'a: 1\n...\n', '...'],
    ['a directive', '%YAML 1.2\na: 1\n', '%YAML 1.2'],
    ['a key that is out of line', 'a:\n  b: 1\n c: 2\n', ' c: 2'],
    ['a deeper key below a value', 'a: 1\n  b: 2\n', '  b: 2'],
    ['two colons', 'a: b: c\n', 'a: b: c'],
    ['text behind quotes', 'a: "b" c\n', 'a: "b" c'],
    ['a comment that is none', 'a: "b"#c\n', 'a: "b"#c'],
    ['a list as the root', '- a\n- b\n', '- a'],
    ['a header that is none', 'a: |--\n  x\n', 'a: |--'],
    ['a blank line deeper than a block scalar', 'a: |\n     \n  x\n', '     '],
    ['blanks at the end of a block scalar and of the text', 'a: |\n  x\n   ', '   '],
    ['an empty key', '"": 1\n', '"": 1'],
    ['a control character in a comment', 'a: 1 # \u0001\n', 'a: 1 # \u0001'],
    ['a control character in a block scalar', 'a: |\n  \u001b\n', '  \u001b'],
    ['a line break of Go in a comment', 'a: 1 # x\u2028b: 2\n', 'a: 1 # x\u2028b: 2'],
    ['a byte order mark', '\ufeffa: 1\n', '\ufeffa: 1'],
    ['a lone carriage return', 'a: 1\rb: 2\n', 'a: 1\rb: 2'],
    ['a key of 2,000 characters', `${'k'.repeat(2000)}: 1\n`, `${'k'.repeat(2000)}: 1`],
    ['a closing bracket', 'a: ]\n', 'a: ]'],
  ])('hands %s to the parser', (_, text, line) => {
    expect(scanned(text).at(-1)).toBe(`stopped at ${JSON.stringify(line)}`)
  })

  it('hands an empty text, a comment and very deep nesting to the parser', () => {
    expect(scanner.scan('', 0, 0, false, () => undefined)).toBe(false)
    expect(scanner.scan('# c\n', 0, 4, false, () => undefined)).toBe(false)
    const deep = Array.from({ length: 150 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('')
    expect(scanner.scan(deep, 0, deep.length, false, () => undefined)).toBe(false)
  })

  it('scans a part of a text', () => {
    const text = 'a: 1\n---\nb: 2\n---\nc: 3\n'
    const seen: string[] = []
    expect(scanner.scan(text, 9, 14, false, () => seen.push(formatPath(scanner.path())))).toBe(true)
    expect(seen).toEqual(['b'])
  })
})
