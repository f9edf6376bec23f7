// Bundles the command. Plain minified CommonJS, because that is what Node starts fastest; two bundles, because a
// function must not pay for the parts of the CLI that it never uses.
import { build } from 'esbuild'
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))

await build({
  absWorkingDir: new URL('..', import.meta.url).pathname,
  entryPoints: { 'krm-fleet': 'src/cli/main.ts', fn: 'src/cli/fn-main.ts', cli: 'src/cli/cli-main.ts' },
  outdir: 'build',
  outExtension: { '.js': '.cjs' },
  bundle: true,
  minify: true,
  keepNames: false,
  platform: 'node',
  format: 'cjs',
  target: 'node20.19',
  external: ['./fn.cjs', './cli.cjs', './docs.cjs'],
  define: { KRM_FLEET_VERSION: JSON.stringify(version) },
  legalComments: 'none',
  logLevel: 'warning',
})
chmodSync(new URL('../build/krm-fleet.cjs', import.meta.url), 0o755)

// `--help` of a function is its README; loaded only when somebody asks.
const functions = new URL('../functions/', import.meta.url)
const docs = {}
for (const name of readdirSync(functions).sort()) {
  const readme = new URL(`${name}/README.md`, functions)
  if (existsSync(readme)) docs[name] = readFileSync(readme, 'utf8')
}
writeFileSync(new URL('../build/docs.cjs', import.meta.url), `module.exports = ${JSON.stringify(docs)}\n`)
