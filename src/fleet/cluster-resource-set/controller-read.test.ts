import { describe, expect, it } from 'vitest'
import { readValue } from './controller-read.ts'

const NAMESPACE = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: apps\n'

const kinds = (value: string): unknown => {
  const read = readValue(value)
  return 'problem' in read ? read.problem.kind : read.documents.map(({ value }) => (value as Map<string, unknown>).get('kind'))
}

// What the real controller does with the same values is in test/clusterresourceset.
describe('readValue', () => {
  it('parts documents at lines that begin with ---, and passes over empty ones', () => {
    expect(kinds(`---\n# a comment\n---   # another\n${NAMESPACE}---\n---\n${NAMESPACE}`)).toEqual(['Namespace', 'Namespace'])
    expect(kinds(NAMESPACE.replaceAll('\n', '\r\n'))).toEqual(['Namespace'])
  })

  it('takes a value of 32 bytes and none of 31', () => {
    expect(kinds(`#${' '.repeat(30)}\n`)).toEqual([])
    expect(kinds(`#${' '.repeat(29)}\n`)).toBe('short')
    expect(kinds(`#${'é'.repeat(15)}\n`)).toEqual([])
  })

  it('refuses text behind a separator, lists, scalars and broken YAML', () => {
    expect(kinds(`${NAMESPACE}--- text\n`)).toBe('yaml')
    expect(kinds(`- ${NAMESPACE.replaceAll('\n', '\n  ').trimEnd()}\n`)).toBe('yaml')
    expect(kinds('Read this first, and then something else.\n')).toBe('yaml')
    expect(kinds(`${NAMESPACE}  name: [apps\n`)).toBe('yaml')
  })

  it('knows what the parser of the controller does otherwise than ours', () => {
    expect(kinds(String.raw`{"kind": "Namespace", "metadata": {"name": "a\/b"}, "x": 1}`)).toBe('yaml')
    expect(kinds(String.raw`{"kind": "Namespace", "metadata": {"name": "a\\/b"}, "x": 1}`)).toEqual(['Namespace'])
    expect(kinds(`${NAMESPACE}kind: ConfigMap\n`)).toBe('twice')
    expect(kinds(`\ufeff${NAMESPACE}`)).toEqual(['Namespace'])
  })

  it('takes JSON arrays of objects, and says what others hold', () => {
    expect(kinds('[{"kind": "Namespace"}, {"kind": "ConfigMap"}]')).toEqual(['Namespace', 'ConfigMap'])
    expect(kinds('\n [{"kind": "Namespace"}, null, {"kind": "X"}]')).toBe('jsonArray')
    expect(kinds('[{"kind": "Namespace"}, {"kind": "X"}')).toBe('jsonArray')
    expect(kinds('{"kind": "Namespace", "metadata": {"name": "[apps]"}}')).toEqual(['Namespace'])
  })
})
