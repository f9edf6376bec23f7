import { describe, expect, it } from 'vitest'
import { FieldError } from './field.ts'
import type { PlainValue } from './print.ts'
import type { ResourceForm } from './origin.ts'
import { Resource } from './resource.ts'
import type { Path } from './tree.ts'

function resource(text: string, form: ResourceForm = 'document', path = 'a.yaml', linesBefore?: number): Resource {
  return new Resource(text, form, { path, index: 0, ...(linesBefore !== undefined && { linesBefore }) })
}

/** The text after `value` was set at a path like `spec.containers.0.name`. */
function set(text: string, path: string, value: PlainValue, form: ResourceForm = 'document', file = 'a.yaml'): string {
  const target = resource(text, form, file)
  target.field(...steps(path)).set(value)
  return target.text
}

function remove(text: string, path: string, form: ResourceForm = 'document'): string {
  const target = resource(text, form)
  target.field(...steps(path)).remove()
  return target.text
}

function insert(text: string, path: string, index: number, value: PlainValue): string {
  const target = resource(text)
  target.field(...steps(path)).insertItem(index, value)
  return target.text
}

function steps(path: string): Path {
  return path === '' ? [] : path.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step))
}

const TEXT = `kind: Deployment
spec: # the spec
  # about replicas
  replicas: 017 # kpt-set: \${n}
  paused: no
  empty:
  args: [a, "b"]   # flow
  containers:
  - name: upf
    script: | # run
      echo
  - # second
    name: smf
`

describe('a field', () => {
  const { field } = { field: (path: string) => resource(TEXT, 'document', 'a.yaml', 10).field(...steps(path)) }

  it('reads values as the API server does', () => {
    expect(field('spec.replicas').value).toBe(15)
    expect(field('spec.paused').value).toBe(false)
    expect(field('spec.empty').value).toBeNull()
    expect(field('spec.missing').value).toBeUndefined()
    expect(field('spec.args').value).toEqual(['a', 'b'])
    expect(field('spec.containers.0').value).toEqual(new Map([['name', 'upf'], ['script', 'echo\n']]))
    expect([field('kind').string, field('spec.replicas').string, field('spec.replicas').scalarText]).toEqual(['Deployment', undefined, '017'])
  })

  it('knows whether it is there', () => {
    expect(['spec.empty', 'spec.missing', 'spec.args.1', 'spec.args.2', 'spec.args.x', 'kind.x', ''].map((path) => field(path).exists)).toEqual([
      true, false, true, false, false, false, true,
    ])
  })

  it('names itself and its children', () => {
    expect(field('spec.containers.1.name').name).toBe('spec.containers[1].name')
    expect(field('spec').child('a.b/c').name).toBe('spec[a.b/c]')
    expect(field('spec.args').children().map(({ name }) => name)).toEqual(['spec.args[0]', 'spec.args[1]'])
    expect(field('spec').children().map(({ name }) => name)).toEqual(['spec.replicas', 'spec.paused', 'spec.empty', 'spec.args', 'spec.containers'])
    expect(field('kind').children()).toEqual([])
  })

  it('says where it stands in the file, a missing one where it would be', () => {
    expect(field('spec.replicas').position).toEqual({ line: 14, column: 13 })
    expect(field('spec.containers.1').position).toEqual({ line: 23, column: 5 })
    expect(field('spec.missing.deeper').position).toEqual({ line: 14, column: 3 })
    expect(resource(TEXT).field('kind').position).toBeUndefined()
  })

  it('stays where the author put it, whatever was edited before it', () => {
    const target = resource(TEXT, 'document', 'a.yaml', 10)
    target.field('metadata', 'name').set('x')
    target.field('spec', 'replicas').set(100_000)
    target.field('spec', 'new').set(['l'])
    expect(target.field('spec', 'paused').position).toEqual({ line: 15, column: 11 })
    expect(target.field('spec', 'new').position).toEqual({ line: 24, column: 1 })
  })

  it('has the comment of its line', () => {
    expect(['spec', 'spec.replicas', 'spec.args', 'spec.args.0', 'spec.containers.0.script', 'spec.containers.1', 'spec.containers', 'kind', 'spec.x', ''].map((path) => field(path).lineComment)).toEqual([
      '# the spec', '# kpt-set: ${n}', '# flow', undefined, '# run', '# second', undefined, undefined, undefined, undefined,
    ])
    const flow = resource('a: [x, # one\n  y # two\n  ]\nb: &t !!map # anchored\n  c: 1\n')
    expect([flow.field('a', 0).lineComment, flow.field('a', 1).lineComment, flow.field('b').lineComment]).toEqual(['# one', '# two', '# anchored'])
  })

  it('follows aliases to the last anchor of their name before them', () => {
    const target = resource('a: &x {b: 1}\nc: *x\nd: &x 2\ne: *x\n')
    expect(target.field('c').value).toEqual(new Map([['b', 1]]))
    expect(target.field('e').value).toBe(2)
  })

  it('has no value where an alias stands for nothing, for what is around it, or for too much', () => {
    const levels = Array.from({ length: 30 }, (_, level) => `a${level + 1}: &a${level + 1} [*a${level}, *a${level}]`)
    for (const text of ['a: 1\nd: *nothing\n', 'a: 1\ne: &e [*e]\n', ['a: &a0 x', ...levels].join('\n')]) {
      expect(resource(text).field('a').value).toBeUndefined()
      expect(resource(text).problems()).not.toEqual([])
    }
  })
})

