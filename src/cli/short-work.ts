/** Compilers that wait: for work that is done before optimised code would have paid for its compilation. */

import { setFlagsFromString } from 'node:v8'

/** Characters of resources. Less is done before: what V8 compiles on other threads counts like the rest. */
const SHORT = 4 * 1024 * 1024

/** V8's flags by Node's version; long work is still optimised. V8 complains of flags that it does not know. */
const PATIENT: Readonly<Record<string, readonly string[]>> = {
  20: ['--interrupt-budget=1000000'],
  22: ['--invocation-count-for-turbofan=300000', '--invocation-count-for-osr=50000'],
  24: ['--invocation-count-for-turbofan=300000', '--invocation-count-for-osr=50000'],
  26: ['--invocation-count-for-turbofan=300000', '--invocation-count-for-osr=50000'],
}

/** Call it before work on so many characters. */
export function expectWork(characters: number): void {
  if (characters >= SHORT || 'bun' in process.versions) return
  for (const flag of PATIENT[process.versions.node.split('.', 1)[0]!] ?? []) setFlagsFromString(flag)
}
