// Items with setters in every place and style that YAML has, for comparing two implementations.

import fc from 'fast-check'
import { doubleQuoted, singleQuoted } from '#krm/quoted.ts'
import { writeScalar } from '#krm/scalar-style.ts'

/** Names that comments use; a config gives some of them. */
export const NAMES = ['name', 'env', 'region', 'tag', 'size', 'list', 'more'] as const

const WORDS = ['web', 'my-app', 'prod', 'eu-north-1', '5', '3.14', '0755', 'true', 'no', 'null', '~', 'a.b/c', 'x_y', 'v1.2.3', '10.0.0.0/24', '192.168.0.1', 'é', 'A-B-C', 'a-b']
const HARD = ['', 'a: b', '#x', 'x #y', "it's", 'say "hi"', 'two words', ' lead', 'trail ', '- x', '[a', '{', '*x', '&x', '!x', '%x', '@x', '`x', ':', '?', '|', '>', 'a\tb', 'a\\b', '0x1F', '1e3', '2024-01-01', '.inf', 'line\nline', 'line\n', '$1', 'x'.repeat(90)]

const word = fc.constantFrom(...WORDS)
const hard = fc.oneof({ weight: 3, arbitrary: word }, { weight: 1, arbitrary: fc.constantFrom(...HARD) })

/** A pattern and the text that a field with it may hold. */
const pattern = fc
  .array(fc.tuple(fc.constantFrom('', '', '-', '/', ':', '.', 'pre-', ' ', '--', 'x'), fc.constantFrom(...NAMES.slice(0, 5)), word), { minLength: 1, maxLength: 3 })
  .chain((parts) =>
    fc.constantFrom('', '', '', '-post', '.com').map((end) => ({
      pattern: parts.map(([before, name]) => `${before}\${${name}}`).join('') + end,
      text: parts.map(([before, , value]) => before + value).join('') + end,
    })),
  )

const single = fc.constantFrom(...NAMES.slice(0, 5)).map((name) => ({ pattern: `\${${name}}`, text: 'old' }))

const comment = fc.oneof(
  { weight: 8, arbitrary: pattern },
  { weight: 4, arbitrary: single },
  { weight: 1, arbitrary: fc.constantFrom('${name} # note', 'fixed', '${ name }', '${}', '${name', '$name', '${unknown}', '${unknown}-${name}').map((text) => ({ pattern: text, text: 'old-x' })) },
)

/** How the comment begins: nearly always right. */
const marker = fc.oneof({ weight: 20, arbitrary: fc.constant('# kpt-set: ') }, { weight: 1, arbitrary: fc.constantFrom('#kpt-set: ', '# kpt-set:', '#  kpt-set: ', '# kpt-set:  ', '# x kpt-set: ') })

type Block = (indent: number) => string[]

const scalar: fc.Arbitrary<(indent: number) => { head: string; lines: string[] }> = fc
  .tuple(comment, marker, fc.constantFrom('plain', 'plain', 'plain', 'single', 'double', 'literal', 'tagged', 'anchored', 'folded', 'none'), fc.boolean(), hard)
  .map(([{ pattern: text, text: held }, mark, style, own, other]) => (indent) => {
    const value = own ? other : held
    const note = style === 'none' ? '' : ` ${mark}${text}`
    const flat = value.includes('\n') ? 'flat' : value
    const context = { flow: false, key: false, json: false, indent }
    const plain = writeScalar(flat, { style: 'plain', tag: '!!str' }, context)
    switch (style) {
      case 'single':
        return { head: singleQuoted(flat.replaceAll('\t', ' ')) + note, lines: [] }
      case 'double':
        return { head: doubleQuoted(value) + note, lines: [] }
      case 'literal':
        return { head: `|-${note}`, lines: (flat.trim() === '' ? 'x' : flat.trim()).split('\n').map((line) => ' '.repeat(indent) + line) }
      case 'folded':
        return { head: `>-${note}`, lines: (flat.trim() === '' ? 'x' : flat.trim()).split('\n').map((line) => ' '.repeat(indent) + line) }
      case 'tagged':
        return { head: `!!str ${plain}${note}`, lines: [] }
      case 'anchored':
        return { head: `&a${indent} ${plain}${note}`, lines: [] }
      default:
        return { head: plain + note, lines: [] }
    }
  })