describe('setting a scalar', () => {
  it.each([
    ['keeps double quotes', 'a: "x" # c\n', 'y', 'a: "y" # c\n'],
    ['keeps single quotes', "a: 'x'\n", "it's", "a: 'it''s'\n"],
    ['quotes what would be no string', 'a: x\n', 'yes', 'a: "yes"\n'],
    ['takes quotes off a number', 'a: "8080"\n', 8080, 'a: 8080\n'],
    ['writes null', 'a: x\n', null, 'a: null\n'],
    ['keeps blanks before the value and the comment', 'a:   x   # c\n', 'v', 'a:   v   # c\n'],
    ['fills an empty value', 'a:\nb: 1\n', 'v', 'a: v\nb: 1\n'],
    ['fills an empty value before its comment', 'a: # c\n', 'v', 'a: v # c\n'],
    ['gives an explicit key its value', '? a\nb: 1\n', 'v', '? a\n: v\nb: 1\n'],
    ['gives an explicit key a map', '? a\nb: 1\n', new Map([['c', 1]]), '? a\n:\n  c: 1\nb: 1\n'],
    ['keeps a value on the line below its key', 'a:\n  x\nb: 1\n', 'v', 'a:\n  v\nb: 1\n'],
    ['replaces a scalar over two lines', 'a: x\n  y # c\nb: 1\n', 'z', 'a: z # c\nb: 1\n'],
    ['puts a literal block below its comment', 'a: x # c\nb: 1\n', 'l1\nl2\n', 'a: | # c\n  l1\n  l2\nb: 1\n'],
    ['keeps a literal block', 'a: |  # c\n    x\n\nb: 1\n', 'y\nz', 'a: |-  # c\n  y\n  z\n\nb: 1\n'],
    ['takes a folded block to double quotes', 'a: >\n  x\nb: 1\n', 'y\n', 'a: "y\\n"\nb: 1\n'],
    ['puts one line in place of a block', 'a: | # c\n  x\nb: 1\n', 5, 'a: 5 # c\nb: 1\n'],
    ['drops a tag that no longer fits', 'a: !!int "5" # c\n', 'x', 'a: "x" # c\n'],
    ['keeps !!str', 'a: !!str 5\n', '6', 'a: !!str 6\n'],
    ['drops !!str before a number', 'a: !!str 5\n', 6, 'a: 6\n'],
    ['works inside brackets', 'l: {a: x, b: 1}\n', 'p, q', "l: {a: 'p, q', b: 1}\n"],
    ['never breaks a line inside brackets', 'l: {a: x}\n', 'p\nq', 'l: {a: "p\\nq"}\n'],
    ['fills an empty value inside brackets', 'l: {a: , b: 1}\n', 'x', 'l: {a: x, b: 1}\n'],
    ['gives a key without a colon its value', 'l: {a, b: 1}\n', 'x', 'l: {a: x, b: 1}\n'],
    ['keeps CRLF', 'a: x # c\r\nb: 1\r\n', 'l1\nl2\n', 'a: | # c\r\n  l1\r\n  l2\r\nb: 1\r\n'],
    ['keeps an open end', 'b: 1\na: x', 'v', 'b: 1\na: v'],
    ['writes values with characters of all kinds', 'a: x\n', 'NEL \u0085 LS \u2028 😀', 'a: "NEL \\N LS \\L 😀"\n'],
    ['works below an explicit key', '? a\n: x # c\n', 'v', '? a\n: v # c\n'],
  ] as const)('%s', (_, before, value, after) => {
    const path = before.startsWith('l:') ? 'l.a' : 'a'
    expect(set(before, path, value)).toBe(after)
    expect(set(after, path, value)).toBe(after)
  })

  it('gives a literal block at the end of a file the line break that is part of it', () => {
    expect(set('b: 1\na: x', 'a', 'l1\nl2\n')).toBe('b: 1\na: |\n  l1\n  l2\n')
    expect(set('a: |\n  x', 'a', 'x\n')).toBe('a: |\n  x\n')
  })

  it('does nothing when the value is there, however it is spelt', () => {
    for (const [text, value] of [['a: 017\n', 15], ['a: no\n', false], ['a: ~\n', null], ["a: 'x'\n", 'x'], ['a: |\n  x', 'x'], ['a:\n', null]] as const) {
      expect(set(text, 'a', value)).toBe(text)
    }
  })

  it('writes no literal block where a comment or blanks below would become part of it', () => {
    expect(set('a: x\n  # deeper\nb: 1\n', 'a', 'l1\nl2')).toBe('a: "l1\\nl2"\n  # deeper\nb: 1\n')
    expect(set('a: x\n    \nb: 1\n', 'a', 'l1\nl2')).toBe('a: "l1\\nl2"\n    \nb: 1\n')
    expect(set('a: x\n\nb: 1\n', 'a', 'l1\n\n')).toBe('a: "l1\\n\\n"\n\nb: 1\n')
    expect(set('a: x\n\nb: 1\n', 'a', 'l1\nl2\n')).toBe('a: |\n  l1\n  l2\n\nb: 1\n')
  })

  it('edits JSON as JSON', () => {
    expect(set('{"a": {"b": 1}}', 'a.b', 'yes', 'document', 'a.json')).toBe('{"a": {"b": "yes"}}')
    expect(set('{"a": {"b": 1}}', 'a.c', new Map([['d', [null]]]), 'flow')).toBe('{"a": {"b": 1, "c": {"d": [null]}}}')
    expect(set('{}', 'a.b', 'x', 'document', 'a.json')).toBe('{"a": {"b": "x"}}')
    expect(set('{\n  "a": 1,\n  "b": 2\n}\n', 'c', 3, 'document', 'a.json')).toBe('{\n  "a": 1,\n  "b": 2,\n  "c": 3\n}\n')
  })
})

