// (c) What a function costs that hardly has anything to do: a container or an exec starts a process for each.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { resourceList } from './generate.mjs'
import { compare } from './measure.mjs'

export function* coldStart({ folder, command, runs }) {
  const fn = (flow) => {
    const stdin = join(folder, `cold-${flow}.yaml`)
    writeFileSync(stdin, resourceList(100, flow))
    return { argv: [process.execPath, command, 'fn', 'apply-cluster-context'], options: { stdin, stdout: join(folder, 'cold.out') } }
  }
  const measured = compare(
    [
      { name: 'node -e 0', argv: [process.execPath, '-e', '0'], options: {} },
      { name: '100 items by line scan, none needs a parser', ...fn(0) },
      { name: '100 items, 10 need a parser', ...fn(10) },
      { name: '100 items, all need a parser', ...fn(100) },
    ],
    Math.max(runs, 3) * 3,
  )
  const rows = [...measured].map(([name, figures]) => ({ name, ...figures }))
  const [nothing, , few, all] = rows
  const most = (what, row, limit) => {
    const ratio = row.cpuMs / nothing.cpuMs
    return { text: `CPU, ${what}: ${ratio.toFixed(2)} times that of Node doing nothing, target at most ${limit}`, bad: ratio > limit }
  }
  yield { title: 'cold start on a list of 100 resources', rows, notes: [most('10 need a parser', few, 1.5), most('all need a parser', all, 2.5)] }
}
