import { describe, expect, it } from 'vitest'
import { Resource } from '#krm/resource.ts'
import { annotatedText } from './annotate.ts'
import { withRender } from './attribution.ts'
import { commentTexts } from './comment-texts.ts'
import { isImageReference } from './image-reference.ts'
import { nearestName } from '#krm/nearest-name.ts'
import { whyNotWritable } from './output-path.ts'
import { sameMeaning } from './same-meaning.ts'
import { cleanPath } from './slash-path.ts'
import { sequenceIndent } from './wire.ts'

const document = (text: string): Resource => new Resource(text, 'document')

it.each([
  ['', '.'], ['.', '.'], ['./a//b/', 'a/b'], ['a/../b', 'b'], ['a/../..', '..'], ['../../a', '../../a'], ['/..', '/'], ['/a/./../b', '/b'],
])('the clean spelling of %j is %j', (path, clean) => {
  expect(cleanPath(path)).toBe(clean)
})

it.each([
  ['set-labels', true], ['ghcr.io/kptdev/krm-functions-catalog/set-labels:v0.1', true], ['localhost:5000/x_y/z__a-b:Tag.1', true],
  [`x@sha256:${'a'.repeat(64)}`, true], [`host/x:v1@sha256:${'0'.repeat(64)}`, true], ['UPPER.io/x', true], ['[::1]:5000/x', true],
  ['', false], ['Upper', false], ['x:', false], ['x y', false], ['x@sha256:abc', false], ['host//x', false], ['x:-a', false], ['-x', false], ['http://x', false], [`${'a'.repeat(256)}`, false],
])('%j as an image: %j', (image, expected) => {
  expect(isImageReference(image)).toBe(expected)
})

it.each([
  ['configmap', 'configMap'], ['mutatros', 'mutators'], ['img', 'image'], ['im', undefined], ['__proto__', undefined],
])('%j was meant to be %j', (name, expected) => {
  expect(nearestName(name, ['image', 'configMap', 'mutators'])).toBe(expected)
})

it.each([
  ['a.yaml', undefined], ['d/e/a.json', undefined], ['x..y.yml', undefined], ['ü.yaml', undefined],
  ['', 'it is empty'], ['/a.yaml', 'it is absolute; paths are relative to the package'], ['C:/a.yaml', 'it is absolute; paths are relative to the package'],
  ['../a.yaml', 'it leaves the package'], ['d/../a.yaml', 'it leaves the package'], ['./a.yaml', 'it has the segment "."'], ['d//a.yaml', 'it has an empty segment'],
  ['d/a.yaml/', 'it has an empty segment'], ['.github/workflows/a.yaml', '".github" is hidden'], ['d/.a.yaml', '".a.yaml" is hidden'], ['a\u001b.yaml', 'it holds a control character'],
  ['a\n.yaml', 'it holds a control character'], ['a\\b.yaml', 'it holds a backslash'], ['u\u0308.yaml', 'it is not in Unicode normal form C'], ['\ud800.yaml', 'it is not valid Unicode'],
  ['run.sh', 'functions write .yaml, .yml and .json files only'], ['a.YAML', 'functions write .yaml, .yml and .json files only'], ['Kptfile', 'a Kptfile is written by its author alone'],
  ['sub/Kptfile', 'a Kptfile is written by its author alone'], [`${'é'.repeat(130)}.yaml`, 'a segment is longer than 255 bytes'],
])('a function and the path %j: %j', (path, expected) => {
  expect(whyNotWritable(path)).toBe(expected)
})

it.each([
  ['', 'krm-fn'], ['krm-pkg', 'krm-pkg-fn'], ['krm-fn', 'krm-fn'], ['cnrm/x:v0.4.0,krm-pkg,other', 'cnrm/x:v0.4.0,krm-pkg-fn,other'], ['cnrm/x:v0.4.0', 'cnrm/x:v0.4.0,krm-fn'], ['krm-pkg-live', 'krm-pkg-fn-live'],
])('attribution %j becomes %j', (current, expected) => {
  expect(withRender(current)).toBe(expected)
})