/** A list of scalars under a key: block or flow, with or without a setter of its own. */
const list: fc.Arbitrary<(key: string, indent: number) => string[]> = fc
  .tuple(fc.array(fc.constantFrom('a', 'b', '"c"', "'d'", '5', 'true', '10.0.0.0/8'), { minLength: 1, maxLength: 3 }), fc.constantFrom('list', 'more', 'name', ''), fc.constantFrom('block', 'wide', 'flow'), fc.boolean())
  .map(([items, name, style, both]) => (key, indent) => {
    const note = name === '' ? '' : ` # kpt-set: \${${name}}${both && name === 'more' ? '-${list}' : ''}`
    const margin = ' '.repeat(indent)
    if (style === 'flow') return [`${margin}${key}: [${items.join(', ')}]${note}`]
    return [`${margin}${key}:${note}`, ...items.map((item) => `${margin}${style === 'wide' ? '  ' : ''}- ${item}`)]
  })

/** Entries whose comments stand where setters do or do not apply: one text per line, `M` being the margin. */
const odd: fc.Arbitrary<(key: string, indent: number) => string[]> = fc
  .constantFrom(
    ['K: # kpt-set: ${name}'],
    ['K: ~ # kpt-set: ${name}'],
    ['K: # kpt-set: ${name}', '  inner: old # kpt-set: ${env}'],
    ['K: # kpt-set: ${list}'],
    ['K: {a: old, b: x} # kpt-set: ${name}'],
    ['K: {} # kpt-set: ${name}'],
    ['K: {a: [x], b: old} # kpt-set: ${list}'],
    ['K: [] # kpt-set: ${list}'],
    ['K: # a note', '- a # kpt-set: ${name}', '- b'],
    ['K:', '# kpt-set: ${list}', '- a', '- b'],
    ['K:', '- [a, b] # kpt-set: ${list}', '- c # kpt-set: ${env}'],
    ['K:', '- - a # kpt-set: ${name}', '  - b', '- - c'],
    ['K:', '- # kpt-set: ${name}', '  a: old # kpt-set: ${env}'],
    ['K: # kpt-set: ${list}', '- a: x # kpt-set: ${name}', '- b # kpt-set: ${env}'],
    ['K: one', '  two # kpt-set: ${name}'],
    ['K: "one', '  two" # kpt-set: ${name}'],
    ["K: 'one", "  two' # kpt-set: ${name}"],
    ['K:', '  old # kpt-set: ${name}'],
    ['K: |+ # kpt-set: ${name}', '  old', ''],
    ['K: |', '  old # kpt-set: ${name}'],
    ['K: |2- # kpt-set: ${env}', '   deep'],
    ['# kpt-set: ${name}', 'K: old'],
    ['K: old', '# kpt-set: ${name}'],
    ['K: old\t# kpt-set: ${name}'],
    ['K: old  # kpt-set: ${name}'],
    ['K: old # kpt-set: ${name}  '],
    ['K: old # kpt-set: ${name} # kpt-set: ${env}'],
    ['K: !!int 5 # kpt-set: ${size}'],
    ['K: !local old # kpt-set: ${name}'],
    ['K: ! old # kpt-set: ${name}'],
    ['K: &b !!str old # kpt-set: ${name}'],
    ['K: # kpt-set: ${list}', '- "#a" # note', '- b'],
    ['K: # kpt-set: ${list}', '  # note', '- a'],
  )
  .map((lines) => (key, indent) => lines.map((line) => (line === '' ? '' : ' '.repeat(indent) + line.replace('K', key))))

