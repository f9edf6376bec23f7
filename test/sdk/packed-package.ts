/** The package as it is published: packed from a copy of this repository, installed without a network. */

import { execFileSync } from 'node:child_process'
import { cpSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = new URL('../../', import.meta.url).pathname

/** Installs the packed package into a directory; its command is `node_modules/.bin/krm-fleet`. */
export function installPacked(work: string): void {
  // Packed from a copy: other tests use what stands in build/.
  const copy = join(work, 'copy')
  cpSync(ROOT, copy, { recursive: true, filter: (path) => !/\/(?:node_modules|\.git|\.oracles)$/.test(path) })
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'))
  execFileSync('npm', ['pack', '--pack-destination', work], { cwd: copy, stdio: 'pipe' })
  rmSync(copy, { recursive: true, force: true })
  const tarball = readdirSync(work).find((name) => name.endsWith('.tgz'))!
  writeFileSync(join(work, 'package.json'), '{"type": "module", "private": true}\n')
  execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', join(work, tarball)], { cwd: work, stdio: 'pipe' })
}
