/** Compilers that fit the work: what V8 compiles on other threads counts like the rest, and most processes are short. */

import { setFlagsFromString } from 'node:v8'

/** Characters of resources. Less is done before optimised code would have paid for its compilation. */
const SHORT = 4 * 1024 * 1024

type FlagsByNode = Readonly<Record<string, readonly string[]>>

// V8's flags by Node's version, as measured with `npm run bench`. V8 complains of flags that it does not know.

/** Compilers that wait longer. */
const SHORT_WORK: FlagsByNode = {
  20: ['--interrupt-budget=1000000'],
  22: ['--invocation-count-for-turbofan=300000', '--invocation-count-for-osr=50000'],
  24: ['--invocation-count-for-turbofan=300000', '--invocation-count-for-osr=50000'],
  26: ['--invocation-count-for-turbofan=300000', '--invocation-count-for-osr=50000'],
}

/** As Node has them, but compilers take fewer functions into one another: a sixth less for a list of 10,000 resources. */
const LONG_WORK: FlagsByNode = { 20: ['--interrupt-budget=135168', '--max-inlined-bytecode-size-cumulative=150'] }

/** Call it before work on so many characters. */
export function expectWork(characters: number): void {
  if ('bun' in process.versions) return
  const flags = characters < SHORT ? SHORT_WORK : LONG_WORK
  for (const flag of flags[process.versions.node.split('.', 1)[0]!] ?? []) setFlagsFromString(flag)
}