const KEYS = ['alpha', 'beta', 'gamma.x/y', 'delta', 'eps'] as const

/** A block map with `depth` levels of further maps and lists. */
function map(depth: number): fc.Arbitrary<Block> {
  const leaf = fc.oneof({ weight: 6, arbitrary: scalar.map((make) => ({ kind: 'scalar' as const, make })) }, { weight: 1, arbitrary: list.map((make) => ({ kind: 'list' as const, make })) }, { weight: 1, arbitrary: odd.map((make) => ({ kind: 'list' as const, make })) })
  const nested = depth === 0 ? leaf : fc.oneof({ weight: 4, arbitrary: leaf }, { weight: 1, arbitrary: map(depth - 1).map((make) => ({ kind: 'map' as const, make })) }, { weight: 1, arbitrary: fc.array(map(depth - 1), { minLength: 1, maxLength: 2 }).map((maps) => ({ kind: 'maps' as const, maps })) }, { weight: 1, arbitrary: fc.array(scalar, { minLength: 1, maxLength: 3 }).map((items) => ({ kind: 'items' as const, items })) })
  return fc.uniqueArray(fc.tuple(fc.constantFrom(...KEYS), nested), { minLength: 1, maxLength: 4, selector: ([key]) => key }).map((entries) => (indent) =>
    entries.flatMap(([key, entry]) => {
      const margin = ' '.repeat(indent)
      switch (entry.kind) {
        case 'scalar': {
          const { head, lines } = entry.make(indent + 2)
          return [`${margin}${key}: ${head}`, ...lines]
        }
        case 'list':
          return entry.make(key, indent)
        case 'map':
          return [`${margin}${key}:`, ...entry.make(indent + 2)]
        case 'maps':
          return [`${margin}${key}:`, ...entry.maps.flatMap((make) => make(indent + 2).map((line, index) => (index === 0 ? `${margin}- ${line.trimStart()}` : line)))]
        case 'items':
          return [`${margin}${key}:`, ...entry.items.flatMap((make) => {
            const { head, lines } = make(indent + 2)
            return [`${margin}- ${head}`, ...lines]
          })]
      }
    }),
  )
}

/** The text of one item of a list, without its dash. */
export const item: fc.Arbitrary<string> = map(2).map((make) => ['apiVersion: example.com/v1', 'kind: Thing', 'metadata:', '  name: thing', 'spec:', ...make(2)].join('\n'))

/** The data of a config. */
export type Values = ReadonlyMap<string, string>

/** Some of the names, with values of all sorts. */
export const data: fc.Arbitrary<Values> = fc
  .tuple(fc.subarray(NAMES.slice(0, 5), { minLength: 1 }), fc.array(hard, { minLength: 5, maxLength: 5 }), fc.constantFrom(undefined, '[x, y]', '[[x], {a: b}]', '- |\n  one\n  two\n- >-\n  a\n  b', '- p\n- "q"\n- 7', '', 'no list', "['a b', true]", '{a: b}'), fc.constantFrom(undefined, '[z]'))
  .map(([names, values, first, second]) => {
    const entries = names.map((name, index) => [name, values[index]!] as const)
    return new Map([...entries, ...(first === undefined ? [] : [['list', first] as const]), ...(second === undefined ? [] : [['more', second] as const])])
  })

/** A ResourceList in kpt's form. */
export function listOf(items: readonly string[], values: Values): string {
  const body = items.map((text, index) => `- ${text.replaceAll('\n', '\n  ').replace('name: thing', `name: thing\n    annotations:\n      config.kubernetes.io/path: 'f${index}.yaml'\n      config.kubernetes.io/index: '0'`)}\n`)
  const config = [...values].map(([name, value]) => `    ${name}: ${doubleQuoted(value)}\n`)
  return `apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n${body.join('')}functionConfig:\n  apiVersion: v1\n  kind: ConfigMap\n  metadata:\n    name: function-input\n  data:\n${config.join('')}`
}
