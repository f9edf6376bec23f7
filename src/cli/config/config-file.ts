/** `krm-fleet.yaml`: what a repository wants of this tool, found above the package that a command works on. */

import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import * as z from 'zod/mini'
import { CliError } from '#cli/cli-error.ts'
import { readSmallFile } from '#cli/io/read-small-file.ts'
import { readFunctionConfig } from '#krm/function-config.ts'
import { CONFIG_FILE } from '#krm/names.ts'
import { Resource } from '#krm/resource.ts'
import { formatResult, Results } from '#krm/result.ts'

/** How the functions of one image are run: in our process, as a program, or as another image. */
const Runner = z.union([
  z.strictObject({ builtin: z.string() }),
  z.strictObject({ exec: z.string() }),
  z.strictObject({ container: z.string() }),
])

/** The fields of the file, below apiVersion and kind. */
export const ConfigSchema = z.strictObject({
  runners: z.optional(z.record(z.string(), Runner)),
})

export type Config = z.infer<typeof ConfigSchema>
export type ConfiguredRunner = z.infer<typeof Runner>

/** The nearest configuration at or above a directory, up to the root of its git repository; empty when there is none. */
export function findConfig(directory: string): Config {
  for (let at = resolve(directory); ; at = dirname(at)) {
    const file = join(at, CONFIG_FILE)
    if (existsSync(file)) return readConfig(file)
    if (existsSync(join(at, '.git')) || at === dirname(at)) return {}
  }
}

/** Reads a configuration file; everything that is wrong with it is one CliError. */
export function readConfig(file: string): Config {
  const resource = new Resource(readSmallFile(file), 'document', { path: file, index: 0, linesBefore: 0 })
  const results = new Results()
  const config = readFunctionConfig('config', ConfigSchema, [], resource, results)
  if (config?.form === 'own') return config.value
  const problems = results.list.map((result) => ({ code: 'CLI005' as const, message: formatResult(result), path: file }))
  throw CliError.ofProblems(problems, `problems in ${file}`)
}
