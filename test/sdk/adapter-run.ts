/** A process that runs the same function through the adapter: `NAME [library]`; with `library` the package's own classes are used. */

import { readFileSync } from 'node:fs'
import * as kpt from 'kpt-functions'
import { runLateOnWire } from '#krm/run-on-wire.ts'
import { fromKptFunc } from '#sdk/from-kpt-func.ts'
import { functions } from './functions/index.ts'

const [name, how] = process.argv.slice(2)
const fn = fromKptFunc({ name: name!, ...(how === 'library' && { library: kpt }) }, functions[name!]!)
const { stdout, stderr, exitCode } = await runLateOnWire(fn, readFileSync(0, 'utf8'))
process.stdout.write(stdout)
process.stderr.write(stderr)
process.exitCode = exitCode