describe('setting a map or list', () => {
  it.each([
    ['puts it below its key', 'a: x # c\nb: 1\n', { k: ['v'] }, 'a: # c\n  k:\n  - v\nb: 1\n'],
    ['puts a list at its key\'s column', 'a: x\nb: 1\n', ['v'], 'a:\n- v\nb: 1\n'],
    ['indents a list where the others are', 'a: x\nl:\n  - y\n', ['v'], 'a:\n  - v\nl:\n  - y\n'],
    ['fills an empty value', 'a: # c\nb: 1\n', { k: 1 }, 'a: # c\n  k: 1\nb: 1\n'],
    ['fills brackets on their line', 'a: {} # c\n', { k: 1 }, 'a: {k: 1} # c\n'],
    ['writes only what differs', 'a:\n  # about k\n  k: 1 # one\n  l: 2\n', { k: 1, m: 3 }, 'a:\n  # about k\n  k: 1 # one\n  m: 3\n'],
    ['does not see the order of keys', 'a:\n  k: 1\n  l: 2\n', { l: 2, k: 1 }, 'a:\n  k: 1\n  l: 2\n'],
    ['keeps the items that stay', 'a:\n- x # 1\n- u # 2\n- z # 3\n', ['w', 'u', 'z', 'v'], 'a:\n- w # 1\n- u # 2\n- z # 3\n- v\n'],
    ['empties a map on its key\'s line', 'a: # c\n  k: 1\nb: 1\n', {}, 'a: {} # c\nb: 1\n'],
    ['empties a list', 'a:\n- x\n- y\nb: 1\n', [], 'a: []\nb: 1\n'],
    ['puts a scalar in place of a map', 'a: # c\n  k: 1\n  # foot\nb: 1\n', 'x', 'a: x # c\n  # foot\nb: 1\n'],
    ['puts a list in place of a map', 'a: # c\n  # head\n  k: 1\nb: 1\n', ['v'], 'a: # c\n- v\nb: 1\n'],
    ['puts a map in place of a block scalar', 'a: | # c\n  x\n\nb: 1\n', { k: 1 }, 'a: # c\n  k: 1\n\nb: 1\n'],
    ['keeps inner brackets', 'a: {k: 1, l: [x]} # c\n', { k: 2, l: ['u', 'z'] }, 'a: {k: 2, l: [u, z]} # c\n'],
    ['keeps an indent of four', 'a:\n    k: 1\n', { k: 1, l: { m: 2 } }, 'a:\n    k: 1\n    l:\n      m: 2\n'],
  ] as const)('%s', (_, before, value, after) => {
    expect(set(before, 'a', value)).toBe(after)
    expect(set(after, 'a', value)).toBe(after)
  })

  it('begins a map behind its dash, where no comment stands', () => {
    expect(set('l:\n- x\n- y # c\n', 'l.0', { k: 1, m: 2 })).toBe('l:\n- k: 1\n  m: 2\n- y # c\n')
    expect(set('l:\n- x\n- y # c\n', 'l.1', { k: 1, m: 2 })).toBe('l:\n- x\n- # c\n  k: 1\n  m: 2\n')
    expect(set('l:\n- x\n', 'l.0', ['v'])).toBe('l:\n- - v\n')
  })

  it('refuses another root', () => {
    expect(() => set('a: 1\n', '', 'x')).toThrow(FieldError)
    expect(set('a: 1\n', '', { a: 2, b: 3 })).toBe('a: 2\nb: 3\n')
  })
})

