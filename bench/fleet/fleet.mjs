// (f) A whole fleet: first run and second run from the cache, the cost of a package as the fleet grows, and twenty of its
// packages by the real kpt with the same functions as programs.
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compare, measure } from '../measure.mjs'
import { target } from '../table.mjs'
import { PACKAGES, writeManagement } from './generate.mjs'

const blueprints = fileURLToPath(new URL('../../blueprints', import.meta.url))
const MOST_MS = 60_000
const MOST_MIB = 1024
const SUBSET = 20

export function* fleetRendering({ folder, command, oracle, quick, runs }) {
  const sizes = quick ? [10, 100] : [10, 100, 1000]
  const measured = new Map()
  for (const clusters of sizes) {
    const management = join(folder, `management-${clusters}`)
    writeManagement(management, clusters, blueprints)
    const out = join(folder, `fleet-${clusters}`)
    const argv = [process.execPath, command, 'fleet', 'render', management, '-o', out]
    const taken = compare(
      [
        { name: 'first run', argv, options: { stderr: join(folder, 'fleet.err') }, before: () => rmSync(out, { recursive: true, force: true }) },
        { name: 'second run, from the cache', argv, options: { stderr: join(folder, 'fleet.err') } },
      ],
      clusters === 1000 ? 1 : Math.min(runs, 3),
    )
    const rows = [...taken].map(([name, figures]) => ({ name, ...figures }))
    measured.set(clusters, rows[0])
    const notes = rows.filter(({ statuses }) => statuses.some((status) => status !== 0)).map(({ name, statuses }) => ({ text: `${name} ended with ${statuses}: ${readFileSync(join(folder, 'fleet.err'), 'utf8').slice(0, 500)}`, bad: true }))
    // Of few packages the start of the program is the larger part.
    if (clusters >= 1000) {
      notes.push(target('the second run, CPU', rows[0].cpuMs / rows[1].cpuMs, 2))
      // All work is done in one thread: on a machine that is not shared the time that passes is the CPU time.
      notes.push({ text: `${(rows[0].cpuMs / 1000).toFixed(1)} s of CPU in one thread (${(rows[0].wallMs / 1000).toFixed(1)} s passed), target at most ${MOST_MS / 1000} s`, bad: rows[0].cpuMs > MOST_MS })
      notes.push({ text: `${rows[0].rssMiB.toFixed(0)} MiB, target at most ${MOST_MIB} MiB`, bad: rows[0].rssMiB > MOST_MIB })
    }
    yield { title: `a fleet of ${clusters} clusters, ${clusters * PACKAGES.length} packages`, rows, notes }
    yield checking(clusters, management, out, folder, command)
  }
  yield growth(sizes, measured)
  const kpt = oracle('kpt')
  if (kpt !== undefined) yield besideKpt(kpt, join(folder, `fleet-${sizes[1]}`), folder, command, { ...measured.get(sizes[1]), cpuMs: perPackage(sizes[0], sizes[1], measured) })
}

/** `fleet check` of the same fleet, and with what the render kept. */
function checking(clusters, management, out, folder, command) {
  const argv = [process.execPath, command, 'fleet', 'check', management]
  const options = { stderr: join(folder, 'fleet.err') }
  const taken = compare(
    [
      { name: 'fleet check', argv, options },
      { name: 'with the cache of the render', argv: [...argv, '--cache', join(out, '.krm-fleet/cache')], options },
    ],
    1,
  )
  const rows = [...taken].map(([name, figures]) => ({ name, ...figures }))
  const notes = rows.flatMap(({ name, statuses, cpuMs, rssMiB }) => [
    ...(statuses.some((status) => status !== 0) ? [{ text: `${name} ended with ${statuses}`, bad: true }] : []),
    { text: `${name}: ${(cpuMs / 1000).toFixed(1)} s of CPU, ${rssMiB.toFixed(0)} MiB, targets at most ${MOST_MS / 1000} s and ${MOST_MIB} MiB`, bad: cpuMs > MOST_MS || rssMiB > MOST_MIB },
  ])
  return { title: `the check of ${clusters} clusters, ${clusters * PACKAGES.length} packages`, rows, notes }
}

/** CPU of one package more, between two sizes. */
function perPackage(small, large, measured) {
  return (measured.get(large).cpuMs - measured.get(small).cpuMs) / ((large - small) * PACKAGES.length)
}

function growth(sizes, measured) {
  const steps = sizes.slice(1).map((size, index) => ({ from: sizes[index], to: size, cost: perPackage(sizes[index], size, measured) }))
  const [first, last] = [steps[0].cost, steps.at(-1).cost]
  const rows = steps.map(({ from, to, cost }) => ({ name: `one package more, from ${from} to ${to} clusters`, cpuMs: cost, rssMiB: measured.get(to).rssMiB, wallMs: cost }))
  return { title: 'the cost of a package as the fleet grows', rows, notes: [{ text: `${(last / first).toFixed(2)} times the cost of the first step, target at most 1.25`, bad: last / first > 1.25 }] }
}

/** The same packages, rendered again by kpt with our functions as programs. */
function besideKpt(kpt, fleet, folder, command, { cpuMs, rssMiB }) {
  const repositories = readdirSync(fleet).filter((name) => !name.startsWith('.')).toSorted()
  const packages = repositories.flatMap((repository) => PACKAGES.map((name) => join(repository, name))).slice(0, SUBSET)
  const work = join(folder, 'kpt')
  for (const path of packages) {
    cpSync(join(fleet, path), join(work, path), { recursive: true })
    const kptfile = join(work, path, 'Kptfile')
    writeFileSync(kptfile, readFileSync(kptfile, 'utf8').replaceAll(/image: ghcr\.io\/krm-fleet\/([\w-]+):\S+/g, `exec: ${process.execPath} ${command} fn $1`))
  }
  const script = packages.map((path) => `'${kpt}' fn render --allow-exec '${join(work, path)}' || exit 1`).join('\n')
  const theirs = measure(['sh', '-c', script], { env: { ...process.env, KRM_DISABLE_ATTRIBUTION: '1' } })
  const ours = { name: `krm-fleet, ${SUBSET} packages of the fleet`, cpuMs: cpuMs * SUBSET, rssMiB, wallMs: cpuMs * SUBSET }
  return {
    title: `${SUBSET} packages beside kpt, which renders each once where Porch and we render twice`,
    rows: [{ name: `kpt fn render, exec, ${SUBSET} packages`, ...theirs }, ours],
    notes: [...(theirs.status === 0 ? [] : [{ text: `kpt ended with ${theirs.status}`, bad: true }]), target('CPU', theirs.cpuMs / ours.cpuMs, 10)],
  }
}
