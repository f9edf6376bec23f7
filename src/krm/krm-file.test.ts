import { describe, expect, it } from 'vitest'
import { printKrmFile, readKrmFile, withLineEnd } from './krm-file.ts'
import { newResource } from './resource-list.ts'
import { Resource } from './resource.ts'

const doc = (name: string): string => `kind: A\nmetadata:\n  name: ${name}\n`
const A = doc('a')
const B = doc('b')
const C = doc('c')

/** Reads a file, keeps the documents at `order`, prints it again. */
function reorder(text: string, ...order: number[]): string {
  const file = readKrmFile('x.yaml', text)
  return printKrmFile('x.yaml', file, order.map((index) => file.resources[index]!))
}

it('takes no more than 20,000 documents', () => {
  const file = readKrmFile('a.yaml', '---\nkind: A\n'.repeat(20_001))
  expect(file.problems).toEqual([{ code: 'YML003', severity: 'error', message: 'more than 20000 documents in one file', place: { file: 'a.yaml', position: { line: 40_002, column: 1 } } }])
  expect(readKrmFile('a.yaml', '---\nkind: A\n'.repeat(20_000)).problems).toEqual([])
})

describe('reading', () => {
  it('gives each document its place: path, index, lines before it', () => {
    const { resources } = readKrmFile('sub/x.yaml', `# licence\n---\n# head\n${A}---\n# only a comment\n---\n${B}`, 'x.yaml')
    expect(resources.map(({ origin }) => origin)).toEqual([
      { path: 'x.yaml', index: 0, linesBefore: 2 },
      { path: 'x.yaml', index: 1, linesBefore: 9 },
    ])
    expect(resources[0]!.text).toBe(`# head\n${A}`)
    expect(resources[1]!.field('kind').position).toEqual({ line: 10, column: 7 })
  })

  it('collects all problems with file, line and column', () => {
    const { problems } = readKrmFile('x.yaml', `${A}----\nkind: A\nkind: B\n---\na: [1\n`)
    expect(problems.map(({ code, place }) => [code, place?.file, place?.position])).toEqual([
      ['YML005', 'x.yaml', { line: 4, column: 1 }],
      ['YML002', 'x.yaml', { line: 6, column: 1 }],
      ['YML001', 'x.yaml', expect.objectContaining({ line: expect.any(Number) })],
    ])
    expect(problems[1]!.message).toContain('first in line 5')
  })

  it('reads a JSON file as one document', () => {
    const { resources } = readKrmFile('x.json', '{\n  "kind": "A",\n  "metadata": {"name": "a"}\n}\n')
    expect(resources.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['A a'])
    resources[0]!.field('spec').set({ b: 'c' })
    expect(resources[0]!.text).toContain('"spec": {"b": "c"}')
  })
})

