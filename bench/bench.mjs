// Measures the built command against the real alternatives, side by side in the same run, and compares what they answer:
//   npm run bench [-- --only a,b,c,d,e,f,n] [--quick] [--runs N]
// a  a ResourceList of 10,000 resources with 46,668 setters: ours against the catalog's apply-setters
// b  rendering packages of 1,000 and 10,000 resources, with 1 and 4 functions: ours against kpt with the same functions by exec
// c  a function's cold start on 100 resources: against Node doing nothing
// d  packing the largest manifests of real projects into ClusterResourceSets, held against limits of time and memory
// e  checking the real packages, all of them and one that was changed
// f  a fleet of up to 1,000 clusters with 3 packages each: first run, second run, growth, and 20 packages beside kpt
// n  overlaps among a million prefixes: ours against Go's net/netip; the network of a fleet of 1,000 clusters, held against limits
// Figures are medians of CPU time (in n the least), because that is what a busy machine does not distort, and of the peak of memory.
// --quick takes one run of each and leaves the largest packages out. Exit 1 when answers differ or a target is missed.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { checking } from './checking.mjs'
import { coldStart } from './cold-start.mjs'
import { fleetRendering } from './fleet/fleet.mjs'
import { method } from './measure.mjs'
import { network } from './network.mjs'
import { rendering } from './rendering.mjs'
import { packing } from './packing.mjs'
import { resourceLists } from './resource-lists.mjs'
import { printTable } from './table.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const suites = { a: resourceLists, b: rendering, c: coldStart, d: packing, e: checking, f: fleetRendering, n: network }
const { values } = parseArgs({ options: { only: { type: 'string' }, quick: { type: 'boolean' }, runs: { type: 'string' } } })
const chosen = values.only?.split(',') ?? Object.keys(suites)
const unknown = chosen.filter((name) => !(name in suites))
if (unknown.length > 0) throw new Error(`--only takes ${Object.keys(suites).join(', ')}, not ${unknown.join()}`)
if (method === undefined) throw new Error('neither python3 nor GNU time is here: nobody could say what a process has cost')

execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
const folder = mkdtempSync(join(tmpdir(), 'krm-fleet-bench-'))
const context = {
  folder,
  command: join(root, 'build/krm-fleet.cjs'),
  oracle: (name) => (existsSync(join(root, '.oracles/bin', name)) ? join(root, '.oracles/bin', name) : undefined),
  quick: values.quick === true,
  runs: Number(values.runs ?? (values.quick ? 1 : 5)),
  version: JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version,
}

console.log(`Node ${process.version}, ${cpus().length} x ${cpus()[0].model.trim()}, load ${loadavg()[0].toFixed(1)}; ${method}, medians of ${context.runs} run${context.runs === 1 ? '' : 's'}`)
let failed = false
try {
  for (const name of chosen) {
    for await (const { title, rows, notes } of suites[name](context)) {
      console.log(`\n(${name}) ${title} (load ${loadavg()[0].toFixed(1)})`)
      printTable(rows)
      for (const { text, bad } of notes) {
        console.log(`    ${bad ? 'NO: ' : ''}${text}`)
        failed ||= bad === true
      }
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
process.exitCode = failed ? 1 : 0
