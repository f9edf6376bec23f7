// The bundle of the GitHub Action, which is committed: GitHub runs what lies in dist/ and builds nothing. It is not minified,
// so that a change can be reviewed and merged; parsers and schemas are files of their own. `npm run action` writes it.
import { build } from 'esbuild'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { common, LAZY, lazyFunctions, lazyModules, lazyPackages, MODULES, pluginsOf, root } from './bundles.mjs'

/** The call of the library is none of the Action's. */
const { check: _, ...modules } = MODULES
const options = { ...common, minify: false, outdir: 'dist', write: false, metafile: true }

/** The files of dist/ by name: the same bytes on every machine. */
export async function actionFiles() {
  const lazy = await lazyPackages()
  const external = Object.keys({ ...LAZY, ...modules }).map((name) => `./${name}.cjs`)
  const results = await Promise.all([
    build({ ...options, entryPoints: { action: 'src/action/main.ts' }, external, plugins: [lazy, lazyModules('check'), lazyFunctions()] }),
    ...Object.entries(modules).map(([bundle, { from }]) => build({ ...options, entryPoints: { [bundle]: from }, external, plugins: pluginsOf(bundle, lazy) })),
    ...Object.entries(LAZY).map(([bundle, { from, names }]) =>
      build({ ...options, outdir: undefined, outfile: `dist/${bundle}.cjs`, stdin: { contents: `export { ${names.join(', ')} } from '${from}'`, resolveDir: root } })),
  ])
  const files = new Map(results.flatMap(({ outputFiles }) => outputFiles.map(({ path, text }) => [basename(path), text])))
  files.set('licenses.txt', licensesOf(results.flatMap(({ metafile }) => Object.keys(metafile.inputs))))
  return new Map([...files].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** The licences of the packages that parts of are in the bundle. */
function licensesOf(inputs) {
  const names = new Set(inputs.flatMap((path) => /(?:^|.*\/)node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []))
  return [...names].toSorted().map((name) => {
    const folder = `${root}node_modules/${name}/`
    const { version, license } = JSON.parse(readFileSync(`${folder}package.json`, 'utf8'))
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry))
    return `${name} ${version} (${license})\n\n${file === undefined ? '' : readFileSync(folder + file, 'utf8').replaceAll('\r\n', '\n').trim()}\n`
  }).join('\n----\n\n')
}

/** Writes the files into a folder, and removes what is not among them. */
export function writeAction(folder, files) {
  mkdirSync(folder, { recursive: true })
  for (const name of readdirSync(folder)) if (!files.has(name)) rmSync(`${folder}/${name}`)
  for (const [name, text] of files) writeFileSync(`${folder}/${name}`, text)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeAction(process.argv[2] ?? `${root}dist`, await actionFiles())
