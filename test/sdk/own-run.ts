/** A process that runs a function as its author does: the package's own `run`, standard input to standard output. */

import { run } from 'kpt-functions'
import { functions } from './functions/index.ts'

const [name] = process.argv.splice(2, 1)
void run(functions[name!]!)
