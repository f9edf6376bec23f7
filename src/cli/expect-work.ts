/** Compilers that fit the work: what V8 compiles on other threads counts like the rest, and most processes are short. */

declare const require: (id: string) => Flags

/** Characters of resources. Less is done before optimised code would have paid for its compilation. */
const SHORT = 2 * 1024 * 1024

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
  const wanted = flags[process.versions.node.split('.', 1)[0]!] ?? []
  if (wanted.length === 0) return
  const v8 = flagsOfV8()
  for (const flag of wanted) v8.setFlagsFromString(flag)
}

interface Flags {
  setFlagsFromString(flag: string): void
}

/**
 * The setter of V8's flags. `node:v8` has it, and loads all of Node's streams for it: a tenth of a function's start. So the
 * binding below it is taken where Node still hands it out, without the warning that this gives.
 */
function flagsOfV8(): Flags {
  const { noDeprecation } = process
  process.noDeprecation = true
  try {
    const binding = Reflect.get(process, 'binding') as ((name: string) => Partial<Flags>) | undefined
    const v8 = binding?.call(process, 'v8')
    if (typeof v8?.setFlagsFromString === 'function') return v8 as Flags
  } catch {
    // Refused, by a permission model for example.
  } finally {
    process.noDeprecation = noDeprecation ?? false
  }
  return require('node:v8')
}
