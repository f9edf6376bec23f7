import { describe, expect, it } from 'vitest'
import { LIMITS } from './limits.ts'
import { parseTree } from './parse.ts'
import { parseWithEvents } from './tree-events.ts'
import { parseWithReference } from './tree-fallback.ts'
import { scanTree } from './tree-scan.ts'
import { childrenOf, scalarText, scalarValue, type TreeNode } from './tree.ts'

/** The text of every leaf in order, keys included. */
function leaves(text: string, node: TreeNode): string[] {
  if (node.kind === 'scalar') return [scalarText(text, node)]
  return node.kind === 'alias' ? [`*${node.target}`] : childrenOf(node).flatMap((child) => leaves(text, child))
}

function problemsOf(text: string): string[] {
  const parsed = parseTree(text)
  return 'problems' in parsed ? parsed.problems.map(({ code, message, offset, also }) => `${code} ${offset}${also === undefined ? '' : `/${also}`} ${message}`) : []
}

function rootOf(text: string): TreeNode {
  const parsed = parseTree(text)
  if ('problems' in parsed) throw new Error(parsed.problems[0]!.message)
  return parsed.root
}

describe('the trees of the tiers', () => {
  const texts = {
    'a manifest': 'apiVersion: v1 # v\nkind: ConfigMap\nmetadata:\n  name: "a"\n  labels: {}\ndata:\n  # c\n  x: |\n    l1\n\n    l2\n  y: \'z\'\nl:\n- a\n- b: 1\n  c:\n    - d\n',
    'a root map indented by 2': '  a: 1\n  b:\n    c: x\n',
    'CRLF': 'a: 1\r\nb: |\r\n  x\r\n\r\nc:\r\n- y\r\n',
    'no last line break': 'a: |\n  x',
    'block scalars with blank lines': 'a: |+\n  x\n\n\nb: >-\n\n  y\n\n# c\nc: |2\n    z\n   \n',
  }
  it.each(Object.entries(texts))('are the same for %s', (_, text) => {
    const events = parseWithEvents(text)
    expect(scanTree(text)).toEqual(events)
    expect(parseWithReference(text)).toEqual(events)
  })

  const irregular = {
    'flow and JSON': '{"a": [1, {"b": null}], c: , d}\n',
    'unbraced pairs': 'a: [b: c, d]\n',
    'explicit keys': '? a\n: b\n? c\n',
    'tags and anchors': 'a: &x !!str 1\nb: *x\nc: !t\n  d: &y\n  - e\n&k k: &v v\n',
    'scalars over several lines': 'a: x\n  y\n\n  z\nb: "p\n  q"\nc:\n  r\n',
    'comments in flow': 'a: [x, # c\n  y # d\n  , z]\n',
  }
  it.each(Object.entries(irregular))('of the parsers are the same for %s', (_, text) => {
    expect(scanTree(text)).toBeUndefined()
    expect(parseWithReference(text)).toEqual(parseWithEvents(text))
  })

  it('fall back to the reference parser for a closing bracket at its key\'s column', () => {
    const text = 'args: [\n  a\n]\nb: 1\n'
    expect(leaves(text, rootOf(text))).toEqual(['args', 'a', 'b', '1'])
  })

  it('know where a value follows its key', () => {
    const root = rootOf('? a\n: b\nc:\n  d: {e: , f}\n')
    if (root.kind !== 'map') throw new Error('no map')
    expect(root.entries.map(({ start, colon }) => [start, colon])).toEqual([[0, 5], [8, 10]])
    const inner = root.entries[1]!.value
    const flow = inner.kind === 'map' ? inner.entries[0]!.value : inner
    expect(flow.kind === 'map' && flow.entries.map(({ start, colon }) => [start, colon])).toEqual([[17, 19], [22, -1]])
  })
})

