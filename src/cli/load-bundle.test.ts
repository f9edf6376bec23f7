import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Script } from 'node:vm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { bundleLoader, codeCacheFile, wrapBundle } from './load-bundle.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bundles-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Writes a bundle, and what the build keeps beside it. */
function bundle(name: string, text: string): string {
  const file = join(folder, name)
  writeFileSync(file, text)
  const length = Buffer.alloc(4)
  length.writeUInt32LE(Buffer.byteLength(text))
  writeFileSync(codeCacheFile(file), Buffer.concat([length, Buffer.from(text), new Script(wrapBundle(text), { filename: file }).createCachedData()]))
  return file
}

it('gives what the bundle exports, once, and its own bundles and modules of Node too', () => {
  bundle('b.cjs', 'globalThis.loadedB = (globalThis.loadedB ?? 0) + 1\nmodule.exports = { two: 2 }')
  bundle('a.cjs', "const { two } = require('./b.cjs')\nexports.sum = two + require('./b.cjs').two + require('node:path').sep.length")
  const asked: string[] = []
  const load = bundleLoader(folder, (id) => (asked.push(id), createRequire(import.meta.url)(id)))
  expect(load('./a.cjs')).toEqual({ sum: 5 })
  expect(load('./a.cjs')).toBe(load('./a.cjs'))
  expect(asked).toEqual(['node:path'])
  expect(Reflect.get(globalThis, 'loadedB')).toBe(1)
})

it('leaves a bundle without compiled code to Node', () => {
  writeFileSync(join(folder, 'a.cjs'), 'module.exports = 1')
  expect(bundleLoader(folder, (id) => `node loads ${id}`)('./a.cjs')).toBe('node loads ./a.cjs')
})

it('never takes code of another text, also of one that is as long', () => {
  const file = bundle('a.cjs', 'module.exports = 1')
  writeFileSync(file, 'module.exports = 2')
  expect(bundleLoader(folder, createRequire(file))('./a.cjs')).toBe(2)
})

it('compiles anew when the code is damaged', () => {
  const file = bundle('a.cjs', 'module.exports = 1')
  const length = Buffer.alloc(4)
  length.writeUInt32LE(18)
  writeFileSync(codeCacheFile(file), Buffer.concat([length, Buffer.from('module.exports = 1'), Buffer.alloc(64, 7)]))
  expect(bundleLoader(folder, createRequire(file))('./a.cjs')).toBe(1)
})
