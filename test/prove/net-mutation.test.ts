import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
// The last Stryker for Node 20, and our own vitest: its runner would otherwise take the newest. Kept out of package.json
// (200 packages for one proof).
const PACKAGES = ['@stryker-mutator/core@9.6.1', '@stryker-mutator/vitest-runner@9.6.1', 'vitest@4.1.12']
const COPIED = ['package.json', 'tsconfig.json', 'src/net', 'test/net', 'test/conformance/net']

/** What Stryker's report says of each mutant. */
interface MutationReport {
  readonly files: Readonly<Record<string, { readonly mutants: readonly { readonly status: string }[] }>>
}

// The table of special-purpose blocks is left out: data is compared with its sources, not mutated.
test('at least 95 % of the mutants of src/net are killed', ({ skip }) => {
  const folder = mkdtempSync(join(tmpdir(), 'net-mutation-'))
  try {
    for (const path of COPIED) cpSync(join(ROOT, path), join(folder, path), { recursive: true })
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
    const output = runStryker(folder)
    const report = join(folder, 'mutation.json')
    if (!existsSync(report) && /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT/.test(output)) return skip('Stryker cannot be fetched')
    expect(existsSync(report), output.slice(-4000)).toBe(true)
    const { files } = JSON.parse(readFileSync(report, 'utf8')) as MutationReport
    const statuses = Object.values(files).flatMap(({ mutants }) => mutants.map(({ status }) => status))
    const killed = statuses.filter((status) => status === 'Killed' || status === 'Timeout').length
    const counted = killed + statuses.filter((status) => status === 'Survived' || status === 'NoCoverage').length
    process.stdout.write(`src/net: ${killed} of ${counted} mutants killed, ${((100 * killed) / counted).toFixed(1)} %\n`)
    expect(counted).toBeGreaterThan(500)
    expect(killed / counted, output.slice(-8000)).toBeGreaterThanOrEqual(0.95)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

function runStryker(cwd: string): string {
  // Stryker starts a vitest of its own, which must not take itself for a worker of this one, nor for a long proof.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VITEST|KRM_FLEET|NODE_ENV$|MODE$|TEST$|DEV$|PROD$)/.test(name)))
  const args = ['-y', ...PACKAGES.flatMap((name) => ['-p', name]), 'stryker', 'run', 'test/net/stryker.json']
  const { stdout, stderr } = spawnSync('npx', args, { cwd, env, encoding: 'utf8', maxBuffer: 1 << 28 })
  return stdout + stderr
}