describe('adding a key', () => {
  it.each([
    ['at the end of the root', 'a: 1\n', 'b', 'a: 1\nb: x\n'],
    ['at the end of a map', 's:\n  a: 1\nt: 1\n', 's.b', 's:\n  a: 1\n  b: x\nt: 1\n'],
    ['behind foot comments', 's:\n  a: 1\n  # foot\nt: 1\n', 's.b', 's:\n  a: 1\n  # foot\n\n  b: x\nt: 1\n'],
    ['before comments parted by a blank line', 'a: 1\n\n# end\n', 'b', 'a: 1\nb: x\n\n# end\n'],
    ['between a foot comment and one parted from it', 'a: 1\n# foot\n\n# end\n', 'b', 'a: 1\n# foot\n\nb: x\n\n# end\n'],
    ['before what describes the next key', 's:\n  a: 1\n# about t\nt: 1\n', 's.b', 's:\n  a: 1\n  b: x\n# about t\nt: 1\n'],
    ['to a root that is indented', '  a: 1\n', 'b', '  a: 1\n  b: x\n'],
    ['behind an empty value and its comment', 's:\n  a: # c\nt: 1\n', 's.b', 's:\n  a: # c\n  b: x\nt: 1\n'],
    ['behind a block scalar with blanks that are content', 'a: |\n  x\n   \n\n', 'b', 'a: |\n  x\n   \nb: x\n\n'],
    ['behind |+ and its blank lines', 'a: |+\n  x\n\n\n', 'b', 'a: |+\n  x\n\n\nb: x\n'],
    ['to an open end', 'a: 1', 'b', 'a: 1\nb: x'],
    ['to an open end with a comment', 'a: 1\n# foot', 'b', 'a: 1\n# foot\n\nb: x'],
    ['behind an open block scalar', 'a: |\n  x', 'b', 'a: |-\n  x\nb: x'],
    ['behind an open |2+', 'a: |2+\n    x', 'b', 'a: |2-\n    x\nb: x'],
    ['behind CRLF', 'a: 1\r\n', 'b', 'a: 1\r\nb: x\r\n'],
    ['to brackets', 's: {a: 1} # c\n', 's.b', 's: {a: 1, b: x} # c\n'],
    ['to brackets with an empty value', 's: {a: }\n', 's.b', 's: {a: , b: x }\n'],
    ['to brackets with a comma', 's: {a: 1,}\n', 's.b', 's: {a: 1, b: x}\n'],
    ['to brackets over several lines', 's: {\n  a: 1 # c\n}\n', 's.b', 's: {\n  a: 1, # c\n  b: x\n}\n'],
    ['to a pair without braces', 's: [a: 1]\n', 's.0.b', 's: [{a: 1, b: x}]\n'],
    ['to nothing', 'a: 1\ns:\n', 's.b', 'a: 1\ns:\n  b: x\n'],
    ['to null', 's: ~ # c\n', 's.b', 's: # c\n  b: x\n'],
    ['with maps on the way', 'a: 1\n', 's.t.0.b', 'a: 1\ns:\n  t:\n  - b: x\n'],
    ['to a map behind a dash', 'l:\n- a: 1\n- c: 1\n', 'l.0.b', 'l:\n- a: 1\n  b: x\n- c: 1\n'],
    ['to the item behind the last one', 'l:\n- a\n', 'l.1', 'l:\n- a\n- x\n'],
  ] as const)('%s', (_, before, path, after) => {
    expect(set(before, path, 'x')).toBe(after)
  })

  it('quotes keys where they need it', () => {
    const target = resource('a: 1\n')
    for (const key of ['', 'yes', '5', 'k: v', '# c', '__proto__']) target.field(key).set(1)
    expect(target.text).toBe('a: 1\n"": 1\n"yes": 1\n"5": 1\n\'k: v\': 1\n\'# c\': 1\n__proto__: 1\n')
  })

  it('edits a list item in the wire form', () => {
    expect(set('- a: 1\n', 'b', 'x', 'item')).toBe('- a: 1\n  b: x\n')
    expect(set('- # head\n  a: 1\n', 'm.o', 'x', 'item')).toBe('- # head\n  a: 1\n  m:\n    o: x\n')
    expect(set('- a: |\n    x', 'b', 'x', 'item')).toBe('- a: |-\n    x\n  b: x')
  })

  it.each([
    ['below a scalar', 'a: x\n', 'a.b'],
    ['at a name in a list', 'a: [x]\n', 'a.b'],
    ['far behind the end of a list', 'a: [x]\n', 'a.2'],
    ['at an index that cannot be the first', 'a: 1\n', 'b.1'],
    ['through an alias', 'a: &x {c: 1}\nb: *x\n', 'b.d'],
    ['in what an alias stands for', 'a: &x {c: 1}\nb: *x\n', 'a.c'],
    ['in place of what an alias stands for', 'a:\n  c: &x 1\nb: *x\n', 'a'],
    ['in a text that cannot be read', 'a: [\n', 'b'],
  ])('is refused %s', (_, text, path) => {
    const target = resource(text)
    expect(() => target.field(...steps(path)).set('new')).toThrow(FieldError)
    expect(target.text).toBe(text)
  })

  it('replaces an alias itself, and anchors that nothing refers to', () => {
    expect(set('a: &x 1\nb: *x\n', 'b', 2)).toBe('a: &x 1\nb: 2\n')
    expect(set('a: &x 1\n', 'a', 2)).toBe('a: &x 2\n')
  })
})

