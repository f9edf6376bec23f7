// The pages that people read: each function's page is complete, its examples fit and are run, every page is found from
// docs/README.md, and no link leads nowhere. `npm run golden` writes the generated parts.

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import { loadAll } from 'js-yaml'
import { describe, expect, it } from 'vitest'
import { functions } from '#functions/index.ts'
import { configKindOf, FN_API_VERSION, IMAGE_PREFIX } from '#krm/names.ts'
import { readKptfile } from '#render/kptfile.ts'
import { Resource } from '#krm/resource.ts'
import { parseCase } from '../cases/case-file.ts'
import { configSchema } from './config-schema.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const golden = process.env['KRM_FLEET_GOLDEN'] !== undefined
const text = (path: string): string => readFileSync(ROOT + path, 'utf8')
const { version } = JSON.parse(text('package.json')) as { version: string }

/** Writes the page anew, or expects that it is. */
function fresh(path: string, generated: RegExp, part: (name: string) => string): void {
  const page = text(path)
  const now = page.replaceAll(generated, (_, start: string, name: string, end: string) => `${start}${part(name)}${end}`)
  expect(page).toMatch(generated)
  if (golden) writeFileSync(ROOT + path, now)
  else expect(page === now, `${path} is stale: npm run golden`).toBe(true)
}

/** A case as a reader sees it; that it is true is shown by test/cases. */
function caseText(fn: string, name: string): string {
  const { reason, config, files, changes, results } = parseCase(text(`functions/${fn}/cases/${name}.case`))
  const block = (title: string, kind: string, body: string): string => (body === '' ? '' : `${title}:\n\`\`\`${kind}\n${body.trimEnd()}\n\`\`\`\n`)
  const given = files.map(({ path, text }) => block(`\`${path}\``, 'yaml', text)).join('')
  return `*${reason.replaceAll('\n', ' ')}*\n\n${block('The config', 'yaml', config ?? '')}${given}${block('What changes', 'diff', changes)}${block('What is said', 'text', results)}`
}

describe.each(functions.map(({ name }) => name))('the page of %s', (name) => {
  const path = `functions/${name}/README.md`
  const page = text(path)
  const blocks = [...page.matchAll(/^```yaml\n([^]*?)^```$/gm)].map(([, block]) => block!)

  it('has a case, a table of the config, a table of the findings, and the way on', () => {
    fresh(path, /(<!-- generated: case ([\w-]+) -->\n)[^]*?(<!-- end -->)/g, (title) => caseText(name, title))
    for (const part of ['<!-- generated: config -->', /<!-- generated: (?:results|rules) -->/, `(../../docs/schemas/${name}.json)`, '(../../docs/rules/README.md)', '(../../docs/README.md)']) expect(page).toMatch(part)
    expect(page.match(/^## Overview\n+(\S.+)$/m)?.[1]?.length).toBeGreaterThan(40)
  })

  it('shows configs that the function takes', () => {
    const fn = functions.find((each) => each.name === name)!
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(JSON.parse(configSchema(fn)) as object)
    const configs = blocks.flatMap((block) => loadAll(block) as { kind?: string }[]).filter(({ kind }) => kind === configKindOf(name))
    expect(configs.length).toBeGreaterThan(0)
    // YAML 1.1, which kpt reads, takes `off` without quotes for false: both are in the schema.
    for (const config of configs) expect(validate(config), `${JSON.stringify(config)} ${JSON.stringify(validate.errors)}`).toBe(true)
  })

  it('shows Kptfiles that can be read, with the image of this version, and as a program', () => {
    const kptfiles = blocks.filter((block) => /^pipeline:/m.test(block)).map((block) => (block.startsWith('apiVersion') ? block : `apiVersion: kpt.dev/v1\nkind: Kptfile\nmetadata:\n  name: page\n${block}`))
    const read = kptfiles.map((kptfile) => readKptfile('Kptfile', new Resource(kptfile, 'document', { path: 'Kptfile', index: 0 })))
    expect(read.flatMap(({ problems = [] }) => problems.map(({ message }) => message))).toEqual([])
    const all = read.flatMap(({ kptfile }) => [...(kptfile?.mutators ?? []), ...(kptfile?.validators ?? [])])
    expect(all.flatMap(({ image = '' }) => (image.startsWith(IMAGE_PREFIX) ? [image.replace(/^.*:/, '')] : []))).toContain(`v${version}`)
    expect(all.map(({ exec }) => exec)).toContain(`krm-fleet fn ${name}`)
    expect(page).toContain(FN_API_VERSION)
  })
})

const PAGES = ['README.md', 'CONTRIBUTING.md', ...readdirSync(`${ROOT}docs`).filter((file) => file.endsWith('.md')).map((file) => `docs/${file}`), ...functions.map(({ name }) => `functions/${name}/README.md`)]

/** The anchors of a page, as GitHub makes them of headings. */
function anchorsOf(path: string): Set<string> {
  const withoutCode = text(path).replaceAll(/^```[^]*?^```$/gm, '')
  return new Set([...withoutCode.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading!.toLowerCase().replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll(/[^\p{L}\p{N}\s_-]/gu, '').replaceAll(' ', '-')))
}

it.each(PAGES)('links of %s lead somewhere', (path) => {
  const links = [...text(path).replaceAll(/^```[^]*?^```$/gm, '').matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link!).filter((link) => !/^https?:/.test(link))
  const broken = links.filter((link) => {
    const [file = '', anchor] = link.split('#')
    const target = file === '' ? path : normalize(join(dirname(path), file))
    return !existsSync(ROOT + target) || (anchor !== undefined && !anchorsOf(target).has(anchor))
  })
  expect(broken).toEqual([])
})

it('docs/README.md leads to every page and every function', () => {
  fresh('docs/README.md', /(<!-- generated: (functions) -->\n)[^]*?(<!-- end -->)/g, () => `| function | | what it does |\n|---|---|---|\n${functions.map(({ name, type, summary }) => `| [${name}](../functions/${name}/README.md) | ${type} | ${summary} |\n`).join('')}`)
  const index = text('docs/README.md')
  const pages = readdirSync(`${ROOT}docs`).filter((file) => file.endsWith('.md') && file !== 'README.md')
  expect(pages.filter((page) => !index.includes(`(${page})`))).toEqual([])
  expect(text('README.md')).toContain('(docs/README.md)')
  expect(index).toContain(`krm-fleet-${version}.tgz`)
  expect(index).toContain(`${IMAGE_PREFIX}/krm-fleet:v${version}`)
})