describe('parseTree', () => {
  it('reads values as Go parsers do', () => {
    const text = 'a: |\n  x'
    const root = rootOf(text)
    expect(root.kind === 'map' && scalarValue(text, root.entries[0]!.value as never)).toBe('x')
  })

  it('folds plain scalars at blanks and tabs only: a no-break space is content', () => {
    const text = 'a: x\u00a0\n  \u00a0y\n'
    expect(leaves(text, rootOf(text))).toEqual(['a', 'x\u00a0 \u00a0y'])
  })

  it('keeps NEL, U+2028 and emoji in quotes and block scalars', () => {
    const text = 'a: "x\u0085y"\nb: \'\u2028\'\nc: 😀\nd: |\n  \u2029\n'
    expect(leaves(text, rootOf(text))).toEqual(['a', 'x\u0085y', 'b', '\u2028', 'c', '😀', 'd', '\u2029\n'])
  })

  it('takes evil keys for keys', () => {
    expect(leaves('__proto__: 1\nconstructor: {toString: 2}\n', rootOf('__proto__: 1\nconstructor: {toString: 2}\n'))).toEqual(['__proto__', '1', 'constructor', 'toString', '2'])
  })

  it('accepts a leading marker and a trailing end', () => {
    expect(leaves('--- # c\na: 1\n...\n', rootOf('--- # c\na: 1\n...\n'))).toEqual(['a', '1'])
  })

  it.each([
    ['a repeated key, with both places', 'a: 1\nb: 2\n"a": 3\n', ['YML002 10/0 the key "a" stands twice in one map; kpt would give both the first value']],
    ['a template', 'a: {{ x }}\n', ['YML004 4 a map key is itself a map or a list (an unquoted {{ … }}?); write keys as plain text or quote the value']],
    ['a control character', 'a: "\u0001"\n', ['YML007 4 U+0001 is a character that YAML does not allow; write it as an escape in double quotes']],
    ['a lone carriage return', 'a: 1\rb: 2\n', ['YML007 4 U+000D is a carriage return without a line feed; some parsers take it for a line break; write it as an escape in double quotes']],
    ['a line break of Go in a comment', 'a: 1 # x\u2028b: 2\n', ['YML007 8 U+2028 is a line break to kubectl and kpt, and none to others; write it as an escape in double quotes or remove it']],
    ['a byte order mark in the middle', 'a: 1\n\ufeffb: 2\n', ['YML007 5 U+FEFF is a byte order mark in the middle of the text; write it as an escape in double quotes or remove it']],
    ['an unknown escape', 'a: "\\/\\q"\n', ['YML001 6 not valid YAML: Invalid escape sequence \\q']],
    ['a tab as indentation', 'a:\n\tb: 1\n', ['YML001 3 not valid YAML: Tabs are not allowed as indentation']],
    ['two documents', 'a: 1\n---\nb: 2\n', ['YML001 5 not valid YAML: another document begins; one was expected']],
    ['empty text', '', ['YML001 0 not valid YAML: the document is empty']],
    ['comments only', '# c\n', ['YML001 0 not valid YAML: the document is empty']],
    ['a key over two lines', 'a: 1\nb\n  : 2\n', ['YML001 5 not valid YAML: a key is missing, or does not stand on one line with its colon']],
  ])('refuses %s', (_, text, problems) => {
    expect(problemsOf(text)).toEqual(problems)
  })

  it.each([
    ['a value beside a value', "a:\n  - '*'  b:\n  - c\n"],
    ['a key behind a closed string', "a:\n- \"\"'b': x\nc: 1\n"],
    ['a missing key', ': a: b\n'],
    ['a tab before a root key', '\ta: 1\n'],
    ['a quoted string without an end', 'a: "x\n'],
    ['a block scalar whose first line is a tab', 'a: |\n \tx\n'],
  ])('refuses %s, which one parser lets pass', (_, text) => {
    expect(problemsOf(text)[0]).toMatch(/^YML001 /)
  })

  it('names depth by its limit, for any nesting and whatever else is wrong', () => {
    const deep = [`a: ${'['.repeat(200)}${']'.repeat(200)}`, `a: ${'{b: '.repeat(200)}1${'}'.repeat(200)}`, `${'- '.repeat(200)}x`]
    const block = Array.from({ length: 200 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')
    for (const text of [...deep, block]) expect(problemsOf(text)).toEqual([expect.stringMatching(/^YML003 \d+ nested deeper than 128 levels$/)])
    expect(problemsOf('a: {depth: [}\n')[0]).toMatch(/^YML001/)
  })

  it('limits keys, aliases, and lines and length of a scalar', () => {
    const keys = Array.from({ length: LIMITS.keysPerMap + 1 }, (_, at) => `k${at}: 1`).join('\n')
    const aliases = `a: &x 1\nb: [${'*x, '.repeat(LIMITS.aliases)}*x]\n`
    const lines = `a: |\n${'  x\n'.repeat(LIMITS.scalarLines + 1)}`
    const long = `a: ${'x'.repeat(LIMITS.scalarLength + 1)}\n`
    expect([keys, aliases, lines, long].map((text) => problemsOf(text)[0])).toEqual([
      `YML003 0 a map has 20001 keys, the limit is 20000`,
      expect.stringMatching(/^YML003 \d+ more than 1000 aliases$/),
      'YML003 3 a scalar is 50002 lines long, the limit is 50000',
      'YML003 3 a scalar is longer than 2097152 characters',
    ])
  })

  it.each([
    ['of nothing', 'a: *x\n', ['YML008 3 the alias *x stands for nothing: no &x stands before it']],
    ['of what comes later', 'a: *x\nb: &x 1\n', ['YML008 3 the alias *x stands for nothing: no &x stands before it']],
    ['of itself', 'a: &x\n  b: *x\n', ['YML008 11 the alias *x stands inside the node that &x names: it would hold itself']],
    ['of itself, beside another of its name', 'a: &x 1\nb: &x [*x]\n', ['YML008 15 the alias *x stands inside the node that &x names: it would hold itself']],
    ['as a key', '*x : 1\n', ['YML008 0 the alias *x stands for nothing: no &x stands before it']],
    ['again and again', '- *x\n- *y\n', ['YML008 2 the alias *x stands for nothing: no &x stands before it', 'YML008 7 the alias *y stands for nothing: no &y stands before it']],
  ])('refuses an alias %s', (_, text, problems) => {
    expect(problemsOf(text)).toEqual(problems)
  })

  it('limits what aliases unfold into, not what stands there', () => {
    const levels = Array.from({ length: 9 }, (_, level) => `a${level + 1}: &a${level + 1} [${`*a${level}, `.repeat(10)}]`)
    expect(problemsOf(['a0: &a0 x', ...levels].join('\n'))).toEqual([expect.stringMatching(/^YML003 \d+ its aliases unfold into more than 100000 nodes$/)])
    expect(problemsOf(['a0: &a0 x', ...levels.slice(0, 3), `b: [${'x, '.repeat(150_000)}]`].join('\n'))).toEqual([])
  })
})
