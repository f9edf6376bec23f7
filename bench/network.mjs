// (n) The network: overlaps among a million prefixes, parsing included, beside the same work with Go's net/netip; and a
// fleet of 1,000 clusters with 20 networks each through the command.

import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'
import { measure } from './measure.mjs'
import { writeFleet } from './net/fleet.mjs'
import { planOf } from './net/plan.mjs'

const here = fileURLToPath(new URL('net/', import.meta.url))
const MB = 1_000_000 / 2 ** 20

/** What a row must not exceed. */
function limits(what, { cpuMs, rssMiB }, { ms, mb }) {
  return [
    { text: `${what}: ${(cpuMs / 1000).toFixed(1)} s CPU, target at most ${ms / 1000} s`, bad: cpuMs > ms },
    { text: `${what}: ${(rssMiB / MB).toFixed(0)} MB, target at most ${mb} MB`, bad: rssMiB > mb * MB },
  ]
}

/** Of several runs in turn the least CPU time, since others share the machine, and the most memory. */
function best(commands, runs) {
  const taken = commands.map(({ name }) => ({ name, cpuMs: Infinity, rssMiB: 0, wallMs: Infinity }))
  for (let run = 0; run < runs; run++) {
    for (const [index, { argv, options }] of commands.entries()) {
      const { cpuMs, rssMiB, wallMs } = measure(argv, options)
      const row = taken[index]
      Object.assign(row, { cpuMs: Math.min(row.cpuMs, cpuMs), rssMiB: Math.max(row.rssMiB, rssMiB), wallMs: Math.min(row.wallMs, wallMs) })
    }
  }
  return taken
}

export function* network(context) {
  yield overlapping(context)
  yield fleet(context)
}

function overlapping({ folder, quick, runs }) {
  const count = quick ? 100_000 : 1_000_000
  const plan = join(folder, 'plan.txt')
  writeFileSync(plan, planOf(count).join('\n'))
  const subject = join(folder, 'subject.mjs')
  buildSync({ entryPoints: [join(here, 'subject.ts')], bundle: true, platform: 'node', format: 'esm', outfile: subject })
  const answer = (name) => join(folder, `${name}.json`)
  const commands = [{ name: 'krm-fleet', argv: [process.execPath, subject, plan], options: { stdout: answer('ours') } }]
  if (spawnSync('go', ['version']).status === 0) {
    execFileSync('go', ['build', '-o', join(folder, 'netip'), '.'], { cwd: join(here, 'netip') })
    commands.push({ name: 'Go net/netip', argv: [join(folder, 'netip'), plan], options: { stdout: answer('netip') } })
  }
  const rows = best(commands, Math.min(runs, 3))
  const pairs = (name) => JSON.parse(readFileSync(answer(name), 'utf8')).pairCount
  const notes = limits('krm-fleet', rows[0], { ms: 5000, mb: 500 })
  if (rows.length < 2) notes.push({ text: 'net/netip was not measured: no go command' })
  else notes.push({ text: `both find ${pairs('ours')} pairs`, bad: pairs('ours') !== pairs('netip') })
  return { title: `overlaps among ${count.toLocaleString('en')} prefixes, IPv4 and IPv6, 1 % of them overlapping`, rows, notes }
}

function fleet({ folder, command, quick, runs }) {
  const clusters = quick ? 100 : 1000
  const overlaps = writeFleet(join(folder, 'fleet'), clusters, 20)
  const argv = (...args) => [process.execPath, command, 'net', ...args]
  const options = (name) => ({ cwd: folder, stdout: join(folder, name) })
  const commands = [
    { name: 'net check', argv: argv('check', 'fleet', '-o', 'json'), options: options('check.json') },
    { name: 'net map -o svg', argv: argv('map', 'fleet', '-o', 'svg'), options: options('map.svg') },
    { name: 'net free', argv: argv('free', 'fleet', '--in', '10.0.0.0/8', '--length', '24', '-o', 'json'), options: options('free.json') },
  ]
  const rows = best(commands, Math.min(runs, 3))
  const { findings } = JSON.parse(readFileSync(join(folder, 'check.json'), 'utf8'))
  const found = findings.filter(({ code }) => code === 'NET020').length
  const notes = [...limits('net check', rows[0], { ms: 10_000, mb: 300 }), { text: `${found} of ${overlaps} overlaps found, ${findings.length - found} other findings`, bad: findings.length !== overlaps || found !== overlaps }]
  return { title: `a fleet of ${clusters} clusters with 20 networks and their definitions each`, rows, notes }
}
