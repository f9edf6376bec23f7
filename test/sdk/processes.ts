/** Runs a function in processes of its own, by the package's `run` and by the adapter: the package replaces the console. */

import { spawnSync } from 'node:child_process'
import { mkdtempSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'

const root = new URL('../..', import.meta.url).pathname
const require = createRequire(import.meta.url)

/** js-yaml 3, the reader and writer of the package. */
export const jsYaml3 = createRequire(require.resolve('kpt-functions'))('js-yaml') as { safeLoad(text: string): unknown }

export interface Ran {
  readonly stdout: string
  readonly stderr: string
  readonly status: number | null
}

/** Bundles both drivers; the package itself stays outside, as it is for its users. */
export async function prepare(): Promise<(driver: 'own' | 'adapter' | 'library', name: string, input: string) => Ran> {
  const folder = mkdtempSync(join(tmpdir(), 'krm-fleet-sdk-'))
  await build({
    absWorkingDir: root,
    entryPoints: { own: 'test/sdk/own-run.ts', adapter: 'test/sdk/adapter-run.ts' },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  })
  // Modules are found from where a file stands: beside a link to ours.
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  return (driver, name, input) => {
    const file = join(folder, `${driver === 'own' ? 'own' : 'adapter'}.mjs`)
    const { stdout, stderr, status } = spawnSync(process.execPath, [file, name, ...(driver === 'library' ? ['library'] : [])], { input, encoding: 'utf8' })
    return { stdout, stderr, status }
  }
}
