/**
 * Step four with kpt's own merge, which Porch's upgrade task shares: `kpt pkg update` with resource-merge makes of each
 * function's downstream package what `test/porch/seven-steps.ts` takes for it, and the pass after it settles.
 */

import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { functions } from '#functions/index.ts'
import { printKrmFile, readKrmFile } from '#krm/krm-file.ts'
import { addMergeKey } from '#porch/merge-key.ts'
import { describeWith, kptEnv, kptPath, needs } from '../oracles/oracles.ts'
import { blueprintText, BY_HAND, edited, NEXT_REVISION } from '../porch/blueprint-text.ts'
import { downstream, inProcess, passOf } from '../porch/seven-steps.ts'
import { differences } from '../render/compare-trees.ts'
import { filesOf } from '../render/package-text.ts'
import { readTree } from '../render/with-kpt.ts'

let work = ''
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'upgrade-'))
})
afterAll(() => rmSync(work, { recursive: true, force: true }))

function git(folder: string, ...args: string[]): string {
  return execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid', '-C', folder, ...args], { encoding: 'utf8' }).trim()
}

function write(folder: string, files: ReadonlyMap<string, string>): void {
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

function commit(folder: string, tag: string): string {
  git(folder, 'add', '-A')
  git(folder, 'commit', '-qm', tag)
  git(folder, 'tag', tag)
  return git(folder, 'rev-parse', 'HEAD')
}

/** With merge keys everywhere, which the merge gives to generated objects too, and without the origin, which it writes anew. */
function comparable(files: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([...files].map(([path, text]) => {
    const file = readKrmFile(path, text)
    if (!path.endsWith('.json')) for (const resource of file.resources) addMergeKey(resource)
    if (path === 'Kptfile') for (const key of ['upstream', 'upstreamLock']) file.resources[0]!.field(key).remove()
    return [path, printKrmFile(path, file, file.resources)]
  }))
}

describeWith('kpt pkg update', needs.kpt(), () => {
  it.each(functions.map((fn) => [fn.name, fn] as const))('the upgrade of a package of %s', async (name, fn) => {
    const blueprints = join(work, name, 'blueprints')
    const first = new Map(filesOf(blueprintText(fn)).map(({ path, text }) => [path, text]))
    mkdirSync(blueprints, { recursive: true })
    git(blueprints, 'init', '-q', '-b', 'main')
    write(join(blueprints, 'base'), first)
    const lock = { url: `${blueprints}.git`, directory: '/base', ref: 'v1', commit: commit(blueprints, 'v1') }
    write(join(blueprints, 'base'), edited(first, NEXT_REVISION))
    commit(blueprints, 'v2')

    // The pinned kpt knows no status of a render yet.
    const made = await downstream(fn, inProcess, { lock, status: false })
    const local = join(work, name, 'local')
    mkdirSync(local)
    git(local, 'init', '-q', '-b', 'main')
    write(join(local, 'mine'), edited(made.files, BY_HAND))
    commit(local, 'made')
    const env = { ...kptEnv(), GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: `url.${blueprints}.insteadOf`, GIT_CONFIG_VALUE_0: `${blueprints}.git` }
    const ran = spawnSync(kptPath()!, ['pkg', 'update', 'mine@v2', '--strategy', 'resource-merge'], { cwd: local, env, encoding: 'utf8' })
    expect(ran.status, ran.stderr).toBe(0)
    const merged = readTree(join(local, 'mine'))
    expect(differences(comparable(merged), comparable(edited(made.files, [...NEXT_REVISION, ...BY_HAND])))).toEqual([])

    const { files, outcome } = await passOf(merged, inProcess)
    expect([outcome.ok, [...files.keys()]]).toEqual([true, [...made.files.keys()]])
    // The controller sorts the conditions, among which the render appended its own.
    const again = (await passOf(files, inProcess)).files
    expect([...again].filter(([path, text]) => path !== 'Kptfile' && text !== files.get(path))).toEqual([])
    expect([...(await passOf(again, inProcess)).files]).toEqual([...again])
  })
})
