// (b) A whole render, on the same files and with the same functions as kpt, which runs them by exec.

import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { writePackage } from './generate.mjs'
import { compare } from './measure.mjs'
import { packageDifference } from './same-values.mjs'
import { target } from './table.mjs'

const FUNCTION = 'apply-cluster-context'
const LEAST = new Map([[1_000, 6], [10_000, 10]])

export function* rendering({ folder, command, oracle, quick, runs, version }) {
  const kpt = oracle('kpt')
  const memory = new Map()
  for (const [count, least] of quick ? [...LEAST].slice(0, 1) : LEAST) {
    for (const functions of [1, 4]) {
      const packages = makePackages(join(folder, `packages-${count}-${functions}`), count, functions, command, version)
      // Each run has a new copy, and nothing is deleted until all is done: for minutes after a deletion ext4 searches all
      // the inodes that became free for each file that is created, which would be counted as the cost of a render.
      const fresh = (name) => () => {
        const place = packages[name]
        place.work = `${place.source}-${++place.runs}`
        cpSync(place.source, place.work, { recursive: true })
        return [place.work]
      }
      const measured = compare(
        [
          ...(kpt === undefined ? [] : [{ name: 'kpt fn render, exec', argv: [kpt, 'fn', 'render', '--allow-exec'], options: { env: { ...process.env, KRM_DISABLE_ATTRIBUTION: '1' }, stderr: join(folder, 'kpt.err') }, before: fresh('kpt') }]),
          { name: 'krm-fleet render', argv: [process.execPath, command, 'render'], options: { stderr: join(folder, 'ours.err') }, before: fresh('ours') },
        ],
        runs,
      )
      const rows = [...measured].map(([name, figures]) => ({ name, ...figures }))
      const ours = rows.at(-1)
      memory.set(`${count} ${functions}`, ours.rssMiB)
      const notes = rows.filter(({ statuses }) => statuses.some((status) => status !== 0)).map(({ name, statuses }) => ({ text: `${name} ended with ${statuses}`, bad: true }))
      if (kpt === undefined) notes.push({ text: 'kpt is not here (npm run oracles): nothing to compare with' })
      else {
        const difference = packageDifference(packages.ours.work, packages.kpt.work)
        notes.push({ text: difference === undefined ? 'the same values in all files' : `the packages differ: ${difference}`, bad: difference !== undefined })
        notes.push(target('CPU', rows[0].cpuMs / ours.cpuMs, least))
      }
      if (functions === 4) {
        const growth = ours.rssMiB / memory.get(`${count} 1`)
        notes.push({ text: `memory with 4 functions: ${growth.toFixed(2)} times that with 1, target at most 1.25`, bad: growth > 1.25 })
      }
      yield { title: `render ${count} resources, ${functions} function${functions === 1 ? '' : 's'}`, rows, notes }
    }
  }
}

/** The same package twice; the Kptfiles call the same function, each in the way that its tool runs it. */
function makePackages(folder, count, functions, command, version) {
  const calls = { kpt: `exec: ${process.execPath} ${command} fn ${FUNCTION}`, ours: `image: ghcr.io/krm-fleet/${FUNCTION}:v${version}` }
  const made = Object.entries(calls).map(([name, call]) => {
    const place = { source: join(folder, name), work: '', runs: 0 }
    writePackage(place.source, count, Array.from({ length: functions }, () => call))
    return [name, place]
  })
  return Object.fromEntries(made)
}
