import { dump, load } from 'js-yaml'
import { describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import { FieldError } from './field.ts'
import { reconcile } from './reconcile.ts'
import { Resource } from './resource.ts'

const origin = { path: 'a.yaml', index: 0 }

const DEPLOYMENT = `# Copyright
apiVersion: apps/v1
kind: Deployment
metadata:
  name: upf # kpt-set: \${name}
  annotations: {}
spec:
  replicas:   2
  template:
    spec:
      containers:
      # the user plane
      - name: "upf"
        image: 'free5gc/upf:v3'   # pinned
        args: [-c, "../upf.yaml"]
        env:
          - name: MODE
            value: "0755"
      - name: sidecar
        image: busybox
        defaultMode: 0755
`

function brought(text: string, answer: string, form: 'document' | 'item' = 'document'): { text: string; changed: boolean; notes: string[] } {
  const resource = new Resource(text, form, origin)
  const { changed, notes } = reconcile(resource, new Resource(answer, 'document', origin))
  return { text: resource.text, changed, notes }
}

describe('reconcile', () => {
  it('changes nothing for an answer that is only spelt otherwise', () => {
    const answers = [
      stringify(parse(DEPLOYMENT)),
      stringify(parse(DEPLOYMENT), { indent: 4, defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' }),
      dump(load(DEPLOYMENT), { sortKeys: true }),
      JSON.stringify(load(DEPLOYMENT)),
    ]
    for (const answer of answers) expect(brought(DEPLOYMENT, answer)).toMatchObject({ text: DEPLOYMENT, changed: false })
  })

  it('keeps 0755 answered as 755 and says so', () => {
    const { notes } = brought(DEPLOYMENT, JSON.stringify(parse(DEPLOYMENT)))
    expect(notes).toEqual([
      'spec.template.spec.containers[1].defaultMode is 0755 and was answered as 755, the same to some readers and 493 and 755 to Kubernetes; it stays as it is',
    ])
  })

  it('writes the one field that a function set, and leaves its quotes and comment', () => {
    const answer = JSON.stringify({ ...load(DEPLOYMENT) as object }).replace('free5gc/upf:v3', 'free5gc/upf:v4')
    expect(brought(DEPLOYMENT, answer).text).toBe(DEPLOYMENT.replace('free5gc/upf:v3', 'free5gc/upf:v4'))
  })

  it('puts new keys at the end, in the order of the answer', () => {
    expect(brought('a: 1\n# foot\n', 'z: 1\na: 1\nb: [x]\n').text).toBe('a: 1\n# foot\n\nz: 1\nb:\n- x\n')
  })

  it('does not see a new order of keys', () => {
    expect(brought('b: 1\na: 2\n', 'a: 2\nb: 1\n').changed).toBe(false)
  })

  it('follows a new order of items', () => {
    expect(brought('l:\n# x\n- x # 1\n- y\n', 'l: [y, x]\n').text).toBe('l:\n- y\n# x\n- x # 1\n')
    expect(brought('l:\n- a: 1 # one\n- a: 2\n  # two\n- a: 3\n', 'l: [{a: 3}, {a: 2}, {a: 1}]\n').text).toBe('l:\n- a: 3\n- a: 2\n  # two\n- a: 1 # one\n')
  })

  it('inserts an item at the head and leaves comments with their items (kpt moves them)', () => {
    const text = 'containers:\n# first\n- name: a # a\n  image: x\n'
    expect(brought(text, 'containers:\n- name: init\n- name: a\n  image: x\n').text).toBe('containers:\n- name: init\n# first\n- name: a # a\n  image: x\n')
  })

  it('matches changed items by name', () => {
    const text = 'ports:\n- name: n3 # N3\n  port: 1\n- name: n4 # N4\n  port: 2\n- name: n6 # N6\n  port: 3\n'
    const answer = 'ports:\n- name: n4\n  port: 22\n- name: n6\n  port: 33\n'
    expect(brought(text, answer).text).toBe('ports:\n- name: n4 # N4\n  port: 22\n- name: n6 # N6\n  port: 33\n')
  })

  it('keeps a string in the quotes of the author and a typed scalar as it was answered', () => {
    expect(brought("a: 'x'\nb: 1\nc: 1\n", 'a: "y"\nb: 1.50\nc: 0o17\n').text).toBe("a: 'y'\nb: 1.50\nc: 0o17\n")
  })

  it('writes new text in the style of the answer, unless that is JSON', () => {
    expect(brought('a: 1\n', 'a: 1\nb: \'x\'\nc: "y"\nd: |\n  l\n').text).toBe('a: 1\nb: \'x\'\nc: "y"\nd: |\n  l\n')
    expect(brought('a: 1\n', '{"a":1,"b":"x","c":{"d":["e"]}}').text).toBe('a: 1\nb: x\nc:\n  d:\n  - e\n')
  })

  it('edits a list item in the wire form', () => {
    expect(brought('- a: 1 # one\n  b: 2\n', 'a: 3\nb: 2\nc: 4\n', 'item').text).toBe('- a: 3 # one\n  b: 2\n  c: 4\n')
  })

  it('removes what the answer does not have', () => {
    expect(brought('a: 1\n# about b\nb: 2\nc: 3\n', 'a: 1\nc: 3\n').text).toBe('a: 1\nc: 3\n')
  })

  describe('comments', () => {
    it('never deletes one', () => {
      expect(brought('a: 1 # one\n# two\nb: 2\n', 'a: 1\nb: 2\n').changed).toBe(false)
    })

    it('never moves one', () => {
      expect(brought('a: 1 # one\n# two\nb: 2\n', '# one\na: 1\nb: 2 # two\n').changed).toBe(false)
    })

    it('writes a new one where it stands in the answer', () => {
      const text = 'a: 1\nb:\n- x: 1\nc:\n  d: 1\n'
      const answer = '# head a\na: 1 # line a\nb:\n# head item\n- x: 1\nc: # line c\n  d: 1\n# foot\n'
      expect(brought(text, answer).text).toBe(answer)
    })

    it('writes a text once more when the answer has it once more', () => {
      const text = 'a: 1 # kpt-set: ${x}\nb: 1\n'
      expect(brought(text, 'a: 1 # kpt-set: ${x}\nb: 1 # kpt-set: ${x}\n').text).toBe('a: 1 # kpt-set: ${x}\nb: 1 # kpt-set: ${x}\n')
    })

    it('puts another text beside a value in place of the one there', () => {
      expect(brought('a: 1 # old\n', 'a: 1 # new\n').text).toBe('a: 1 # new\n')
    })

    it.each([
      ['above a key', '# one\n# old\na: 1\n', '# one\n# new\na: 1\n'],
      ['above the first key behind a dash', 'b:\n- # old\n  c: 1\n', 'b:\n- # new\n  c: 1\n'],
      ['beside a key', 'a: # old\n  b: 1\n', 'a: # new\n  b: 1\n'],
      ['beside the header of a block scalar', 'a: |- # old\n  x\n', 'a: |- # new\n  x\n'],
      ['at the end', 'a: 1\n# old\n', 'a: 1\n# new\n'],
    ])('puts it in place of the one %s too, and is done', (_, text, answer) => {
      const once = brought(text, answer)
      expect(once.text).toBe(answer)
      expect(brought(once.text, answer).changed).toBe(false)
    })

    it('does not lose one that moved away for another', () => {
      expect(brought('a: 1 # old\nb: 2\n', 'a: 1 # new\nb: 2 # old\n').text).toBe('a: 1 # new\nb: 2 # old\n')
      expect(brought('a: 1 # x\nb: 2 # y\n', 'a: 1 # new\nb: 2 # x\n').text).toBe('a: 1 # new\nb: 2 # x\n')
    })

    it('keeps what the answer lacks beside what is new', () => {
      expect(brought('# one\na: 1\nb: 2 # two\n', 'a: 1 # three\n# four\nb: 2\n').text).toBe('# one\na: 1 # three\n# four\nb: 2 # two\n')
    })

    it('writes one above a dash that has no line for it', () => {
      const once = brought('a:\n- - x: 1\n', 'a:\n- # c\n  - x: 1\n')
      expect(once.text).toBe('a:\n# c\n- - x: 1\n')
      expect(brought(once.text, 'a:\n- # c\n  - x: 1\n').changed).toBe(false)
    })

    it('writes none into JSON or brackets, and says so', () => {
      const { changed, notes } = brought('{"a": 1}\n', '# x\na: 1 # y\n')
      expect(changed).toBe(false)
      expect(notes).toEqual([
        'the comment "# x" was answered above a, where this text has no line for it (JSON, brackets, another comment); it is left out',
        'the comment "# y" was answered beside a, where this text has no line for it (JSON, brackets, another comment); it is left out',
      ])
      expect(brought('a: [1]\n', 'a:\n- 1 # one\n').notes).toHaveLength(1)
    })

    it('writes one above the first key of a list item behind the dash', () => {
      expect(brought('- a: 1\n', '# head\na: 1\n', 'item').text).toBe('- # head\n  a: 1\n')
    })
  })

  describe('anchors', () => {
    const text = 'base: &b\n  x: 1\nother: *b\n'

    it('writes a change that aliases are meant to follow', () => {
      expect(brought(text, 'base: &b\n  x: 2\nother: *b\n').text).toBe('base: &b\n  x: 2\nother: *b\n')
    })

    it('unfolds an alias that no longer follows', () => {
      expect(brought(text, 'base:\n  x: 1\nother:\n  x: 3\n').text).toBe('base: &b\n  x: 1\nother:\n  x: 3\n')
      expect(brought(text, 'base:\n  x: 2\nother:\n  x: 1\n').text).toBe('base: &b\n  x: 2\nother:\n  x: 1\n')
    })

    it('takes unfolded aliases for the same', () => {
      expect(brought(text, 'base: {x: 1}\nother: {x: 1}\n').changed).toBe(false)
    })
  })

  it('reads a block scalar at the end of a file as kpt does', () => {
    expect(brought('a: |\n  x', 'a: x\n').changed).toBe(false)
    expect(brought('a: |\n  x', 'a: "x\\n"\n').text).toBe('a: |\n  x\n')
  })

  it('changes nothing when the answer cannot be read', () => {
    const resource = new Resource('a: 1\n', 'document', origin)
    expect(() => reconcile(resource, new Resource('a: [', 'document', origin))).toThrow(FieldError)
    expect(resource.text).toBe('a: 1\n')
  })

  it('takes a tree and its text as well', () => {
    const answer = new Resource('a: 2\n', 'document', origin)
    const resource = new Resource('a: 1\n', 'document', origin)
    reconcile(resource, { text: answer.text, tree: answer.tree()! })
    expect(resource.text).toBe('a: 2\n')
  })

  it('keeps keys that mean something to JavaScript what they are', () => {
    expect(brought('__proto__: 1\nconstructor: 2\n', '__proto__: 3\nconstructor: 2\ntoString: 4\n').text).toBe('__proto__: 3\nconstructor: 2\ntoString: 4\n')
  })
})
