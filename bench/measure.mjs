// Runs a command and says what it cost. The kernel's own account of a finished child (wait4) is the only figure that holds
// all of its threads, everything that it ran and waited for, and its true peak of memory; Node does not hand it out for
// a child, and sampling /proc misses peaks and short lives. So a few lines of Python wait, or GNU time where there is
// no Python (its CPU time comes in steps of 10 ms).
import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'

const WAITER = `
import json, os, sys, time
stdin, stdout, stderr = sys.argv[1:4]
write = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
files = [(os.POSIX_SPAWN_OPEN, 0, stdin, os.O_RDONLY, 0), (os.POSIX_SPAWN_OPEN, 1, stdout, write, 0o644), (os.POSIX_SPAWN_OPEN, 2, stderr, write, 0o644)]
start = time.monotonic()
pid = os.posix_spawnp(sys.argv[4], sys.argv[4:], os.environ, file_actions=files)
_, status, used = os.wait4(pid, 0)
unit = 1 if sys.platform == 'darwin' else 1024
print(json.dumps({'status': os.waitstatus_to_exitcode(status), 'cpuMs': (used.ru_utime + used.ru_stime) * 1000, 'rssMiB': used.ru_maxrss * unit / 2**20, 'wallMs': (time.monotonic() - start) * 1000}))
`

const answers = (command, ...args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0
const waiter = answers('python3', '-c', 'import os; os.posix_spawnp, os.waitstatus_to_exitcode') ? 'python3' : answers('/usr/bin/time', '-f', '%U', 'true') ? 'time' : undefined

/** How the figures are taken, for the head of the table; undefined where they cannot be taken. */
export const method = { python3: 'wait4 by python3', time: 'GNU time' }[waiter]

/**
 * One run: exit status, CPU (user and system, in ms), peak resident memory of the largest process (MiB) and time passed (ms).
 * `stdin`, `stdout` and `stderr` are paths.
 */
export function measure(argv, { cwd, stdin = '/dev/null', stdout = '/dev/null', stderr = '/dev/null', env = process.env }) {
  if (waiter === 'python3') {
    const { stdout: answer, stderr: complaint } = spawnSync('python3', ['-c', WAITER, stdin, stdout, stderr, ...argv], { cwd, env, encoding: 'utf8' })
    if (answer === '') throw new Error(complaint)
    return JSON.parse(answer)
  }
  const report = `${stdout === '/dev/null' ? `${process.cwd()}/bench-time` : stdout}.time`
  const script = 'exec "$0" "$@" <"$BENCH_IN" >"$BENCH_OUT" 2>"$BENCH_ERR"'
  const start = performance.now()
  const { status } = spawnSync('/usr/bin/time', ['-q', '-o', report, '-f', '%U %S %M', 'sh', '-c', script, ...argv], {
    cwd,
    env: { ...env, BENCH_IN: stdin, BENCH_OUT: stdout, BENCH_ERR: stderr },
    stdio: 'inherit',
  })
  const wallMs = performance.now() - start
  const [user, system, peak] = readFileSync(report, 'utf8').trim().split('\n').at(-1).split(' ').map(Number)
  rmSync(report)
  return { status, cpuMs: (user + system) * 1000, rssMiB: peak / 1024, wallMs }
}

/** Medians of several runs of each command, taken in turn so that the machine's mood is the same for all. `before` runs unmeasured and answers further arguments. */
export function compare(commands, runs) {
  const taken = new Map(commands.map(({ name }) => [name, []]))
  for (let run = 0; run < runs; run++) {
    for (const { name, argv, options, before } of commands) {
      taken.get(name).push(measure([...argv, ...(before?.() ?? [])], options))
    }
  }
  return new Map([...taken].map(([name, list]) => [name, { ...medians(list), statuses: [...new Set(list.map(({ status }) => status))] }]))
}

function medians(list) {
  const median = (key) => list.map((run) => run[key]).sort((a, b) => a - b)[Math.floor(list.length / 2)]
  return { cpuMs: median('cpuMs'), rssMiB: median('rssMiB'), wallMs: median('wallMs'), runs: list.length }
}
