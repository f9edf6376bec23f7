// (a) One function on a large ResourceList, on the same bytes as the catalog's own function in Go.

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { resourceList } from './generate.mjs'
import { compare } from './measure.mjs'
import { listDifference } from './same-values.mjs'
import { target } from './table.mjs'

const COUNT = 10_000

export function* resourceLists({ folder, command, oracle, runs }) {
  const stdin = join(folder, 'list.yaml')
  writeFileSync(stdin, resourceList(COUNT))
  const setters = readFileSync(stdin, 'utf8').split('# kpt-set: ').length - 1
  const megabytes = readFileSync(stdin).length / 1e6
  const theirs = oracle('apply-setters-v0.2.0')
  const out = { ours: join(folder, 'ours.yaml'), theirs: join(folder, 'theirs.yaml') }
  const measured = compare(
    [
      ...(theirs === undefined ? [] : [{ name: 'apply-setters v0.2.0 (Go)', argv: [theirs], options: { stdin, stdout: out.theirs } }]),
      { name: 'fn apply-cluster-context', argv: [process.execPath, command, 'fn', 'apply-cluster-context'], options: { stdin, stdout: out.ours } },
    ],
    runs,
  )
  const rows = [...measured].map(([name, figures]) => ({ name, ...figures }))
  const ours = rows.at(-1)
  const notes = rows.filter(({ statuses }) => statuses.some((status) => status !== 0)).map(({ name, statuses }) => ({ text: `${name} ended with ${statuses}`, bad: true }))
  if (theirs === undefined) notes.push({ text: 'apply-setters v0.2.0 is not here (npm run oracles): nothing to compare with' })
  else {
    const difference = listDifference(out.ours, out.theirs)
    notes.push({ text: difference === undefined ? 'the same values are set' : `the answers differ: ${difference}`, bad: difference !== undefined })
    notes.push(target('CPU', rows[0].cpuMs / ours.cpuMs, 20), target('memory', rows[0].rssMiB / ours.rssMiB, 10))
  }
  yield { title: `${COUNT} resources, ${setters} setters, ${megabytes.toFixed(1)} MB`, rows, notes }
}
