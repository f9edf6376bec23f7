// What the bundles of the command and that of the Action are made with: which modules are loaded late, and how.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))
const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))

/** What is used of the parsers. Each goes into a bundle of its own, which is loaded when something of it is first called. */
export const LAZY = {
  cel: { from: '@marcbachmann/cel-js', names: ['Environment'] },
  re2: { from: 're2js', names: ['RE2JS'] },
  reference: { from: 'yaml', names: ['isAlias', 'isMap', 'isScalar', 'isSeq', 'parseDocument'] },
}

/** Puts stand-ins in the place of what those packages export. Data is copied, `new` and `instanceof` ask the real class. */
export async function lazyPackages() {
  const contents = {}
  for (const [bundle, { from, names }] of Object.entries(LAZY)) {
    const real = await import(from)
    const standIns = names.map((name) => {
      if (typeof real[name] !== 'function') return `export const ${name} = ${JSON.stringify(real[name])}`
      if (!/^class\b/.test(String(real[name]))) return `export const ${name} = (...args) => load().${name}(...args)`
      const traps = `construct: (_, args) => Reflect.construct(load().${name}, args), get: (_, key) => (key === Symbol.hasInstance ? (value) => value instanceof load().${name} : load().${name}[key])`
      return `export const ${name} = new Proxy(class {}, { ${traps} })`
    })
    contents[from] = `let loaded\nconst load = () => (loaded ??= require('./${bundle}.cjs'))\n${standIns.join('\n')}`
  }
  return {
    name: 'lazy packages',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: new RegExp(`^(?:${Object.keys(contents).join('|')})$`) }, ({ path }) => ({ path, namespace: 'lazy', sideEffects: false }))
      onLoad({ filter: /.*/, namespace: 'lazy' }, ({ path }) => ({ contents: contents[path] }))
    },
  }
}

/** The functions of the registry: their names and modules, in its order. */
export function registered() {
  const text = readFileSync(`${root}functions/index.ts`, 'utf8')
  const imports = new Map([...text.matchAll(/^import (\w+) from '(\.\/([\w-]+)\/function\.ts)'$/gm)].map(([, id, module, name]) => [id, { module, name }]))
  const ids = /= \[([\w\s,]*)\]/.exec(text)?.[1].match(/\w+/g) ?? []
  if (ids.length === 0 || ids.some((id) => !imports.has(id))) throw new Error('functions/index.ts must be imports and one list of their names')
  return ids.map((id) => imports.get(id))
}

/** The registry with one function in it; of the others only the names are there, for whoever lists them. */
export function onlyFunction(name) {
  const entry = (fn) => (fn.name === name ? 'fn' : `{ name: '${fn.name}' }`)
  const own = registered().find((fn) => fn.name === name)
  const head = own === undefined ? '' : `import fn from '${own.module}'\n`
  return registryAs('one function', `${head}export const functions = [${registered().map(entry).join(', ')}]`)
}

/** The registry with functions that are evaluated, each with its schema, when something but their name is asked for. */
export function lazyFunctions() {
  const lazy = 'const lazy = (name, load) => new Proxy({ name }, { get: (_, key) => (key === "name" ? name : load()[key]) })'
  const entries = registered().map(({ name, module }) => `lazy('${name}', () => require('${module}').default)`)
  return registryAs('lazy functions', `${lazy}\nexport const functions = [${entries.join(', ')}]`)
}

function registryAs(name, contents) {
  return { name, setup: ({ onLoad }) => onLoad({ filter: pathFilter('functions/index.ts') }, () => ({ contents, resolveDir: `${root}functions` })) }
}

/**
 * Schemas of configs lie, with their library, in bundles of their own: most calls come without a config of that kind, and to
 * make a schema costs a short process more than to use it. A config.ts that exports anything else is left as it is.
 */
