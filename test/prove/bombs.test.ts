/**
 * P3: what is made to cost much. Each package goes through the built command and must be answered (refused by name, or
 * passed through) for little more than an empty package costs. Promised are 1 s of CPU and 128 MiB; on a busy machine CPU
 * time grows as well, so the test asks for no more than three times that, and prints what it found.
 */

import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const ROOT = new URL('../../', import.meta.url).pathname
const KPTFILE = 'apiVersion: kpt.dev/v1\nkind: Kptfile\nmetadata:\n  name: p\n'
const HEAD = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n'
const MiB = 1024 * 1024
const CPU_SECONDS = 3
const RSS_MIB = 3 * 128

let work = ''
let base: Cost
beforeAll(() => {
  execFileSync('node', ['scripts/build.mjs'], { cwd: ROOT })
  work = mkdtempSync(join(tmpdir(), 'bombs-'))
  writeFileSync(join(work, 'hook.cjs'), "process.on('exit', () => require('node:fs').writeFileSync(process.env.USAGE, JSON.stringify(process.resourceUsage())))\n")
  base = render(() => HEAD)
})
afterAll(() => {
  console.log(`beyond a package of one object (${base.cpu.toFixed(2)} s CPU, ${base.rss.toFixed(0)} MiB):\n${rows.join('\n')}`)
  rmSync(work, { recursive: true, force: true })
})
const rows: string[] = []

interface Cost {
  /** Seconds of user and system time. */
  readonly cpu: number
  /** Peak, in MiB. */
  readonly rss: number
  readonly status: number | null
  readonly stderr: string
}

/** Renders a package with one hostile file; `lay` gives its text, or lays files out itself. */
function render(lay: (dir: string) => string | undefined, kptfile = KPTFILE): Cost {
  const dir = mkdtempSync(join(work, 'package-'))
  writeFileSync(join(dir, 'Kptfile'), kptfile)
  const text = lay(dir)
  if (text !== undefined) writeFileSync(join(dir, 'a.yaml'), text)
  const usage = `${dir}.usage`
  const ran = spawnSync('node', ['--require', join(work, 'hook.cjs'), join(ROOT, 'build/krm-fleet.cjs'), 'render', dir, '--allow-exec'], {
    encoding: 'utf8', timeout: 120_000, env: { ...process.env, USAGE: usage },
  })
  const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(readFileSync(usage, 'utf8')) as NodeJS.ResourceUsage
  rmSync(dir, { recursive: true, force: true })
  return { cpu: (userCPUTime + systemCPUTime) / 1e6, rss: maxRSS / 1024, status: ran.status, stderr: ran.stderr }
}

function times(count: number, line: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => line(i)).join('')
}

function aliases(levels: number): string {
  return `${HEAD}data:\n  a0: &a0 [${'x, '.repeat(9)}x]\n${times(levels, (i) => `  a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(9)}*a${i}]\n`)}`
}

