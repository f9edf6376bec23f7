import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LineScanner } from './line-scan.ts'
import { Resource } from './resource.ts'
import { planSetters } from './setters.ts'
import { formatPath } from './tree.ts'

const scanner = new LineScanner()

/** All that a scan tells, without where it stands: a text with carriage returns is longer. */
function told(text: string, isItem: boolean): string[] {
  const seen: string[] = []
  const regular = scanner.scan(text, 0, text.length, isItem, ({ value }) => {
    const { keyStart, keyEnd, start, end, style, commentStart, commentEnd, depth, from } = value
    const comment = commentStart === -1 ? 'none' : text.slice(commentStart, commentEnd)
    seen.push([formatPath(scanner.path()), text.slice(keyStart, keyEnd), style, text.slice(start, end), comment, depth, from].join(' | '))
  })
  seen.push(regular ? 'regular' : `stopped at ${JSON.stringify(text.slice(scanner.stoppedAt).split(/\r?\n/, 1)[0])}`)
  return seen
}

const key = fc.constantFrom('a', 'b', 'name', 'x-y', '-a', 'a.b/c', '"q"', "'q'", 'a:b', '---', '')
const value = fc.constantFrom('1', 'x', 'a:b', 'a: b', 'a#b', 'a b', '-', '-x', '--x=:80', '|', '>-', '|2', '{}', '[]', '"d"', '"a: b"', '"a # b"', '"\\n"', "'s'", "'a: b'", "'it''s'", '"open', '$x', '${x}', '~', '@x', '*x', '&x', '!x', 'é', 'x:', ':x', '# no', '')
const comment = fc.constantFrom('', ' # c', ' # kpt-set: ${a}', ' # a: b', '  # two', ' #', '# c', '\t# tab', ' ')
const line = fc.tuple(fc.nat(3), fc.constantFrom('', '- ', '-', '- - ', '-  '), fc.boolean(), key, fc.constantFrom(': ', ':', ':  '), value, comment).map(
  ([depth, dash, isKey, name, colon, text, behind]) => ' '.repeat(2 * depth) + dash + (isKey ? name + colon : '') + text + behind,
)
const text = fc.array(fc.oneof({ weight: 9, arbitrary: line }, { weight: 1, arbitrary: fc.constantFrom('', '# c', '  # c: d', '   ') }), { minLength: 1, maxLength: 6 })

describe('a line of a usual form', () => {
  it('means what it means to the reader of any line', () => {
    let usual = 0
    fc.assert(
      // A line that ends in a carriage return is of no usual form.
      fc.property(text, fc.boolean(), (lines, isItem) => {
        const seen = told(`${lines.join('\n')}\n`, isItem)
        expect(seen).toEqual(told(`${lines.join('\r\n')}\r\n`, isItem))
        if (seen.at(-1) === 'regular') usual++
      }),
      { numRuns: 40_000, seed: 3 },
    )
    expect(usual).toBeGreaterThan(500)
  })
})

describe('setters in thousands', () => {
  it.each([1, 3, 4095, 4096, 4097, 9000])('%i of them are found as in the tree', (count) => {
    const body = Array.from({ length: count }, (_, index) => `- n: ${index} # kpt-set: \${a${index % 7}}\n`).join('')
    const [scanned, treed] = ['', '- &z 1\n'].map((anchor) => planSetters(new Resource(`kind: A\nl:\n${body}${anchor}`, 'document', { path: '', index: 0 }), new Map([['a3', 'new']])))
    expect(scanned!.hits).toHaveLength(count)
    expect(scanned!.splices).toEqual(treed!.splices)
    expect(scanned!.hits.at(-1)!.path).toEqual(treed!.hits.at(-1)!.path)
  })

  it('of many resources do not mix', () => {
    const resources = Array.from({ length: 3000 }, (_, index) => new Resource(`kind: A\na: ${index} # kpt-set: \${a}\nb: ${index} # kpt-set: \${b}\n`, 'document', { path: '', index: 0 }))
    for (const { kind } of resources) expect(kind).toBe('A')
    for (const [index, resource] of resources.entries()) expect(planSetters(resource, new Map()).hits.map(({ before, pattern }) => `${pattern.text} ${before}`)).toEqual([`\${a} ${index}`, `\${b} ${index}`])
  })
})
