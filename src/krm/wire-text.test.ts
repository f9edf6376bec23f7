import { describe, expect, it } from 'vitest'
import { printResourceList, readResourceList } from './resource-list.ts'
import { Resource } from './resource.ts'
import { documentToItem, itemToDocument } from './wire-text.ts'

/** U+2028 and U+2029 end a line to the `^` and `$` of regular expressions; in a quoted or block scalar they are characters. */
const SEPARATORS = ['\u2028', '\u2029', '\u0085']

describe('between a document and an item', () => {
  it.each([
    ['plain lines', 'kind: A\nb:\n  c: 1\n', '- kind: A\n  b:\n    c: 1\n'],
    ['blank lines stay blank', 'kind: A\n\nb: 1\n', '- kind: A\n\n  b: 1\n'],
    ['CRLF', 'kind: A\r\n\r\nb: 1\r\n', '- kind: A\r\n\r\n  b: 1\r\n'],
    ['a comment first', '# c\nkind: A\n', '-\n  # c\n  kind: A\n'],
    ['a blank line first', '\nkind: A\n', '-\n\n  kind: A\n'],
    ...SEPARATORS.flatMap((mark): [string, string, string][] => [
      ['a separator in quotes', `kind: "A${mark}b"\n`, `- kind: "A${mark}b"\n`],
      ['blanks behind a separator', `kind: |\n  A${mark}   b\n`, `- kind: |\n    A${mark}   b\n`],
      ['a separator in a comment', `# c${mark}x\nkind: A\n`, `-\n  # c${mark}x\n  kind: A\n`],
    ]),
  ])('%s: %j', (_, document, item) => {
    expect(documentToItem(document)).toBe(item)
    expect(itemToDocument(item)).toBe(document)
  })
})

describe('a list whose values hold line separators', () => {
  it.each(SEPARATORS)('prints them as they are: %j', (mark) => {
    const value = `"x${mark}  y"`
    const config = new Resource(`kind: C\ndata: ${value}\n`, 'document')
    const item = new Resource(`kind: A\ndata:\n  a: ${value}\n  b: |\n    p${mark} q\n`, 'document')
    const text = printResourceList({ apiVersion: 'config.kubernetes.io/v1', items: [item], functionConfig: config, results: [] })
    const read = readResourceList(text)
    if ('problems' in read) throw new Error(read.problems[0]!.message)
    expect(read.list.functionConfig?.field('data').value).toBe(config.field('data').value)
    expect(read.list.items[0]!.field('data').value).toEqual(item.field('data').value)
  })
})