describe('annotations in a text', () => {
  const added = new Map([['k', 'it\'s'], ['l', '2']])
  it.each([
    ['kind: A\nmetadata:\n  name: a # c\nspec: {}\n', "kind: A\nmetadata:\n  name: a # c\n  annotations:\n    k: 'it''s'\n    l: '2'\nspec: {}\n"],
    ['kind: A\nmetadata:\n    annotations:\n        x: y\n        # foot\n    name: a\n', "kind: A\nmetadata:\n    annotations:\n        x: y\n        # foot\n\n        k: 'it''s'\n        l: '2'\n    name: a\n"],
    ['metadata:\n  annotations:\n    t: |\n      x', "metadata:\n  annotations:\n    t: |-\n      x\n    k: 'it''s'\n    l: '2'"],
    ['metadata:\n  annotations: {}\n', "metadata:\n  annotations: {k: it's, l: \"2\"}\n"],
    ['{"metadata": {"name": "a"}}', '{"metadata": {"name": "a", "annotations": {"k": "it\'s", "l": "2"}}}'],
    ['metadata:\n  annotations: &a\n    x: z\nspec: *a\n', "metadata:\n  annotations:\n    x: z\n    k: it's\n    l: \"2\"\nspec:\n  x: z\n"],
    ['kind: A\n', "kind: A\nmetadata:\n  annotations:\n    k: it's\n    l: \"2\"\n"],
    ['metadata:\n  annotations:\n    k: own\n    x: y\n', "metadata:\n  annotations:\n    x: y\n    k: it's\n    l: \"2\"\n"],
  ])('%j', (text, expected) => {
    const resource = new Resource(text, 'document', { path: text.startsWith('{') ? 'a.json' : 'a.yaml', index: 0 })
    expect(annotatedText(resource, added)).toBe(expected)
    expect(resource.text).toBe(text)
  })
})

it.each([
  ['a:\n- b\n', 'compact'], ['a:\n  - b\n', 'wide'], ['a: x\n', 'compact'], ['# - x\na: # c\n  # d\n  - b\nc:\n- d\n', 'wide'], ['"a:b":\n  - c\n', 'compact'], ['a: |\n  - x\nb:\n  - c\n', 'wide'],
])('kpt calls the lists of %j %s', (text, expected) => {
  expect(sequenceIndent(text)).toBe(expected)
})

it('finds comments wherever they stand, and no # in a value', () => {
  const text = '# head\na: "# no" # one\nb: x#no\nc: | # two\n  # no\n# three\nd: [1, # four\n  2] # five\ne: # six\n- # seven\n  f: g\n# foot'
  expect(commentTexts(document(text))).toEqual(['# five', '# foot', '# four', '# head', '# one', '# seven', '# six', '# three', '# two'])
})

describe('two spellings of a file', () => {
  const text = 'apiVersion: v1\nkind: A\nmetadata:\n  name: a # c\nspec:\n  list:\n  - "x"\n'
  it.each([
    ['other quotes, indents and blank lines', text.replace('  - "x"', "\n    - 'x'"), true],
    ['another order of keys', text.replace('apiVersion: v1\nkind: A\n', 'kind: A\napiVersion: v1\n'), true],
    ['empty annotations', text.replace('  name', '  annotations: {}\n  name'), true],
    ['another value', text.replace('"x"', '"y"'), false],
    ['a string that becomes a number', text.replace('"x"', '5'), false],
    ['a comment less', text.replace(' # c', ''), false],
    ['one document more', `${text}---\n${text}`, false],
    ['broken', `${text}a: [`, false],
  ])('%s', (_, other, same) => {
    expect(sameMeaning('a.yaml', text, other)).toBe(same)
  })

  it('leave out what a render says of itself in a Kptfile only', () => {
    const kptfile = 'apiVersion: kpt.dev/v1\nkind: Kptfile\nmetadata:\n  name: p\n'
    const rendered = `${kptfile}status:\n  conditions:\n  - type: Rendered\n    status: "True"\n  renderStatus:\n    errorSummary: x\n`
    expect(sameMeaning('sub/Kptfile', kptfile, rendered)).toBe(true)
    expect(sameMeaning('Kptfile', kptfile, rendered.replace('Rendered', 'Other'))).toBe(false)
    expect(sameMeaning('a.yaml', kptfile, rendered)).toBe(false)
  })
})
