// Cases of catalog functions: what they are given, and what comes out, as one text.

import { readFileSync } from 'node:fs'

/**
 * `=== name`, the functionConfig, `---` and an item for each item, `=>` and what comes out. `(config)` in front of a name: the
 * libraries have no word in it, because the function itself reads its config.
 */
export interface CatalogCase {
  readonly name: string
  readonly config: string
  readonly items: readonly string[]
  readonly expected: string
}

export function casesIn(text: string): CatalogCase[] {
  return text.split(/^=== /m).slice(1).map((one) => {
    const [head, expected = ''] = one.split(/^=>\n/m)
    const [name, ...rest] = head!.split('\n')
    const [config, ...items] = rest.join('\n').split(/^---\n/m)
    return { name: name!, config: config!.trim(), items, expected }
  })
}

/** The cases of a function of the catalog. */
export function catalogCases(name: string): CatalogCase[] {
  return casesIn(readFileSync(fileOf(name), 'utf8'))
}

export function fileOf(name: string): URL {
  return new URL(`cases/${name}.txt`, import.meta.url)
}

/** The text of the cases, with what came out put in. */
export function casesText(cases: readonly CatalogCase[]): string {
  return cases.map(({ name, config, items, expected }) => `=== ${name}\n${config === '' ? '' : `${config}\n`}${items.map((item) => `---\n${item}`).join('')}=>\n${expected}`).join('')
}
