// Runs the long proofs. Arguments go to vitest: `npm run prove -- crash`.
// KRM_FLEET_PROVE_FACTOR scales the numbers of repetitions (default 1; 25 makes the 200 kills 5,000).
import { spawnSync } from 'node:child_process'

const command = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'vitest.prove.config.ts', '--reporter=verbose']
const { status } = spawnSync(process.execPath, [...command, ...process.argv.slice(2)], {
  cwd: new URL('..', import.meta.url).pathname,
  env: { ...process.env, KRM_FLEET_PROVE: '1' },
  stdio: 'inherit',
})
process.exitCode = status ?? 1
