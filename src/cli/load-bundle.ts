/**
 * Loads a bundle with the code that V8 made of it when the command was built: a short process spends most of its time on
 * compilation. Such code fits one Node and one text; anything else is compiled anew, as everywhere.
 */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Script } from 'node:vm'

/** The file beside a bundle that holds its compiled code, for the Node that runs now. */
export function codeCacheFile(bundle: string): string {
  return `${bundle}.${process.version}-${process.arch}.cache`
}

/** The text that is compiled for a bundle: what Node wraps a CommonJS module into. */
export function wrapBundle(text: string): string {
  return `(function (exports, require, module, __filename, __dirname) {${text}\n})`
}

type Compiled = (exports: unknown, require: (id: string) => unknown, module: { exports: unknown }, file: string, folder: string) => void

/** `require` for bundles of one folder: those named `./…` are loaded with their code where there is some, all else by `fallback`. */
export function bundleLoader(folder: string, fallback: (id: string) => unknown): (id: string) => unknown {
  const loaded = new Map<string, { exports: unknown }>()
  const load = (id: string): unknown => {
    if (!id.startsWith('./')) return fallback(id)
    const known = loaded.get(id)
    if (known !== undefined) return known.exports
    const file = join(folder, id)
    const code = codeOf(file)
    if (code === undefined) return fallback(id)
    const module = { exports: {} }
    loaded.set(id, module)
    const script = new Script(wrapBundle(code.text), { filename: file, cachedData: code.compiled })
    const run = script.runInThisContext() as Compiled
    run(module.exports, load, module, file, folder)
    return module.exports
  }
  return load
}

/** A bundle's text with its code; undefined without a cache that was made from just this text. V8 itself only looks at its length. */
function codeOf(file: string): { text: string; compiled: Buffer } | undefined {
  let cache: Buffer
  try {
    cache = readFileSync(codeCacheFile(file))
  } catch {
    return undefined
  }
  const source = readFileSync(file)
  const from = 4 + source.length
  if (cache.length < from || cache.readUInt32LE(0) !== source.length || cache.compare(source, 0, source.length, 4, from) !== 0) return undefined
  return { text: source.toString('utf8'), compiled: cache.subarray(from) }
}