describe('removing', () => {
  it.each([
    ['takes comments straight above and beside', 'a: 1\n# about b\nb: 2 # two\nc: 3\n', 'b', 'a: 1\nc: 3\n'],
    ['leaves comments that are parted or stand otherwise', '# head\n\n  # deeper\nb: 2\n# foot\nc: 3\n', 'b', '# head\n\n  # deeper\n# foot\nc: 3\n'],
    ['takes deeper comments below', 's:\n  a: 1\n  # foot of a\n\n    # deeper\nt: 1\n', 's', 't: 1\n'],
    ['takes the lines of a block scalar, not blank lines below', 'a: |\n  x\n\nb: 1\n', 'a', '\nb: 1\n'],
    ['leaves {} of a map, on its key\'s line', 's: # c\n  a: 1\nt: 1\n', 's.a', 's: {} # c\nt: 1\n'],
    ['leaves [] of a list', 's:\n  # x\n\n  # about a\n  - a\nt: 1\n', 's.0', 's: []\n  # x\n\nt: 1\n'],
    ['leaves {} behind a dash', 'l:\n- a: 1 # c\n- b\n', 'l.0.a', 'l:\n- {}\n- b\n'],
    ['moves the next key up to its dash', 'l:\n- a: 1\n  b: 2\n', 'l.0.a', 'l:\n- b: 2\n'],
    ['moves the comment of the next key up', 'l:\n- a: 1\n\n  # about b\n  b: 2\n', 'l.0.a', 'l:\n- # about b\n  b: 2\n'],
    ['takes an item', 'l:\n- a\n# about b\n- b # two\n- c\n', 'l.1', 'l:\n- a\n- c\n'],
    ['takes the last key of an open text', 'a: 1\nb: 2', 'b', 'a: 1'],
    ['leaves a block scalar above its line break', 'a: |\n  x\nb: 2', 'b', 'a: |\n  x\n'],
    ['leaves no blank lines to |+', 'a: |+\n  x\nb: 2\n\nc: 3\n', 'b', 'a: |+\n  x\nc: 3\n'],
    ['works in CRLF', 'a: 1\r\nb: 2\r\n', 'b', 'a: 1\r\n'],
    ['works between brackets', 's: {a: 1, b: 2, c: 3}\n', 's.b', 's: {a: 1, c: 3}\n'],
    ['takes the last of brackets', 's: [a, b]\n', 's.1', 's: [a]\n'],
    ['takes the only one of brackets', 's: [ a ]\n', 's.0', 's: []\n'],
    ['takes lines between brackets', 's: [\n  a, # one\n  b, # two\n  c # three\n]\n', 's.1', 's: [\n  a, # one\n  c # three\n]\n'],
    ['takes the last line between brackets', 's: [\n  a, # one\n  b # two\n]\n', 's.1', 's: [\n  a # one\n]\n'],
    ['takes an explicit key', '? a\n: 1\nb: 2\n', 'a', 'b: 2\n'],
  ])('%s', (_, before, path, after) => {
    expect(remove(before, path)).toBe(after)
  })

  it('works on a list item in the wire form', () => {
    expect(remove('- a: 1\n  # about b\n  b: 2\n', 'a', 'item')).toBe('- # about b\n  b: 2\n')
    expect(remove('- a: 1\n', 'a', 'item')).toBe('- {}\n')
  })

  it('does nothing for what is not there, and refuses what an alias needs', () => {
    expect(remove('a: 1\n', 'b.c')).toBe('a: 1\n')
    expect(() => remove('a:\n  b: &x 1\nc: *x\n', 'a')).toThrow(FieldError)
    expect(remove('a:\n  b: &x 1\n  c: *x\nd: 1\n', 'a')).toBe('d: 1\n')
  })
})

