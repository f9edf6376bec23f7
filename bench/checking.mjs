// (e) Checking: all 117 packages of the real inputs, and one package of which a file was changed. Needs the real inputs
// beside the repository.

import { appendFileSync, cpSync, existsSync, readdirSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compare } from './measure.mjs'

const CORPUS = process.env.KRM_FLEET_CORPUS ?? fileURLToPath(new URL('../../shared/real', import.meta.url))
const FOLDERS = ['nephio-catalog', 'nephio-example-packages']
const MOST_MS = { all: 10_000, one: 1000 }
const MOST_MIB = 500

export function* checking({ folder, command, runs }) {
  if (!existsSync(CORPUS)) {
    yield { title: 'checking', rows: [], notes: [{ text: 'SKIPPED: no real inputs, neither ../shared/real nor where KRM_FLEET_CORPUS points' }] }
    return
  }
  const work = join(folder, 'checking')
  for (const name of FOLDERS) cpSync(join(CORPUS, name), join(work, name), { recursive: true })
  const packages = readdirSync(work, { recursive: true }).filter((path) => /(?:^|\/)Kptfile$/.test(path))
  const git = (...args) => execFileSync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@example.com', ...args], { cwd: work, stdio: 'ignore' })
  git('init', '-q')
  git('add', '-A')
  git('commit', '-qm', 'bench')
  git('branch', 'base')
  appendFileSync(join(work, 'nephio-example-packages/nephio-workload-cluster/Kptfile'), '# changed\n')
  const check = (...args) => [process.execPath, command, 'check', work, '--fail-on', 'never', ...args]
  const measured = compare(
    [
      { name: `${packages.length} packages`, argv: check(), options: {} },
      { name: 'the one that was changed', argv: check('--changed-since', 'base'), options: {} },
    ],
    runs,
  )
  const rows = [...measured].map(([name, figures]) => ({ name, ...figures }))
  const failed = rows.filter(({ statuses }) => statuses.some((status) => status !== 0)).map(({ name, statuses }) => ({ text: `${name} ended with ${statuses}`, bad: true }))
  const [all, one] = rows
  const most = (what, value, limit) => ({ text: `${what}: ${value.toFixed(0)}, target at most ${limit}`, bad: value > limit })
  yield {
    title: `checking ${packages.length} packages`,
    rows,
    notes: [...failed, most('CPU ms of all', all.cpuMs, MOST_MS.all), most('peak MiB of all', all.rssMiB, MOST_MIB), most('CPU ms of one', one.cpuMs, MOST_MS.one)],
  }
}
