// docs/rules: one page per rule and an index, made from the declarations. `npm run golden` writes them anew.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { rulePage } from '#check/report/rule-page.ts'
import { ALL_RULES } from '#check/rules/registry.ts'
import { CODE_FAMILIES } from '#krm/names.ts'

const FOLDER = fileURLToPath(new URL('../../docs/rules/', import.meta.url))

const HEAD = `# Rules

Every finding has a code that never changes its meaning. Turn a rule off or change its severity in \`krm-fleet.yaml\` (\`rules: {KRM105: off}\`), accept one finding with a comment on its line (\`# krm-fleet:ignore KRM105 reason\`) or an annotation of its object (\`krm-fleet.dev/ignore: KRM105 reason\`), leave rules out of some files under \`check.ignore\` or with \`--ignore\`, and keep the findings of an old repository in a baseline (\`krm-fleet check --write-baseline FILE\`).
`

function pages(): Map<string, string> {
  const families = Object.entries(CODE_FAMILIES).flatMap(([family, what]) => {
    const rules = ALL_RULES.filter(({ code }) => code.startsWith(family))
    const rows = rules.map(({ code, title, severity }) => `| [${code}](${code}.md) | ${severity} | ${title.replaceAll('|', String.raw`\|`)} |`)
    return rules.length === 0 ? [] : [`\n## ${family}: ${what}\n\n| rule | severity | |\n|---|---|---|\n${rows.join('\n')}\n`]
  })
  const rulePages = ALL_RULES.map((rule) => [`${rule.code}.md`, `# ${rule.code}: ${rule.title}\n\n${rulePage(rule)}`] as const)
  return new Map([['README.md', HEAD + families.join('')], ...rulePages])
}

test('docs/rules is what the rules say', () => {
  const fresh = pages()
  if (process.env['KRM_FLEET_GOLDEN'] !== undefined) {
    rmSync(FOLDER, { recursive: true, force: true })
    mkdirSync(FOLDER, { recursive: true })
    for (const [name, text] of fresh) writeFileSync(FOLDER + name, text)
  }
  const committed = new Map(readdirSync(FOLDER).toSorted().map((name) => [name, readFileSync(FOLDER + name, 'utf8')]))
  expect([...committed.keys()], 'npm run golden').toEqual([...fresh.keys()].toSorted())
  for (const [name, text] of fresh) expect(committed.get(name), `${name}: npm run golden`).toBe(text)
})
