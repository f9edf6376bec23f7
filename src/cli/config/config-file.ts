/** `krm-fleet.yaml`: what a repository wants of this tool, found above the package that a command works on. */

import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type * as z from 'zod/mini'
import { CliError } from '#cli/cli-error.ts'
import { readSmallFile } from '#cli/io/read-small-file.ts'
import { readFunctionConfig } from '#krm/function-config.ts'
import { CONFIG_FILE } from '#krm/names.ts'
import { Resource } from '#krm/resource.ts'
import { formatResult, Results } from '#krm/result.ts'
import { ConfigSchema, type Config } from './config.ts'

/** A configuration and the text that it was read from. */
export interface ConfigFile {
  readonly config: Config
  readonly resource: Resource
}

/** The nearest configuration at or above a directory, up to the root of its git repository; empty when there is none. */
export function findConfig(directory: string): Config {
  return findConfigFile(directory)?.config ?? {}
}

/** The same with its text; undefined when there is none. */
export function findConfigFile(directory: string): ConfigFile | undefined {
  for (let at = resolve(directory); ; at = dirname(at)) {
    const file = join(at, CONFIG_FILE)
    if (existsSync(file)) return readConfig(file)
    if (existsSync(join(at, '.git')) || at === dirname(at)) return undefined
  }
}

/** Reads a configuration file; everything that is wrong with it is one CliError. */
export function readConfig(file: string): ConfigFile {
  return readConfigKind(file, 'config', ConfigSchema)
}

/** Reads a file that holds one config of a function's own kind; everything that is wrong with it is one CliError. */
export function readConfigKind<S extends z.ZodMiniType>(file: string, functionName: string, schema: S): { readonly config: z.infer<S>; readonly resource: Resource } {
  const resource = new Resource(readSmallFile(file), 'document', { path: file, index: 0, linesBefore: 0 })
  const results = new Results()
  const config = readFunctionConfig(functionName, schema, [], resource, results)
  if (config?.form === 'own') return { config: config.value, resource }
  const problems = results.list.map((result) => ({ code: 'CLI005' as const, message: formatResult(result), path: file }))
  throw CliError.ofProblems(problems, `problems in ${file}`)
}
