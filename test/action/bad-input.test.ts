/** What a repository, an event or an author may hand to the Action: it says what is wrong, and does nothing else. */

import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { configMap, kptfile } from './packages.ts'
import { commandsIn, Repository } from './repository.ts'

let repository: Repository
beforeEach(() => {
  repository = new Repository()
})
afterEach(() => repository.remove())

const WRONG = configMap('a', '  port: 8080\n')

test('a repository without any Kptfile: says so, exit 0', async () => {
  repository.write({ 'a.yaml': WRONG })
  const base = repository.commit('base')
  const step = await repository.pullRequest(base, base)
  expect(step).toMatchObject({ status: 0, log: 'There is no Kptfile below .: nothing to check.\nno findings\n' })
  expect(step.summary).toContain('## ✅ krm-fleet: no findings\n\n- There is no Kptfile below .: nothing to check.\n')
})

test('inputs that cannot be used: all at once, exit 2', async () => {
  repository.commit('base')
  const step = await repository.run({ inputs: { 'fail-on': 'errors', comment: 'yes', summary: 'on', mode: 'dif', 'comment-max-bytes': '99999' } })
  expect(step.status).toBe(2)
  for (const part of ['fail-on: "errors" is none of error, warning, info, never', 'comment: "yes" is none of off, create, update', 'summary: "on" is neither true nor false', 'mode: "dif" is none of check, render, diff, report, all', 'comment-max-bytes: "99999" is no whole number from 4000 to 65536']) expect(step.log).toContain(part)
  expect(step.outputs.get('exit-code')).toBe('2')
  expect(step.summary).toMatch(/^## ❌ krm-fleet did not check\n\n- CLI002 input fail-on: /)
  for (const [inputs, message] of [
    [{ path: 'nowhere' }, 'input path: nowhere is no directory of this repository'],
    [{ path: '.\n../..' }, 'input path: ../.. lies outside of the repository'],
    [{ fleet: '/etc' }, 'input fleet: /etc lies outside of the repository'],
    [{ 'working-directory': 'nowhere' }, 'cannot be read'],
    [{ config: 'nowhere.yaml' }, 'nowhere.yaml'],
    [{ 'baseline-file': 'nowhere.json' }, 'nowhere.json'],
    [{ 'base-ref': '--upload-pack=x' }, 'is no tag, branch or commit'],
    [{ 'base-ref': 'nowhere' }, 'git fetch --no-tags --depth=1 origin nowhere'],
  ] as const) {
    const refused = await repository.run({ inputs })
    expect(refused.status, message).toBe(2)
    expect(commandsIn(refused.log)[0], message).toMatch(/^::error title=krm-fleet::/)
    expect(refused.log).toContain(message)
  }
})

test('a base that a shallow clone does not have: everything is checked, and how to fetch it is said', async () => {
  repository.write({ 'p/Kptfile': kptfile('p') })
  const base = repository.commit('base')
  repository.write({ 'p/a.yaml': WRONG })
  const head = repository.commit('head')
  const shallow = new Repository()
  shallow.git('remote', 'add', 'origin', `file://${repository.root}`)
  shallow.git('-c', 'protocol.file.allow=always', 'fetch', '-q', '--depth=1', 'origin', 'main')
  shallow.git('checkout', '-q', 'FETCH_HEAD')
  const step = await shallow.pullRequest(base, head)
  const how = `give actions/checkout "fetch-depth: 0", or run "git fetch --no-tags --depth=1 origin ${base}" in a step before`
  expect(step).toMatchObject({ status: 1, stderr: '' })
  expect(step.log).toContain(`::notice title=krm-fleet::the base of this pull request, ${base}, is not in this clone: everything was checked, and nothing compared with what was before. To have it, ${how}.`)
  expect(step.summary).toContain('is not in this clone')
  expect(step.outputs.get('changed-objects')).toBe('')
  repository.git('config', 'uploadpack.allowAnySHA1InWant', 'true')
  shallow.git('-c', 'protocol.file.allow=always', 'fetch', '-q', '--no-tags', '--depth=1', 'origin', base)
  expect((await shallow.pullRequest(base, head)).outputs.get('changed-objects'), 'after the fetch that was named').toBe('1')
  shallow.remove()
})

test('no git at all, an event without a payload: everything is checked', async () => {
  repository.write({ 'p/Kptfile': kptfile('p'), 'p/a.yaml': WRONG })
  const none = await repository.run({ environment: { GITHUB_EVENT_PATH: '/nowhere' } })
  expect(none).toMatchObject({ status: 1, stderr: '' })
  repository.git('config', 'core.bare', 'true')
  const bare = await repository.pullRequest('0'.repeat(39) + '1', '0'.repeat(39) + '2')
  expect(bare).toMatchObject({ status: 1, log: expect.stringContaining('lies in no clone: use actions/checkout in a step before') })
})

test('hostile texts in names, values and comments are no commands, no markup and no output', async () => {
  const evil = ['::set-output name=x::y', '::error::forged', '##[error]forged', '\u001b]0;t\u0007\u001b[31m', '${{ secrets.TOKEN }}', '<img src=x onerror=alert(1)>', '@octocat #1', '\u202egnp', 'x'.repeat(100_000)]
  repository.write({ 'p/Kptfile': kptfile('p') })
  const base = repository.commit('base')
  repository.write({
    'p/::set-output name=x::y/a\n::error::b.yaml': WRONG,
    'p q/Kptfile': kptfile('q', Object.fromEntries(evil.map((text, index) => [`s${index}`, text]))),
    'p q/a b.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n${evil.map((text) => `${JSON.stringify(text)}: 1\n`).join('')}data:\n${evil.map((text) => `  ${JSON.stringify(text)}: 1 # kpt-set: \${${text.slice(0, 20)}}\n`).join('')}`,
    'p/bom\r\n##[group]x.yaml': Buffer.from([0xff, 0xfe, 0, 1]),
  })
  const head = repository.commit('head')
  const step = await repository.pullRequest(base, head, { inputs: { 'sarif-file': 'x.sarif' } })
  expect(step).toMatchObject({ status: 1, stderr: '' })
  const commands = commandsIn(step.log)
  expect(commands.length).toBeLessThan(40)
  for (const command of commands) expect(command).toMatch(/^::(?:group|endgroup|error|warning|notice)(?: (?:file=[^:]*|title=[^:]*)[^:]*)?::/)
  expect(step.log).not.toMatch(/[\u001b\u0007\u202e]/)
  const known = Object.keys((load(readFileSync(new URL('../../action.yml', import.meta.url), 'utf8')) as { outputs: object }).outputs)
  expect([...step.outputs.keys()].filter((name) => !known.includes(name)), 'no output that we did not write').toEqual([])
  for (const name of ['diff', 'summary-json']) expect(step.outputs.get(name), name).not.toMatch(/[\u001b\u0007\u202e\r]/)
  // A line that is a command already is none of the old kind.
  expect(step.log.split('\n').filter((line) => line.includes('##[') && !line.startsWith('::error '))).toEqual([])
  expect(Math.max(...step.log.split('\n').map((line) => line.length)), 'no endless line').toBeLessThan(6000)
  expect(step.summary.replaceAll(/^ *(`{3,})diff\n[^]*?\n *\1$/gm, '').replaceAll(/(`+)[^`]+\1/g, '')).not.toMatch(/<img|@octocat|\u001b|\u202e/)
  expect(Buffer.byteLength(step.summary)).toBeLessThan(1024 * 1024)
  expect(() => void JSON.parse(readFileSync(join(repository.root, 'x.sarif'), 'utf8'))).not.toThrow()
})

test('binary files, links out of the package, a submodule: findings and notes, and the others are checked', async () => {
  repository.write({ 'p/Kptfile': kptfile('p') })
  const base = repository.commit('base')
  repository.write({ 'p/b.yaml': Buffer.from([0x89, 0x50, 0, 255, 254]), 'q/Kptfile': kptfile('q'), 'q/a.yaml': WRONG, 'r/Kptfile': kptfile('r'), 'sub/.git': 'gitdir: ../.git/modules/sub\n', 'sub/Kptfile': kptfile('sub'), 'sub/a.yaml': WRONG })
  symlinkSync('/etc/hostname', join(repository.root, 'r/l.yaml'))
  repository.git('add', 'p', 'q', 'r')
  repository.git('commit', '-qm', 'head')
  const step = await repository.pullRequest(base, repository.git('rev-parse', 'HEAD'))
  expect(step).toMatchObject({ status: 1, stderr: '' })
  expect(step.outputs.get('errors')).toBe('3')
  expect(step.log).toContain('sub is a repository of its own (a submodule?) and was not entered')
  expect(step.summary).toMatch(/Not compared \(.*b\.yaml.*\): `p`, `r`\.|Not compared \(.*b\.yaml.*\): `p`\./)
  expect(step.summary).not.toContain('sub/a.yaml')
  expect(step.summary).toMatch(/\*\*1 object in 1 package changes\. \d packages? could not be compared\.\*\*/)
})

test('5,000 files: limits keep, and so does GitHub’s of annotations', async () => {
  const files = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`p${index % 50}/f${index}.yaml`, configMap(`c${index}`, index % 10 === 0 ? '  port: 8080\n' : '  a: b\n')]))
  repository.write({ ...files, ...Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`p${index}/Kptfile`, kptfile(`p${index}`)])) })
  const step = await repository.run()
  expect(step).toMatchObject({ status: 1, stderr: '' })
  expect(step.outputs.get('errors')).toBe('500')
  const commands = commandsIn(step.log)
  expect(commands.filter((command) => command.startsWith('::error'))).toHaveLength(10)
  expect(commands).toContain('::notice title=krm-fleet::490 more findings are not shown here: GitHub takes 10 of each kind; all of them are in the summary of the run and in the log')
  expect(Buffer.byteLength(step.summary)).toBeLessThan(1024 * 1024)
}, 30_000)

test('a summary or an output that cannot be written is said, exit 2', async () => {
  repository.write({ 'p/Kptfile': kptfile('p') })
  mkdirSync(join(repository.folder, 'full'))
  writeFileSync(join(repository.folder, 'x'), '')
  const step = await repository.run({ environment: { GITHUB_STEP_SUMMARY: join(repository.folder, 'full') } })
  expect(step).toMatchObject({ status: 2, log: expect.stringContaining('::error title=krm-fleet::IO005 GITHUB_STEP_SUMMARY could not be written: ') })
})

const ROOT_ONLY = process.getuid?.() !== 0
test.skipIf(ROOT_ONLY)('a checkout of another user, as in a job with a container (skipped: only root can make one)', async () => {
  repository.write({ 'p/Kptfile': kptfile('p') })
  const base = repository.commit('base')
  repository.write({ 'p/a.yaml': WRONG })
  const head = repository.commit('head')
  execFileSync('chown', ['-R', '12345', repository.root])
  const step = await repository.pullRequest(base, head)
  expect(step).toMatchObject({ status: 1, stderr: '' })
  expect(step.outputs.get('changed-objects')).toBe('1')
})

test('a checkout in a folder of the workspace: files are named from its own root', async () => {
  const nested = new Repository()
  repository.write({ 'p/Kptfile': kptfile('p') })
  const base = repository.commit('base')
  repository.write({ 'p/a.yaml': WRONG })
  const head = repository.commit('head')
  cpSync(repository.root, join(nested.root, 'repo'), { recursive: true })
  rmSync(join(nested.root, '.git'), { recursive: true })
  const step = await nested.pullRequest(base, head, { inputs: { 'working-directory': 'repo', path: 'p', 'sarif-file': 'out/x.sarif' } })
  nested.remove()
  expect(step).toMatchObject({ status: 1, stderr: '' })
  expect(step.log).toContain('::error file=p/a.yaml,line=6')
  expect(step.outputs.get('sarif-file')).toBe('repo/out/x.sarif')
})

test('a link that a pull request put in the way of a file to write is not followed', async () => {
  const elsewhere = join(repository.folder, 'elsewhere')
  mkdirSync(elsewhere)
  repository.write({ 'p/Kptfile': kptfile('p') })
  symlinkSync(elsewhere, join(repository.root, 'out'))
  const step = await repository.run({ inputs: { 'sarif-file': 'out/deep/x.sarif' } })
  expect(step).toMatchObject({ status: 2, log: expect.stringContaining('IO003 input sarif-file: out/deep/x.sarif leads out of the repository by a symbolic link') })
  expect(readdirSync(elsewhere)).toEqual([])
})
