/** Go programs of tests, each a module beside its test, built once and kept in `.oracles` under the hash of its sources. */

import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { Requirement } from './oracles.ts'

const SOURCES = ['main.go', 'go.mod', 'go.sum']

/** Builds the module in `folder`: `main.go`, `go.mod` and `go.sum`. `binary` is there unless something is missing. */
export function goProgram(folder: string): Requirement & { readonly binary: string } {
  const hash = createHash('sha256')
  for (const name of SOURCES) hash.update(readFileSync(join(folder, name)))
  const binary = join(import.meta.dirname, '../../.oracles', `${basename(folder)}-${hash.digest('hex').slice(0, 16)}`)
  if (existsSync(binary) || builtElsewhere(binary)) return { binary, missing: undefined }
  const module = mkdtempSync(join(tmpdir(), 'krm-fleet-go-'))
  try {
    if (spawnSync('go', ['version']).status !== 0) return { binary, missing: 'go is not installed' }
    for (const name of SOURCES) cpSync(join(folder, name), join(module, name))
    const download = spawnSync('go', ['mod', 'download'], { cwd: module, encoding: 'utf8' })
    if (download.status !== 0) return { binary, missing: `the Go modules cannot be downloaded: ${download.stderr.trim()}` }
    execFileSync('go', ['build', '-o', 'program', '.'], { cwd: module, stdio: ['ignore', 'ignore', 'inherit'] })
    cpSync(join(module, 'program'), `${binary}.${process.pid}`)
    renameSync(`${binary}.${process.pid}`, binary)
    return { binary, missing: undefined }
  } finally {
    rmSync(module, { recursive: true, force: true })
    rmSync(`${binary}.lock`, { recursive: true, force: true })
  }
}

/** Test files run side by side: the first builds, the others wait for it (at most five minutes). */
function builtElsewhere(binary: string): boolean {
  mkdirSync(dirname(binary), { recursive: true })
  for (let waited = 0; waited < 300; waited++) {
    try {
      mkdirSync(`${binary}.lock`)
    } catch {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000)
      if (existsSync(binary)) return true
      continue
    }
    if (!existsSync(binary)) return false
    rmSync(`${binary}.lock`, { recursive: true, force: true })
    return true
  }
  return false
}