/** Name, exit code (0: passed through), its code in the message, and the text. */
const BOMBS: readonly (readonly [name: string, exit: number, code: string, text: () => string])[] = [
  ['aliases in 3 levels', 0, '', () => aliases(3)],
  ...[5, 6, 7, 8, 9, 12, 99].map((levels) => [`aliases in ${levels} levels`, 1, 'YML003', () => aliases(levels)] as const),
  ['10,000 aliases', 1, 'YML003', () => `${HEAD}data:\n  a: &x b\n${times(10_000, (i) => `  k${i}: *x\n`)}`],
  ['1,000 aliases behind 100,000 values', 0, '', () => `${HEAD}data:\n  x: [${'x, '.repeat(100_000)}x]\n  a: &x b\n${times(999, (i) => `  k${i}: *x\n`)}`],
  ['a chain of 5,000 merges', 1, 'YML003', () => `${HEAD}data:\n  m0: &m0 {a: b}\n${times(5000, (i) => `  m${i + 1}: &m${i + 1} {<<: *m${i}}\n`)}`],
  ['an alias of itself', 1, 'YML008', () => `${HEAD}data: &d\n  k: *d\n`],
  ...[1000, 10_000, 1_000_000].map((depth) => [`${depth} brackets`, 1, 'YML003', () => `${HEAD}data: ${'['.repeat(depth)}${']'.repeat(depth)}\n`] as const),
  ['1,000,000 open braces', 1, 'YML003', () => `${HEAD}data: ${'{a: '.repeat(1_000_000)}\n`],
  ['1,000 levels of a block', 1, 'YML003', () => `${HEAD}data:\n${times(1000, (i) => `${' '.repeat(i + 1)}a:\n`)}`],
  ['1,000,000 dashes', 1, 'YML003', () => `${HEAD}data:\n  ${'- '.repeat(1_000_000)}x\n`],
  ['a scalar of 7 MiB', 1, 'YML003', () => `${HEAD}data:\n  a: ${'x'.repeat(7 * MiB)}\n`],
  ['a block of 1,000,000 lines', 0, '', () => `${HEAD}data:\n  a: |\n${'    x\n'.repeat(1_000_000)}`],
  ['200,000 keys', 1, 'YML003', () => `${HEAD}data:\n${times(200_000, (i) => `  k${i}: v\n`)}`],
  ['1,000,000 comments', 0, '', () => `${HEAD}${'# xxx\n'.repeat(1_000_000)}`],
  ['200,000 escaped line breaks', 0, '', () => `${HEAD}data:\n  a: "${'\\n'.repeat(200_000)}"\n`],
  ['200,000 values in brackets', 0, '', () => `${HEAD}data: [${'x, '.repeat(200_000)}x]\n`],
  ['50,000 documents', 1, 'YML003', () => times(50_000, (i) => `---\napiVersion: v1\nkind: C\nmetadata: {name: a${i}}\n`)],
  ['1,000,000 separators', 0, '', () => `${HEAD}${'---\n'.repeat(1_000_000)}`],
  ['1,000,000 open quotes', 1, 'YML', () => `${HEAD}data:\n${"  - 'a\n".repeat(1_000_000)}`],
]

function expectCheap(name: string, found: Cost): void {
  const cpu = found.cpu - base.cpu
  const rss = found.rss - base.rss
  rows.push(`${name.padEnd(40)} ${cpu.toFixed(2).padStart(6)} s ${rss.toFixed(0).padStart(5)} MiB  exit ${found.status}`)
  expect(cpu, `${name}: seconds of CPU`).toBeLessThan(CPU_SECONDS)
  expect(rss, `${name}: MiB`).toBeLessThan(RSS_MIB)
}

test.each(BOMBS)('%s', (name, exit, code, text) => {
  const found = render(text)
  expect(found.stderr).toContain(code)
  expect(found.stderr).not.toContain('defect')
  expect(found.status, found.stderr.slice(0, 2000)).toBe(exit)
  expectCheap(name, found)
})

test('a file of 1 GiB is refused unread', () => {
  const found = render((dir) => {
    writeFileSync(join(dir, 'a.yaml'), '')
    truncateSync(join(dir, 'a.yaml'), 1024 * MiB)
    return undefined
  })
  expect(found.stderr).toContain('IO004')
  expect(found.status).toBe(2)
  expectCheap('a file of 1 GiB', found)
  expect(found.rss - base.rss).toBeLessThan(30)
})

test.each([
  ['standard output', 'cat >/dev/null; yes | head -c 500000000', 'KPT203'],
  ['standard error', 'yes xxxxxxxx | head -c 300000000 >&2; cat', ''],
])('a function that floods %s', (name, script, code) => {
  const found = render(
    (dir) => {
      writeFileSync(join(dir, 'a.yaml'), HEAD)
      return undefined
    },
    `${KPTFILE}pipeline:\n  mutators:\n  - exec: sh -c '${script}'\n`,
  )
  expect(found.stderr).toContain(code)
  expect(found.stderr.length).toBeLessThan(4 * MiB)
  expectCheap(`500 MB on ${name}`, found)
})
