// Our workflows and action.yml as actionlint reads them: syntax, types of expressions, inputs of actions, scripts.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { actionlintPath, describeWith, needs } from '../oracles/oracles.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** What it says of a repository with these workflows and our action.yml; empty when nothing is wrong. */
function complaints(workflows: ReadonlyMap<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'workflows-'))
  try {
    mkdirSync(join(folder, '.github/workflows'), { recursive: true })
    mkdirSync(join(folder, 'dist'))
    // It looks for the repository's root.
    mkdirSync(join(folder, '.git'))
    writeFileSync(join(folder, 'dist/action.cjs'), '')
    writeFileSync(join(folder, 'action.yml'), readFileSync(join(ROOT, 'action.yml')))
    for (const [name, text] of workflows) writeFileSync(join(folder, '.github/workflows', name), text)
    const { stdout, stderr } = spawnSync(actionlintPath()!, ['-no-color', '-oneline', '-shellcheck=', '-pyflakes='], { cwd: folder, encoding: 'utf8' })
    return stdout + stderr
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

describeWith('actionlint', needs.actionlint(), () => {
  const folder = join(ROOT, '.github/workflows')
  const ours = new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]))

  it('finds nothing in our workflows', () => {
    expect(ours.size).toBeGreaterThan(2)
    expect(complaints(ours)).toBe('')
  })

  it('the workflow of the documentation is one that can be copied', () => {
    const [, copied] = /```yaml\n(name: blueprints\n[^]*?)```/.exec(readFileSync(join(ROOT, 'docs/action.md'), 'utf8')) ?? []
    expect(complaints(new Map([['copied.yml', copied!]]))).toBe('')
  })

  it.each([
    ['an input that there is not', 'fail-on: warning', 'fail-if: warning', 'fail-if'],
    ['an output that there is not', 'steps.check.outputs.sarif-file }}', 'steps.check.outputs.sarif }}', 'sarif'],
    ['a permission that there is not', 'pull-requests: write', 'pull-request: write', 'pull-request'],
  ])('would say so: %s', (_, from, to, says) => {
    const wrong = ours.get('blueprints.yml')!.replace(from, to)
    expect(wrong).not.toBe(ours.get('blueprints.yml'))
    expect(complaints(new Map([['blueprints.yml', wrong]]))).toContain(says)
  })
})
