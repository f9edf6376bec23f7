// Bundles the command. Plain minified CommonJS, because that is what Node starts fastest; many bundles, because a function
// must not pay for the CLI and for other functions, nor anybody for a parser that is hardly ever needed.
import { build } from 'esbuild'
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { common, LAZY, lazyBuiltins, lazyFunctions, lazyModules, lazyPackages, lazySchemas, MODULES, onlyFunction, pluginsOf, registered, root, SCHEMAS } from './bundles.mjs'
import { makeCodeCaches, removeCodeCaches } from './code-cache.mjs'

const external = ['./cli.cjs', './docs.cjs', ...[...Object.keys({ ...LAZY, ...MODULES }), ...SCHEMAS.keys()].map((name) => `./${name}.cjs`)]
const lazy = await lazyPackages()
const names = registered().map(({ name }) => name)
if (existsSync(`${root}build`)) removeCodeCaches(`${root}build`)
await Promise.all([
  ...Object.entries(LAZY).map(([bundle, { from, names }]) => {
    const contents = `export { ${names.join(', ')} } from '${from}'`
    return build({ ...common, outdir: undefined, outfile: `build/${bundle}.cjs`, stdin: { contents, resolveDir: root } })
  }),
  build({ ...common, entryPoints: { 'krm-fleet': 'src/cli/main.ts', cli: 'src/cli/cli-main.ts' }, external, plugins: [lazy, lazyBuiltins, lazyModules(), lazySchemas, lazyFunctions()] }),
  build({ ...common, entryPoints: { sdk: 'src/cli/sdk.ts' }, external, plugins: [lazy, lazyModules()] }),
  // `check` reads whole packages: it takes of the others what the command takes.
  ...Object.entries(MODULES).map(([bundle, { from }]) => build({ ...common, entryPoints: { [bundle]: from }, external, plugins: bundle === 'check' ? [lazy, lazyBuiltins, lazyModules(bundle), lazySchemas, lazyFunctions()] : pluginsOf(bundle, lazy) })),
  ...[...SCHEMAS].map(([bundle, file]) => build({ ...common, entryPoints: { [bundle]: file } })),
  // One bundle per function: it starts with what it needs and nothing else. `none` answers for names that there are not.
  ...[...names, 'none'].map((name) =>
    build({ ...common, entryPoints: { [`fn-${name}`]: 'src/cli/fn-main.ts' }, external, plugins: [lazy, lazyBuiltins, lazyModules(), lazySchemas, onlyFunction(name)] }),
  ),
])
for (const file of readdirSync(`${root}build`)) {
  const name = /^fn-(.+)\.cjs$/.exec(file)?.[1]
  if (name !== undefined && name !== 'none' && !names.includes(name)) rmSync(`${root}build/${file}`)
}
chmodSync(`${root}build/krm-fleet.cjs`, 0o755)

// `--help` of a function is its README; loaded only when somebody asks.
const functions = `${root}functions/`
const docs = {}
for (const name of readdirSync(functions).sort()) {
  const readme = `${functions}${name}/README.md`
  if (existsSync(readme)) docs[name] = readFileSync(readme, 'utf8')
}
writeFileSync(`${root}build/docs.cjs`, `module.exports = ${JSON.stringify(docs)}\n`)

makeCodeCaches(root, names)
