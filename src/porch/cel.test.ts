// What cel-go v0.29.0, built with the options of Porch's controller, answers to these expressions; undefined is any error.

import { describe, expect, it } from 'vitest'
import { Cel, type CelObject, type CelVariables } from './cel.ts'

const object = (name: string, labels: Readonly<Record<string, string>>): CelObject =>
  new Map<string, string | ReadonlyMap<string, string>>([['name', name], ['namespace', 'default'], ['labels', new Map(Object.entries(labels))], ['annotations', new Map()]])

const VARIABLES: CelVariables = {
  repoDefault: 'edge-1',
  packageDefault: 'pkg',
  upstream: object('bp.pkg.v1', {}),
  repository: object('edge-1', { x: 'rx' }),
  target: object('edge-1', { region: 'us', 'a-b': 'ab' }),
}

const ANSWERS: readonly (readonly [expression: string, answer: string | undefined])[] = [
  ["'a' + target.name", 'aedge-1'],
  ["repoDefault + '-' + packageDefault", 'edge-1-pkg'],
  ["target.labels['nephio.org/region']", undefined],
  ["target.labels['missing']", undefined],
  ['target.labels.region', 'us'],
  ['target.nope', undefined],
  ['target.spec.siteCode', undefined],
  ["has(target.labels.region) ? target.labels.region : 'none'", 'us'],
  ["'region' in target.labels ? 'y' : 'n'", 'y'],
  ['1 + 2', undefined],
  ['1', undefined],
  ['1.0', undefined],
  ['true', undefined],
  ['null', undefined],
  ['target.labels', undefined],
  ["string(1) + 'x'", '1x'],
  ["target.name.startsWith('edge') ? 'e' : 'c'", 'e'],
  ["target.name.matches('^edge-[0-9]+$') ? 'e' : 'c'", 'e'],
  ["target.name.split('-')[0]", undefined],
  ["target.name.replace('a','b')", undefined],
  ['target.name.lowerAscii()', undefined],
  ["size(target.name) > 3 ? 'long' : 'short'", 'long'],
  ["[1,'a'][1]", undefined],
  ["{'a':1,'b':'x'}['b']", undefined],
  ["['a','b'].exists(x, x == 'a') ? 'y' : 'n'", 'y'],
  ["repository.labels['x']", 'rx'],
  ['upstream.name', 'bp.pkg.v1'],
  ['unknown', undefined],
  ["'a' == 1 ? 'x' : 'y'", undefined],
  ["repoDefault == 1 ? 'x':'y'", undefined],
  ["target.name == 1 ? 'x':'y'", 'y'],
  ["1 + 'a'", undefined],
  ["'a", undefined],
  ['', undefined],
  ['target.labels["a-b"]', 'ab'],
  ['dyn(1)', undefined],
  ['string(target.labels)', undefined],
  ["'a' + 1", undefined],
  ['target.name + 1', undefined],
  ['string(size(target.name))', '6'],
  ["b'abc'", undefined],
  ["timestamp('2020-01-01T00:00:00Z')", undefined],
  ["duration('1h')", undefined],
  ["type('a')", undefined],
  ["'é'.size() == 1 ? 'y':'n'", 'y'],
  ['string(9223372036854775807)', '9223372036854775807'],
  ["9223372036854775807 + 1 > 0 ? 'x':'y'", undefined],
  ['string(1.0)', '1'],
  ['string(true)', 'true'],
  ['string(1e100)', '1e+100'],
  ['string(0.1)', '0.1'],
  ['string(10.0/3.0)', '3.3333333333333335'],
  ["target.annotations['n'] + ''", undefined],
  ["target.labels.size() == 2 ? 'two' : 'no'", 'two'],
  ["target.labels.exists(k, k == 'region') ? 'y':'n'", 'y'],
  ['target.labels.map(k, k)[0]', 'region'],
  ['target.?labels', undefined],
  ["cel.bind(x,'a',x)", undefined],
  ["'abc'[0]", undefined],
  ["r'\\d'", '\\d'],
  ["'''a'''", 'a'],
  ["target.name < 'z' ? 'l':'g'", 'l'],
  ["target.name.contains('dge') ? 'l':'g'", 'l'],
  ['(target.name)', 'edge-1'],
  ["// c\n'a'", 'a'],
  ["'a' // c", 'a'],
  ["{'a': 'b', 'c': 1}.a", undefined],
  ["[target.name, 'b'][0]", undefined],
  ["target.name.endsWith(packageDefault) || true ? 'a':'b'", 'a'],
  ["target.nope == 'x' || true ? 'a':'b'", 'a'],
  ["true || target.nope == 'x' ? 'a':'b'", 'a'],
  ["1/0 == 1 ? 'a':'b'", undefined],
  ['string(uint(1))', '1'],
  ["int('5') == 5 ? 'a':'b'", 'a'],
  ['target.namespace', 'default'],
  // Regular expressions are RE2's.
  ["target.name.matches(r'(\\w)\\1') ? 'y' : 'n'", undefined],
  ["target.name.matches('edge(?=-1)') ? 'y' : 'n'", undefined],
  ["target.name.matches('edge(?!-2)') ? 'y' : 'n'", undefined],
  ["target.name.matches('(?<=edge-)1') ? 'y' : 'n'", undefined],
  ["target.name.matches('(?<!x)1') ? 'y' : 'n'", undefined],
  ["target.name.matches('(?>edge)') ? 'y' : 'n'", undefined],
  ["target.name.matches('e++') ? 'y' : 'n'", undefined],
  ["target.name.matches('[[:alpha:]]+-[[:digit:]]') ? 'y' : 'n'", 'y'],
  ["target.name.matches('(?i)EDGE') ? 'y' : 'n'", 'y'],
  ["target.name.matches(r'\\Aedge-1\\z') ? 'y' : 'n'", 'y'],
  ["target.name.matches(r'\\Aedge-1\\Z') ? 'y' : 'n'", undefined],
  ["target.name.matches(r'\\Qedge-\\E1') ? 'y' : 'n'", 'y'],
  ["target.name.matches('(?P<kind>edge)') ? 'y' : 'n'", 'y'],
  ["target.name.matches('(?<kind>edge)') ? 'y' : 'n'", 'y'],
  ["target.name.matches(r'(?<kind>e)dg\\k<kind>') ? 'y' : 'n'", undefined],
  ["target.name.matches(r'\\u0065dge') ? 'y' : 'n'", undefined],
  ["target.name.matches(r'\\x{65}dge') ? 'y' : 'n'", 'y'],
  ["target.name.matches(r'\\p{Ll}+') ? 'y' : 'n'", 'y'],
  ["target.name.matches(r'\\pL') ? 'y' : 'n'", 'y'],
  ["target.name.matches('e{1001}') ? 'y' : 'n'", undefined],
  ["target.name.matches('e{,2}') ? 'y' : 'n'", 'n'],
  ["target.name.matches('[]e]') ? 'y' : 'n'", 'y'],
  ["target.name.matches('[^]x]') ? 'y' : 'n'", 'y'],
  ["target.name.matches('edge(') ? 'y' : 'n'", undefined],
  ["target.name.matches('edge)') ? 'y' : 'n'", undefined],
  ["target.name.matches('*') ? 'y' : 'n'", undefined],
  ["target.name.matches('') ? 'y' : 'n'", 'y'],
  ["target.name.matches(r'\\d$') ? 'y' : 'n'", 'y'],
  ["target.name.matches(r'\\cA') ? 'y' : 'n'", undefined],
  ["target.name.matches(r'\\e') ? 'y' : 'n'", undefined],
  ["target.name.matches(r'\\-') ? 'y' : 'n'", 'y'],
  ["target.name.matches(r'\\_') ? 'y' : 'n'", 'n'],
  ["target.name.matches(r'[\\w-]+') ? 'y' : 'n'", 'y'],
  ["matches(target.name, '^edge') ? 'y' : 'n'", 'y'],
  ["matches(target.name, '(?=e)') ? 'y' : 'n'", undefined],
  ["['edge-1'].exists(x, x.matches('(?=e)')) ? 'y' : 'n'", undefined],
  ["['edge-1'].exists(x, x.matches('[[:alpha:]]-')) ? 'y' : 'n'", 'y'],
  ["false && target.name.matches('(?=e)') ? 'y' : 'n'", 'n'],
  ["target.name.matches(target.labels.region) ? 'y' : 'n'", 'n'],
  ["target.name.matches(1) ? 'y' : 'n'", undefined],
  ["'a\\nb'.matches('a.b') ? 'y' : 'n'", 'n'],
  ["'a\\nb'.matches('^b$') ? 'y' : 'n'", 'n'],
  ["'a\\nb'.matches('(?m)^b$') ? 'y' : 'n'", 'y'],
  ["'😀'.matches('^.$') ? 'y' : 'n'", 'y'],
  ["'a b'.matches(r'a\\vb') ? 'y' : 'n'", 'n'],
  ["' '.matches(r'^\\s$') ? 'y' : 'n'", 'y'],
  ["'é'.matches(r'\\w') ? 'y' : 'n'", 'n'],
  ["'İ'.matches('(?i)i') ? 'y' : 'n'", 'n'],
]

