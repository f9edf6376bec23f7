// Overlaps among a million prefixes, parsing included, beside the same work with Go's net/netip in the same run.
// `node bench/net/overlap.mjs [count]`. Prints CPU time (user and system, the whole process), peak memory and the ratio.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'
import { planOf } from './plan.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))
const count = Number(process.argv[2] ?? 1_000_000)
const LIMITS = { cpuMs: 5000, rssMb: 500 }
const ROUNDS = 3
const folder = mkdtempSync(join(tmpdir(), 'net-bench-'))
const say = (line) => process.stdout.write(`${line}\n`)

try {
  const plan = join(folder, 'plan.txt')
  writeFileSync(plan, planOf(count).join('\n'))
  const ours = bestOf(() => [process.execPath, [buildSubject(), plan]])
  print('krm-fleet', ours)
  const hasGo = spawnSync('go', ['version']).status === 0
  if (hasGo) {
    const theirs = bestOf(() => [buildNetip(), [plan]])
    print('net/netip', theirs)
    if (theirs.pairCount !== ours.pairCount) throw new Error(`${ours.pairCount} pairs against ${theirs.pairCount}`)
    say(`ratio       CPU ${(ours.cpuMs / theirs.cpuMs).toFixed(1)} x, memory ${(ours.rssMb / theirs.rssMb).toFixed(1)} x`)
  } else say('net/netip   not measured: no go command')
  const kept = ours.cpuMs < LIMITS.cpuMs && ours.rssMb < LIMITS.rssMb
  say(`target      ${LIMITS.cpuMs} ms and ${LIMITS.rssMb} MB per 1,000,000: ${kept ? 'kept' : 'MISSED'}`)
  if (!kept) process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function buildSubject() {
  const outfile = join(folder, 'subject.mjs')
  buildSync({ entryPoints: [join(here, 'subject.ts')], bundle: true, platform: 'node', format: 'esm', outfile })
  return outfile
}

function buildNetip() {
  const outfile = join(folder, 'netip')
  execFileSync('go', ['build', '-o', outfile, '.'], { cwd: join(here, 'netip') })
  return outfile
}

/** The run with the least CPU time: others share the machine. Memory is the worst of all rounds. */
function bestOf(build) {
  const [command, args] = build()
  const rounds = Array.from({ length: ROUNDS }, () => JSON.parse(execFileSync(command, args, { encoding: 'utf8' })))
  const best = rounds.reduce((a, b) => (b.cpuMs < a.cpuMs ? b : a))
  return { ...best, rssMb: Math.max(...rounds.map((round) => round.rssMb)) }
}

function print(name, { prefixes, pairCount, readMs, parseMs, sweepMs, cpuMs, rssMb }) {
  const parts = `read ${Math.round(readMs)}, parse ${Math.round(parseMs)}, sort and sweep ${Math.round(sweepMs)}`
  say(`${name.padEnd(11)} ${prefixes} prefixes, ${pairCount} pairs: ${Math.round(cpuMs)} ms CPU (${parts}), peak ${Math.round(rssMb)} MB`)
}
