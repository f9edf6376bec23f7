// Lays out a new function: `npm run new-function <verb-noun>`. It works at once and does nothing; the contract test then
// says what is missing.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const [name, ...more] = process.argv.slice(2)
const refuse = (message) => {
  console.error(`new-function: ${message}`)
  process.exit(2)
}

if (name === undefined || more.length > 0) refuse('usage: npm run new-function <verb-noun>, for example: npm run new-function validate-quotas')
if (!/^[a-z]+(?:-[a-z0-9]+)+$/.test(name) || name.length > 63) refuse(`${name} is no verb and noun in lower case, parted by dashes: the name of an image and of a folder`)
const folder = `functions/${name}`
if (existsSync(root + folder)) refuse(`${folder} exists already`)

const camel = name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase())
const kind = camel.charAt(0).toUpperCase() + camel.slice(1)
const type = /^(?:validate|check|verify)-/.test(name) ? 'validator' : 'mutator'
const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))

const files = {
  'config.ts': `/** The functionConfig of ${name}: kind ${kind}. */

import * as z from 'zod/mini'

export const ${kind}Config = z.strictObject({
  annotation: z.optional(z.string().check(z.describe('The annotation that is looked for. Default: \`example.com/owner\`.'))),
})

export type ${kind} = z.infer<typeof ${kind}Config>
`,
  'function.ts': `/** Says in one sentence what the function is for. */

import { defineFunction } from '#krm/function.ts'
import { ${kind}Config } from './config.ts'

export default defineFunction({
  name: '${name}',
  type: '${type}',
  summary: 'Says which resources carry an annotation.',
  config: ${kind}Config,
  run({ config, items, results }) {
    const annotation = (config.form === 'own' ? config.value.annotation : undefined) ?? 'example.com/owner'
    for (const item of items) {
      const value = item.annotations.get(annotation)
      if (value !== undefined) results.info('KRM000', \`\${annotation} is \${value}\`, item.field('metadata', 'annotations', annotation))
    }
  },
})
`,
  'README.md': `# ${name}

## Overview
Says which resources carry an annotation. (Say what it is for, in the words of whoever needs it.)

## Usage
With images:
\`\`\`yaml
apiVersion: kpt.dev/v1
kind: Kptfile
metadata:
  name: example
pipeline:
  ${type}s:
  - image: ghcr.io/krm-fleet/${name}:v${version}
\`\`\`
With the command in \`PATH\` and \`kpt fn render --allow-exec\`:
\`\`\`yaml
pipeline:
  ${type}s:
  - exec: krm-fleet fn ${name}
\`\`\`

## FunctionConfig
\`apiVersion: fn.krm-fleet.dev/v1alpha1\`, \`kind: ${kind}\`.

| field | type | meaning |
|---|---|---|
| \`annotation\` | string | The annotation that is looked for. Default: \`example.com/owner\`. |

## Examples
\`\`\`yaml
apiVersion: fn.krm-fleet.dev/v1alpha1
kind: ${kind}
metadata:
  name: config
annotation: example.com/team
\`\`\`
`,
  'cases/first.case': `-- reason --
An annotation that is there is named.
-- config --
apiVersion: fn.krm-fleet.dev/v1alpha1
kind: ${kind}
metadata:
  name: config
annotation: example.com/team
-- namespace.yaml --
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  annotations:
    example.com/team: blue
-- changes --
-- results --
namespace.yaml:6:23: info: KRM000 example.com/team is blue (Namespace shop metadata.annotations[example.com/team])
`,
}

mkdirSync(`${root}${folder}/cases`, { recursive: true })
for (const [file, text] of Object.entries(files)) writeFileSync(`${root}${folder}/${file}`, text)

const registry = `${root}functions/index.ts`
writeFileSync(registry, registered(readFileSync(registry, 'utf8')))

console.log(`${folder} is laid out, and functions/index.ts names it. It works already; make it yours:
1. Say in config.ts what can be configured and in function.ts what is done. Findings get codes of your own (src/krm/names.ts lists the families; KRM000 is a placeholder).
2. One case per thing that can happen: ${folder}/cases/*.case, reason first. npm run golden writes what is expected; read it.
3. Write the README: it is also what --help prints.
4. npm run images -- --write adds the stage to the Dockerfile, npm run golden writes docs/schemas/${name}.json.
5. npm run build && npx vitest run test/contract says what is still missing; npm run check, and it is done.`)

/** The registry with the function's import and its line, both in the order of names. */
function registered(text) {
  const imports = [...text.matchAll(/^import \w+ from '\.\/[\w-]+\/function\.ts'\n/gm)].map(([line]) => line)
  const first = text.indexOf(imports[0])
  const list = /^(export const functions[^\n]*\[\n)((?: {2}\w+,\n)*)\]/m.exec(text)
  if (first === -1 || list === null || text.slice(first, first + imports.join('').length) !== imports.join('')) {
    refuse(`functions/index.ts is not of the form that this script knows: add ${camel} from './${name}/function.ts' by hand`)
  }
  const byName = (a, b) => (folderOf(a) < folderOf(b) ? -1 : 1)
  const all = [...imports, `import ${camel} from './${name}/function.ts'\n`].sort(byName)
  const lines = all.map((line) => `  ${/^import (\w+)/.exec(line)[1]},\n`)
  return text.replace(imports.join(''), () => all.join('')).replace(list[0], () => `${list[1]}${lines.join('')}]`)
}

function folderOf(line) {
  return /'\.\/([\w-]+)\//.exec(line)[1]
}