describe('Cel', () => {
  for (const [expression, answer] of ANSWERS) {
    it(expression, () => {
      const { text } = { text: undefined, ...new Cel().evaluate(expression, VARIABLES) }
      expect(text).toBe(answer)
    })
  }

  it('says what RE2 does not have', () => {
    const problem = (expression: string): string | undefined => ({ problem: undefined, ...new Cel().evaluate(expression, VARIABLES) }).problem
    expect(problem("target.name.matches('edge(?=-1)') ? 'y' : 'n'")).toBe('fails: matches: error parsing regexp: invalid or unsupported Perl syntax: `(?=`; Porch knows the syntax of RE2, which has no backreferences and no look-around')
    expect(problem("matches(target.name, r'(e)\\1') ? 'y' : 'n'")).toContain('invalid escape sequence: `\\1`')
  })

  // The package cannot do this; nobody's fleet is known to need it.
  it('refuses text from durations and timestamps, which cel-go can make', () => {
    const problem = (expression: string): string | undefined => ({ problem: undefined, ...new Cel().evaluate(expression, VARIABLES) }).problem
    expect(problem("string(duration('90m'))")).toContain('is not valid')
    expect(problem("string(timestamp('2020-01-01T00:00:00Z'))")).toContain('is not valid')
  })
})
