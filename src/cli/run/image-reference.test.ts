import { describe, expect, it } from 'vitest'
import { isImageReference, resolveImage } from './image-reference.ts'

const digest = `sha256:${'a'.repeat(64)}`

describe('isImageReference', () => {
  it.each([
    'set-labels',
    'set-labels:v0.1.5',
    'ghcr.io/kptdev/krm-functions-catalog/set-labels:v0.1.5',
    `ghcr.io/kptdev/set-labels@${digest}`,
    `ghcr.io/kptdev/set-labels:v1@${digest}`,
    'localhost:5000/a/b__c/d-_x'.replace('-_', '--'),
    '[2001:db8::1]:5000/x:latest',
    'Example.COM/a/b:V1',
    '0/0:_',
    `a:${'t'.repeat(128)}`,
  ])('takes %s', (image) => expect(isImageReference(image)).toBe(true))

  it.each([
    '',
    '--privileged',
    '-v/:/host',
    '$(id)',
    '`id`',
    'a;id',
    'a b',
    'a\n',
    ' a',
    'A/b'.toUpperCase(),
    'set-Labels',
    'a//b',
    'a/',
    '/a',
    'a:',
    'a:-x',
    'a@sha256:abc',
    `a@sha256:${'A'.repeat(64)}`,
    `a@md5:${'a'.repeat(32)}`,
    `a@${digest}:v1`,
    'a___b',
    'a-',
    'http://example.com/a',
    '../a',
    `a:${'t'.repeat(129)}`,
    `${'a'.repeat(256)}`,
    'é/a',
  ])('refuses %j', (image) => expect(isImageReference(image)).toBe(false))

  it('decides hostile lengths at once', () => {
    expect(isImageReference('a'.repeat(1e6))).toBe(false)
    expect(isImageReference(`${'a-'.repeat(299)}!`)).toBe(false)
    expect(isImageReference(`${'a.'.repeat(299)}!`)).toBe(false)
  })
})

describe('resolveImage', () => {
  it.each([
    [{ image: 'set-labels' }, undefined, 'ghcr.io/kptdev/krm-functions-catalog/set-labels:latest'],
    [{ image: 'set-labels:v0.1' }, 'example.com/fns', 'example.com/fns/set-labels:v0.1'],
    [{ image: 'set-labels:v0.1' }, 'example.com/fns/', 'example.com/fns/set-labels:v0.1'],
    [{ image: 'set-labels' }, '', 'set-labels:latest'],
    [{ image: 'other/set-labels' }, 'example.com/fns', 'other/set-labels:latest'],
    [{ image: 'localhost:5000/x' }, undefined, 'localhost:5000/x:latest'],
    [{ image: `x/y@${digest}` }, undefined, `x/y@${digest}`],
    [{ image: 'x/y', tag: 'v0.4.5' }, undefined, 'x/y:v0.4.5'],
    [{ image: `x/y:v1@${digest}`, tag: '0.4.5' }, undefined, 'x/y:0.4.5'],
    [{ image: 'x/y:v1', tag: 'v1.2' }, undefined, 'x/y:v1.2'],
    [{ image: 'x/y:v1', tag: 'v1.2.3-rc.1' }, undefined, 'x/y:v1.2.3-rc.1'],
    [{ image: 'x/y:v1', tag: 'unstable' }, undefined, 'x/y:unstable'],
    [{ image: 'x/y:v1', tag: 'v1.x-dev_2' }, undefined, 'x/y:v1.x-dev_2'],
    [{ image: 'x/y:v1', tag: '' }, undefined, 'x/y:v1'],
  ])('%j with prefix %j is %s', (fn, prefix, image) => {
    expect(resolveImage(fn, prefix)).toEqual({ ok: true, image })
  })

  it.each(['~0.4', '^1.2', '>=0.1 <0.3', '1.x', '1.2.X', '*', 'v1.*', '0.1 - 0.3', '1 || 2', '=1.2.3', '!=1.2', '1.1, 1.2'])(
    'range %s would need a registry and is an error that says so',
    (tag) => {
      const choice = resolveImage({ image: 'x/y', tag })
      expect(choice).toMatchObject({ ok: false, failure: { code: 'KPT208' } })
      expect(choice.ok ? '' : choice.failure.message).toContain(`tag "${tag}" of image "x/y" is a version range`)
    },
  )

  it.each([
    [{ image: '--privileged' }, undefined, /"--privileged" is not an image reference: expected/],
    [{ image: 'x' }, '--privileged', /check the image prefix "--privileged"/],
    [{ image: 'x/y', tag: '-v' }, undefined, /tag "-v" of image "x\/y" is not an image tag/],
    [{ image: 'x/y', tag: '1.2.3+build' }, undefined, /is not an image tag/],
    [{ image: 'x/y', tag: '$(id)' }, undefined, /is not an image tag/],
  ])('refuses %j with prefix %j', (fn, prefix, message) => {
    const choice = resolveImage(fn, prefix)
    expect(choice).toMatchObject({ ok: false, failure: { code: 'KPT207' } })
    expect(choice.ok ? '' : choice.failure.message).toMatch(message)
  })
})
