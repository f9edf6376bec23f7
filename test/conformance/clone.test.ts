/** A clone beside `kpt pkg get --for-deployment`, whose code Porch's clone task shares, on real packages. */

import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clonePackage } from '#porch/clone-package.ts'
import { PackageUnderEdit } from '#porch/package-under-edit.ts'
import { differences } from '../render/compare-trees.ts'
import { packagesOf } from '../render/corpus.ts'
import { describeWith, kptEnv, kptPath, needs } from '../oracles/oracles.ts'

const CORPUS = process.env['KRM_FLEET_CORPUS'] ?? new URL('../../../shared/real', import.meta.url).pathname

/** Has an upstream of its own on another machine, which kpt would fetch. */
const REMOTE = 'distros/gcp/nephio-mgmt'

/** One command of kpt takes about a second: every fourth package, unless all are asked for. */
const ALL = process.env['KRM_FLEET_PROVE'] !== undefined

let work = ''
let repository = ''
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'clone-'))
  repository = join(work, 'blueprints')
})
afterAll(() => rmSync(work, { recursive: true, force: true }))

function git(...args: string[]): string {
  return execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid', '-C', repository, ...args], { encoding: 'utf8' }).trim()
}

function readTree(root: string): Map<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return new Map(files.map((entry) => {
    const path = join(entry.parentPath, entry.name)
    return [path.slice(root.length + 1), readFileSync(path, 'utf8')] as const
  }).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

describeWith('kpt pkg get', [needs.kpt(), { missing: existsSync(CORPUS) ? undefined : `no corpus at ${CORPUS}`, optional: true }], () => {
  test('gives the same package, by value and comments', () => {
    cpSync(join(CORPUS, 'nephio-catalog'), repository, { recursive: true })
    execFileSync('git', ['init', '-q', '-b', 'main', repository])
    git('add', '-A')
    git('commit', '-qm', 'x')
    git('tag', 'v1')
    const commit = git('rev-parse', 'HEAD')
    const compared: string[] = []
    const found = packagesOf(repository).filter((path) => path !== '' && path !== REMOTE).filter((_, index) => ALL || index % 4 === 0).flatMap((path, index) => {
      const target = join(work, `out-${index}`, basename(path))
      mkdirSync(join(work, `out-${index}`))
      const ran = spawnSync(kptPath()!, ['pkg', 'get', `${repository}.git/${path}@v1`, target, '--for-deployment'], { env: { ...kptEnv(), GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: `url.${repository}.insteadOf`, GIT_CONFIG_VALUE_0: `${repository}.git` }, encoding: 'utf8' })
      if (ran.status !== 0) return [`${path}: ${ran.stderr.slice(0, 300)}`]
      compared.push(path)
      const files = new PackageUnderEdit(readTree(join(repository, path)))
      clonePackage(files, { package: basename(path), deployment: true, upstream: { url: `${repository}.git`, directory: `/${path}`, ref: 'v1' }, commit })
      return withoutKptfiles(files.print(), readTree(target)).map((difference) => `${path}/${difference}`)
    })
    expect(found).toEqual([])
    expect(compared.length).toBeGreaterThan(ALL ? 80 : 20)
  })
})

/**
 * kpt's own command puts merge keys neither into Kptfiles nor into the package context that it writes, and writes another
 * package-path; Porch does (pkg/task/clone.go, kio.go, buildPackageConfig).
 */
function withoutKptfiles(ours: ReadonlyMap<string, string>, theirs: ReadonlyMap<string, string>): string[] {
  const comparable = (files: ReadonlyMap<string, string>): Map<string, string> => new Map([...files]
    .filter(([path]) => !/(^|\/)(?:Kptfile|package-context\.yaml)$/.test(path)))
  return differences(comparable(theirs), comparable(ours))
}