describe('inserting an item', () => {
  it.each([
    ['at the head, above what describes the first', 'l:\n# a\n- a\n- b\n', 0, 'l:\n- x\n# a\n- a\n- b\n'],
    ['in the middle', 'l:\n- a\n# b\n- b\n', 1, 'l:\n- a\n- x\n# b\n- b\n'],
    ['at the end', 'l:\n- a # c\nm: 1\n', 9, 'l:\n- a # c\n- x\nm: 1\n'],
    ['before what describes the next key', 'l:\n- a\n# about m\nm: 1\n', 1, 'l:\n- a\n- x\n# about m\nm: 1\n'],
    ['behind a foot comment, in the place of its blank line', 'l:\n- a\n# foot\n\nm: 1\n', 1, 'l:\n- a\n# foot\n\n- x\nm: 1\n'],
    ['into an indented list', 'l:\n  - a\n', 0, 'l:\n  - x\n  - a\n'],
    ['into brackets', 'l: [a, b]\n', 1, 'l: [a, x, b]\n'],
    ['into empty brackets', 'l: [ ]\n', 0, 'l: [x]\n'],
    ['into brackets over lines', 'l: [\n  a,\n  b # c\n]\n', 1, 'l: [\n  a,\n  x,\n  b # c\n]\n'],
    ['at the end of brackets over lines with a comma', 'l: [\n  a, # c\n]\n', 1, 'l: [\n  a, # c\n  x,\n]\n'],
  ])('%s', (_, before, index, after) => {
    expect(insert(before, 'l', index, 'x')).toBe(after)
  })

  it('works on the line of an outer dash', () => {
    expect(insert('l:\n- - a\n', 'l.0', 0, { k: 1, m: 2 })).toBe('l:\n- - k: 1\n    m: 2\n  - a\n')
  })

  it('is refused where no list is', () => {
    expect(() => insert('a: 1\n', 'a', 0, 'x')).toThrow(FieldError)
    expect(() => insert('a: 1\n', 'b', 0, 'x')).toThrow(FieldError)
  })
})

