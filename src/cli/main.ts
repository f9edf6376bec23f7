#!/usr/bin/env node
// The command's first file: it only chooses the bundle, so that a function's start-up never pays for the CLI.
import { expectWork } from './expect-work.ts'
import { bundleLoader } from './load-bundle.ts'

declare const require: (id: string) => unknown
declare const __dirname: string
declare const KRM_FLEET_FUNCTIONS: readonly string[]

const [, , command, name = ''] = process.argv
const bundle = command !== 'fn' ? './cli.cjs' : KRM_FLEET_FUNCTIONS.includes(name) ? `./fn-${name}.cjs` : './fn-none.cjs'
// Compiled code fits the flags that it was made with: set before the first bundle.
expectWork(0)
bundleLoader(__dirname, (id) => require(id))(bundle)
