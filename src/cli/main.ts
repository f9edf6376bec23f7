#!/usr/bin/env node
// The command's first file: it only chooses the bundle, so that a function's start-up never pays for the CLI.
declare const require: (id: string) => unknown
require(process.argv[2] === 'fn' ? './fn.cjs' : './cli.cjs')