describe('setAll', () => {
  const text = 'a: 1\ns:\n  b: 2 # two\n  c:\n  - x\n  - y\n  d: 4\n'

  it('has the effect of one edit after the other', () => {
    const edits: { path: Path; value: PlainValue | undefined }[] = [
      { path: ['s', 'b'], value: 3 },
      { path: ['s', 'd'], value: undefined },
      { path: ['s', 'e'], value: 'new' },
      { path: ['s', 'c', 2], value: 'z' },
      { path: ['a'], value: { f: 1 } },
      { path: ['a', 'g'], value: 2 },
      { path: ['s', 'c', 0], value: undefined },
      { path: ['s', 'c', 0], value: 'first' },
    ]
    const [once, oneByOne] = [resource(text), resource(text)]
    once.setAll(edits)
    for (const { path, value } of edits) {
      if (value === undefined) oneByOne.field(...path).remove()
      else oneByOne.field(...path).set(value)
    }
    expect(once.text).toBe('a:\n  f: 1\n  g: 2\ns:\n  b: 3 # two\n  c:\n  - first\n  - z\n  e: new\n')
    expect(oneByOne.text).toBe(once.text)
  })

  it('says what it cannot do', () => {
    expect(() => resource(text).setAll([{ path: ['a', 'x'], value: 1 }])).toThrow(FieldError)
  })
})
