// Bundles the command. Plain minified CommonJS, because that is what Node starts fastest; several bundles, because a
// function must not pay for the parts of the CLI that it never uses, nor anybody for a parser that is hardly ever needed.
import { build } from 'esbuild'
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))

/** Modules that go into a bundle of their own, which is loaded when one of their functions is first called. */
const LAZY = { reference: 'src/krm/tree-fallback.ts' }

/** Puts functions in the place of a lazy module that load the bundle and pass the call on. */
const lazyModules = {
  name: 'lazy modules',
  setup({ onLoad }) {
    for (const [bundle, file] of Object.entries(LAZY)) {
      onLoad({ filter: new RegExp(`/${file.replaceAll('.', '\\.')}$`) }, () => {
        const exported = [...readFileSync(root + file, 'utf8').matchAll(/^export (?!interface|type)(.*)$/gm)].map(([, what]) => what)
        const names = exported.map((what) => /^function (\w+)/.exec(what)?.[1])
        if (names.includes(undefined)) throw new Error(`${file} is loaded lazily: it can export nothing but functions and types`)
        return { contents: names.map((name) => `export const ${name} = (...args) => require('./${bundle}.cjs').${name}(...args)`).join('\n') }
      })
    }
  },
}

const common = {
  absWorkingDir: root,
  outdir: 'build',
  outExtension: { '.js': '.cjs' },
  bundle: true,
  minify: true,
  keepNames: false,
  platform: 'node',
  format: 'cjs',
  target: 'node20.19',
  define: { KRM_FLEET_VERSION: JSON.stringify(version) },
  legalComments: 'none',
  logLevel: 'warning',
}

await build({ ...common, entryPoints: LAZY })
await build({
  ...common,
  entryPoints: { 'krm-fleet': 'src/cli/main.ts', fn: 'src/cli/fn-main.ts', cli: 'src/cli/cli-main.ts' },
  external: ['./fn.cjs', './cli.cjs', './docs.cjs', ...Object.keys(LAZY).map((name) => `./${name}.cjs`)],
  plugins: [lazyModules],
})
chmodSync(`${root}build/krm-fleet.cjs`, 0o755)

// `--help` of a function is its README; loaded only when somebody asks.
const functions = `${root}functions/`
const docs = {}
for (const name of readdirSync(functions).sort()) {
  const readme = `${functions}${name}/README.md`
  if (existsSync(readme)) docs[name] = readFileSync(readme, 'utf8')
}
writeFileSync(`${root}build/docs.cjs`, `module.exports = ${JSON.stringify(docs)}\n`)
