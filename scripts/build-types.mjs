// The declarations of the library (src/cli/library.ts, sdk.ts), with those of zod that they need: the published package depends on
// nothing. Only what is reached from the entries is taken; the types of kpt-functions stay with that package.
import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const require = createRequire(import.meta.url)
const target = join(root, 'build/types')
const emitted = mkdtempSync(join(tmpdir(), 'types-'))
execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '--noEmit', 'false', '--declaration', '--emitDeclarationOnly', '--outDir', emitted], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })

const aliases = Object.entries(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).imports).map(([alias, to]) => [alias.slice(0, -1), to.slice(2, -1)])
const zod = dirname(require.resolve('zod/package.json'))
const places = [[emitted, ''], [zod, 'zod']]

/** The declaration file that `specifier` names in `file`; undefined for what is left to its own package. */
function resolved(file, specifier) {
  if (specifier.startsWith('.')) return declarationAt(resolve(dirname(file), specifier))
  if (specifier === 'zod/mini') return join(zod, 'mini/index.d.ts')
  const alias = aliases.find(([prefix]) => specifier.startsWith(prefix))
  return alias === undefined ? undefined : declarationAt(join(emitted, alias[1], specifier.slice(alias[0].length)))
}

function declarationAt(path) {
  const file = path.replace(/\.[cm]?[jt]s$/, '.d.ts')
  if (!existsSync(file)) throw new Error(`there is no declaration ${file}`)
  return file
}

function placeOf(file) {
  const [from, folder] = places.find(([from]) => file.startsWith(`${from}/`))
  return join(folder, relative(from, file))
}

rmSync(target, { recursive: true, force: true })
const seen = new Set(['library', 'sdk'].map((entry) => join(emitted, `src/cli/${entry}.d.ts`)))
for (const file of seen) {
  const text = readFileSync(file, 'utf8').replaceAll(/(\bfrom |\bimport\(|^import )(["'])([^"']+)\2/gm, (whole, lead, quote, specifier) => {
    const found = resolved(file, specifier)
    if (found === undefined) return whole
    seen.add(found)
    const path = relative(dirname(placeOf(file)), placeOf(found)).replace(/\.d\.ts$/, '.js')
    return `${lead}${quote}${path.startsWith('.') ? path : `./${path}`}${quote}`
  })
  mkdirSync(dirname(join(target, placeOf(file))), { recursive: true })
  writeFileSync(join(target, placeOf(file)), text)
}
rmSync(emitted, { recursive: true, force: true })
