// What every function of the registry owes to kpt, to Porch, to its readers and to whoever calls it; one list of what is
// missing per function, so that its author sees all of it at once. `npm run golden` writes docs/schemas/.

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { functions } from '#functions/index.ts'
import type { KrmFunction } from '#krm/function.ts'
import { configKindOf, FN_API_VERSION } from '#krm/names.ts'
import { readResourceList } from '#krm/resource-list.ts'
import { describe, expect, it } from 'vitest'
import { configSchema } from './config-schema.ts'
import { root, run, runWithSlowReader } from './processes.ts'
import { bulkyItems, casesOf, wireText } from './wire-lists.ts'

const golden = process.env['KRM_FLEET_GOLDEN'] !== undefined
const SECTIONS = ['Overview', 'Usage', 'FunctionConfig', 'Examples']

function textOf(path: string): string {
  return existsSync(root + path) ? readFileSync(root + path, 'utf8') : ''
}

describe('the registry', () => {
  it('holds every folder that declares a function, by its name, once', () => {
    const folders = readdirSync(`${root}functions`).filter((name) => existsSync(`${root}functions/${name}/function.ts`))
    expect(functions.map(({ name }) => name)).toEqual(folders.toSorted())
  })
})

/** What is missing of a function's papers. */
function missingOf(fn: KrmFunction): string[] {
  const { name } = fn
  const kind = configKindOf(name)
  const readme = textOf(`functions/${name}/README.md`)
  const files = ['function.ts', 'config.ts', 'README.md'].map((file) => `functions/${name}/${file}`)
  const checks: readonly (readonly [boolean, string])[] = [
    [/^[a-z]+(?:-[a-z0-9]+)+$/.test(name), `the name ${name} is no verb and noun (DNS-1123)`],
    [/^\S.*\.$/.test(fn.summary), 'the summary is no sentence that ends in a full stop'],
    ...files.map((file) => [existsSync(root + file), `there is no ${file}`] as const),
    [readme.startsWith(`# ${name}\n`), 'the README does not begin with the name of the function'],
    ...SECTIONS.map((section) => [readme.includes(`\n## ${section}\n`), `the README has no section "## ${section}"`] as const),
    [readme.includes(kind) && readme.includes(FN_API_VERSION), `the README does not name the config, ${FN_API_VERSION} ${kind}`],
    ...fieldsOf(fn).map((field) => [readme.includes(`\`${field}`), `the README does not explain the field ${field} of the config`] as const),
    [casesOf(name).size > 0, `there is no case: functions/${name}/cases/*.case`],
    [run(name, ['--help']).status === 0, '--help fails'],
    [readme !== '' && run(name, ['--help']).stdout === readme, '--help does not print the README (npm run build?)'],
    [hasStage(name), 'the Dockerfile has no stage for it, with all of argv in ENTRYPOINT (npm run images -- --write)'],
    [isFreshSchema(fn), `docs/schemas/${name}.json is missing or stale (npm run golden)`],
  ]
  return checks.flatMap(([holds, what]) => (holds ? [] : [what]))
}

function fieldsOf(fn: KrmFunction): string[] {
  const { properties = {} } = JSON.parse(configSchema(fn)) as { properties?: object }
  return Object.keys(properties).filter((field) => !['apiVersion', 'kind', 'metadata'].includes(field))
}

function hasStage(name: string): boolean {
  const dockerfile = textOf('Dockerfile')
  const argv = JSON.stringify(['/nodejs/bin/node', '/app/krm-fleet.cjs', 'fn', name]).replaceAll('","', '", "')
  return dockerfile.includes(`\nFROM base AS ${name}\nENTRYPOINT ${argv}\n`) && /^CMD \[\]$/m.test(dockerfile)
}

function isFreshSchema(fn: KrmFunction): boolean {
  const path = `docs/schemas/${fn.name}.json`
  if (golden) {
    mkdirSync(`${root}docs/schemas`, { recursive: true })
    writeFileSync(root + path, configSchema(fn))
  }
  return textOf(path) === configSchema(fn)
}

describe.each(functions.map((fn) => [fn.name, fn] as const))('%s', (name, fn) => {
  it('has all of its papers', () => expect(missingOf(fn), 'missing').toEqual([]))

  const V1 = 'apiVersion: config.kubernetes.io/v1\nkind: ResourceList\n'
  it.each([
    ['nothing', ''],
    ['blanks', '\n \n'],
    ['another kind', 'apiVersion: v1\nkind: List\nitems: []\n'],
    ['another version', 'apiVersion: config.kubernetes.io/v9\nkind: ResourceList\nitems: []\n'],
    ['no items', V1],
    ['a list cut off in a line', `${V1}items:\n- apiVersion: v1\n  kind: Config`],
    ['a list cut off in a text', `${V1}items:\n- apiVersion: v1\n  kind: "Conf\n`],
    ['no YAML', 'a: [\n'],
    ['an argument', undefined],
  ])('refuses %s with exit code 2 and says nothing on standard output', (_, input) => {
    const { status, stdout, stderr } = input === undefined ? run(name, ['--no-such-flag']) : run(name, [], input)
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toMatch(/^[\w-]+: .*\b[A-Z]{2,3}\d{3}\b/)
  })

  const [, first] = [...casesOf(name)][0] ?? []
  it.runIf(first !== undefined).each(['v1', 'v1beta1', 'v1alpha1'])('takes a list of version %s and answers in it', (version) => {
    const { status, stdout } = run(name, [], wireText(first!, `config.kubernetes.io/${version}`))
    expect(status).toBeLessThan(2)
    expect(stdout.startsWith(`apiVersion: config.kubernetes.io/${version}\nkind: ResourceList\n`)).toBe(true)
  })

  it.runIf(first !== undefined)('changes nothing in its own answer', () => {
    const itemsOf = (text: string): string[] => {
      const read = readResourceList(text)
      if ('problems' in read) throw new Error(read.problems.map(({ message }) => message).join('; '))
      return read.list.items.map((item) => item.text)
    }
    const once = run(name, [], wireText(first!)).stdout
    const withoutResults = once.replace(/^results:\n[^]*$/m, '')
    expect(itemsOf(run(name, [], withoutResults).stdout)).toEqual(itemsOf(once))
  })

  it('changes something in a case, or never if it is a validator', () => {
    const changing = [...casesOf(name)].filter(([, { changes }]) => changes !== '').map(([file]) => file)
    if (fn.type === 'validator') expect(changing).toEqual([])
    else expect(changing.length).toBeGreaterThan(0)
  })

  it.runIf(first !== undefined)('gives back 6 MiB through a slow reader', async () => {
    const bulk = bulkyItems(6 * 1024 * 1024)
    const { status, stdout } = await runWithSlowReader(name, wireText(first!).replace('\nitems:\n', `\nitems:\n${bulk}`))
    expect(status).toBeLessThan(2)
    expect(stdout.split('\n- apiVersion: v1\n  kind: ConfigMap\n  metadata:\n    name: bulk-')).toHaveLength(bulk.split('kind: ConfigMap').length)
    expect(stdout.includes(bulk)).toBe(true)
  })
})
