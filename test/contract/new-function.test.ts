import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseCase } from '../cases/case-file.ts'
import { root } from './processes.ts'

/** A copy of as much of the repository as the scaffold reads. */
function copyOfRepository(): string {
  const copy = mkdtempSync(join(tmpdir(), 'krm-fleet-new-'))
  mkdirSync(join(copy, 'scripts'))
  mkdirSync(join(copy, 'functions/apply-cluster-context'), { recursive: true })
  for (const file of ['package.json', 'scripts/new-function.mjs', 'functions/index.ts']) cpSync(root + file, join(copy, file))
  return copy
}

function scaffold(copy: string, ...args: string[]): { status: number | null; stderr: string } {
  const { status, stderr } = spawnSync(process.execPath, [join(copy, 'scripts/new-function.mjs'), ...args], { encoding: 'utf8' })
  return { status, stderr }
}

describe('npm run new-function', () => {
  it('lays out a function and registers it among the others', () => {
    const copy = copyOfRepository()
    expect(scaffold(copy, 'validate-a-quota')).toEqual({ status: 0, stderr: '' })
    const folder = join(copy, 'functions/validate-a-quota')
    expect(readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted()).toEqual(['README.md', 'cases', 'cases/first.case', 'config.ts', 'function.ts'])
    expect(parseCase(readFileSync(join(folder, 'cases/first.case'), 'utf8')).files).toHaveLength(1)
    expect(readFileSync(join(folder, 'function.ts'), 'utf8')).toContain("type: 'validator'")
    const registry = readFileSync(join(copy, 'functions/index.ts'), 'utf8')
    const names = [...registry.matchAll(/^import \w+ from '\.\/([\w-]+)\/function\.ts'$/gm)].map(([, name]) => name!)
    expect(names).toContain('validate-a-quota')
    expect(names).toEqual(names.toSorted())
    expect(registry.split('= [')[1]!.match(/\w+/g)).toHaveLength(names.length)
  })

  it.each([
    ['one word', ['validate'], 'is no verb and noun'],
    ['capitals', ['Validate-quotas'], 'is no verb and noun'],
    ['a path', ['../x-y'], 'is no verb and noun'],
    ['a function that exists', ['apply-cluster-context'], 'exists already'],
    ['nothing', [], 'usage: '],
  ])('refuses %s', (_, args, message) => {
    const { status, stderr } = scaffold(copyOfRepository(), ...args)
    expect(status).toBe(2)
    expect(stderr).toContain(message)
  })
})