export const SCHEMAS = new Map(
  [...readdirSync(`${root}functions`).map((name) => `functions/${name}`), 'src/cli/config']
    .map((folder) => [`config-${folder.split('/').at(-1)}`, `${folder}/config.ts`])
    .filter(([, file]) => existsSync(`${root}${file}`) && !schemasOf(`${root}${file}`).includes(undefined)),
)

/** The names of the schemas that a file exports; undefined for each other value that it does. */
function schemasOf(file) {
  return [...readFileSync(file, 'utf8').matchAll(/^export (?!interface|type)(?:const (\w+) = z\.)?/gm)].map(([, name]) => name)
}

export const lazySchemas = {
  name: 'lazy schemas',
  setup({ onLoad }) {
    for (const [bundle, file] of SCHEMAS) {
      const standIn = (name) => `export const ${name} = new Proxy({}, { get: (_, key) => require('./${bundle}.cjs').${name}[key] })`
      onLoad({ filter: pathFilter(file) }, ({ path }) => ({ contents: schemasOf(path).map(standIn).join('\n') }))
    }
  },
}

/** What matches the path of one file of this repository. */
function pathFilter(file) {
  return new RegExp(`/${file.replaceAll('.', '\\.')}$`)
}

/** Modules with one function that is hardly ever needed or gives bulky data; a bundle of its own is loaded when that is first called. */
export const MODULES = {
  parser: { from: 'src/krm/parse-fully.ts', name: 'parseFully' },
  'schemas-kubernetes': { from: 'src/check/schema/data/kubernetes.ts', name: 'kubernetesSchemas' },
  'schemas-crds': { from: 'src/check/schema/data/crds.ts', name: 'crdsSchemas' },
  'html-report': { from: 'src/check/html-report/html-report.ts', name: 'htmlReport' },
  check: { from: 'src/cli/check-call.ts', name: 'check' },
}

/** What a bundle of one of these is made with, apart from that of `check`: it takes the others from theirs. */
export const pluginsOf = (bundle, lazy) => (bundle === 'parser' ? [lazy] : [lazy, lazyModules(bundle)])

/** Stand-ins for these modules, but for that of the bundle that is being made. */
export const lazyModules = (own) => ({
  name: 'lazy modules',
  setup({ onLoad }) {
    for (const [bundle, { from, name }] of Object.entries(MODULES)) {
      if (bundle !== own) onLoad({ filter: pathFilter(from) }, () => ({ contents: `export const ${name} = (...args) => require('./${bundle}.cjs').${name}(...args)` }))
    }
  },
})

/** What is used of Node's own modules that cost milliseconds to load and that most commands never need. */
const BUILTINS = {
  'node:child_process': ['spawn', 'spawnSync'],
  'node:crypto': ['createHash', 'randomBytes', 'randomUUID'],
}

export const lazyBuiltins = {
  name: 'lazy builtins',
  setup({ onResolve, onLoad }) {
    const path = new RegExp(`^(?:${Object.keys(BUILTINS).join('|')})$`)
    onResolve({ filter: path }, (args) => (args.namespace === 'builtins' ? { path: args.path, external: true } : { path: args.path, namespace: 'builtins', sideEffects: false }))
    onLoad({ filter: path, namespace: 'builtins' }, (args) => {
      const standIns = BUILTINS[args.path].map((name) => `export const ${name} = (...args) => require('${args.path}').${name}(...args)`)
      return { contents: standIns.join('\n') }
    })
  },
}

export const common = {
  absWorkingDir: root,
  outdir: 'build',
  outExtension: { '.js': '.cjs' },
  bundle: true,
  minify: true,
  keepNames: false,
  platform: 'node',
  format: 'cjs',
  target: 'node20.19',
  define: { KRM_FLEET_VERSION: JSON.stringify(version), KRM_FLEET_FUNCTIONS: JSON.stringify(registered().map(({ name }) => name)) },
  legalComments: 'none',
  logLevel: 'warning',
}
