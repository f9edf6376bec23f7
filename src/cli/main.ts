#!/usr/bin/env node
// The command's first file: it only chooses the bundle, so that a function's start-up never pays for the CLI.
declare const require: (id: string) => unknown
declare const KRM_FLEET_FUNCTIONS: readonly string[]

const [, , command, name = ''] = process.argv
const bundle = command !== 'fn' ? './cli.cjs' : KRM_FLEET_FUNCTIONS.includes(name) ? `./fn-${name}.cjs` : './fn-none.cjs'
require(bundle)