describe('printing', () => {
  it('gives back the very same string when nothing changed', () => {
    const text = `\uFEFF# licence\n---\n${A}\n---   # c\n${B}...\n`
    const file = readKrmFile('x.yaml', text)
    expect(printKrmFile('x.yaml', file, file.resources)).toBe(text)
  })

  it('keeps everything around an edited document', () => {
    const file = readKrmFile('x.yaml', `\uFEFF# licence\n---\n${A}\n---   # c\n${B}`)
    file.resources[1]!.field('metadata', 'name').set('z')
    expect(printKrmFile('x.yaml', file, file.resources)).toBe(`\uFEFF# licence\n---\n${A}\n---   # c\n${doc('z')}`)
  })

  it.each([
    [[1, 2], `${B}---\n${C}`],
    [[0, 2], `${A}---\n${C}`],
    [[0, 1], `${A}---\n${B}`],
    [[1], B],
    [[2, 1, 0], `${C}---\n${B}---\n${A}`],
    [[1, 0, 2], `${B}---\n${A}---\n${C}`],
  ])('documents %j of three', (order, expected) => {
    expect(reorder(`${A}---\n${B}---\n${C}`, ...order)).toBe(expected)
  })

  it('keeps the head and the comments between documents when documents go', () => {
    const text = `# licence\n---\n${A}---\n# note\n---\n${B}---\n${C}---\n# end\n`
    expect(reorder(text, 1, 2)).toBe(`# licence\n---\n# note\n---\n${B}---\n${C}---\n# end\n`)
    expect(reorder(text, 0, 2)).toBe(`# licence\n---\n${A}---\n# note\n---\n${C}---\n# end\n`)
    expect(reorder(text, 0, 1)).toBe(`# licence\n---\n${A}---\n# note\n---\n${B}---\n# end\n`)
    expect(reorder(text, 0)).toBe(`# licence\n---\n${A}---\n# note\n---\n# end\n`)
  })

  it('appends a new document behind a separator, with the line breaks of the file', () => {
    const added = newResource({ kind: 'New', list: ['1'] })
    const file = readKrmFile('x.yaml', A.replaceAll('\n', '\r\n'))
    expect(printKrmFile('x.yaml', file, [...file.resources, added])).toBe(`${A}---\nkind: New\nlist:\n- "1"\n`.replaceAll('\n', '\r\n'))
  })

  it('puts new documents where they stand in the list', () => {
    const added = newResource({ kind: 'New' })
    const file = readKrmFile('x.yaml', `# licence\n---\n${A}---\n${B}`)
    const [a, b] = file.resources
    expect(printKrmFile('x.yaml', file, [added, a!, b!])).toBe(`# licence\n---\nkind: New\n---\n${A}---\n${B}`)
    expect(printKrmFile('x.yaml', file, [a!, added, b!])).toBe(`# licence\n---\n${A}---\nkind: New\n---\n${B}`)
  })

  it('ends the last line before a separator without changing a block scalar', () => {
    const last = 'kind: A\ntext: |\n  no line break'
    const file = readKrmFile('x.yaml', last)
    const text = printKrmFile('x.yaml', file, [...file.resources, newResource({ kind: 'New' })])
    expect(text).toBe('kind: A\ntext: |-\n  no line break\n---\nkind: New\n')
    expect(reorder(`${A}---\nkind: B\ntext: |\n  x`, 1, 0)).toBe(`kind: B\ntext: |-\n  x\n---\n${A}`)
  })

  it('prints a new file as the document alone', () => {
    expect(printKrmFile('new.yaml', undefined, [newResource({ kind: 'New' })])).toBe('kind: New\n')
    expect(printKrmFile('new.yaml', undefined, [newResource({ kind: 'New' }), newResource({ kind: 'More' })])).toBe('kind: New\n---\nkind: More\n')
  })

  it('prints a new resource of a .json file as JSON, and flow text of an answer as a block elsewhere', () => {
    expect(printKrmFile('new.json', undefined, [newResource({ kind: 'New', b: [1] })])).toBe('{\n  "kind": "New",\n  "b": [\n    1\n  ]\n}\n')
    expect(printKrmFile('new.yaml', undefined, [new Resource('{"kind": "New", "b": [1]}', 'flow')])).toBe('kind: New\nb:\n- 1\n')
  })

  it('prints JSON as a block where it moves into a YAML file, and other flow text as it is', () => {
    const { resources } = readKrmFile('x.json', '{"kind": "New", "b": [1]}\n')
    expect(printKrmFile('new.yaml', undefined, resources)).toBe('kind: New\nb:\n- 1\n')
    expect(printKrmFile('new.json', undefined, resources)).toBe('{"kind": "New", "b": [1]}\n')
    const flow = readKrmFile('x.yaml', '{kind: New} # why\n').resources
    expect(printKrmFile('new.yaml', undefined, flow)).toBe('{kind: New} # why\n')
  })

  it('takes the dash off an item that moves into a file', () => {
    expect(printKrmFile('new.yaml', undefined, [new Resource('- kind: New\n  b:\n  - 1\n', 'item')])).toBe('kind: New\nb:\n- 1\n')
  })
})

it('ends a text whose block scalar has no line break', () => {
  expect(withLineEnd(new Resource('a: |\n  x', 'document'))).toBe('a: |-\n  x\n')
  expect(withLineEnd(new Resource('a: |+\n  x', 'document'))).toBe('a: |-\n  x\n')
  expect(withLineEnd(new Resource('a: x', 'document'))).toBe('a: x\n')
})
