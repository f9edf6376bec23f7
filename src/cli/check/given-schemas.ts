/** CustomResourceDefinitions that a user names, beside those that are built in and those of the packages. */

import { lstatSync, readdirSync, statSync, type Dirent } from 'node:fs'
import { join } from 'node:path'
import { CliError, type Problem } from '#cli/cli-error.ts'
import { shownPath } from '#cli/fleet/read-management.ts'
import { byBytes } from '#cli/io/byte-order.ts'
import { isKrmFileName } from '#cli/io/file-names.ts'
import { readSmallFile } from '#cli/io/read-small-file.ts'
import { explain } from '#cli/io/system-error.ts'
import { bundleOfCrds, definesNothing } from '#check/schema/read-bundles.ts'
import type { SchemaBundle } from '#check/schema/schema.ts'
import { readKrmFile } from '#krm/krm-file.ts'
import { isList, isScalar } from '#krm/plain-value.ts'
import { printJson } from '#krm/print.ts'
import { formatResult } from '#krm/result.ts'
import { Resource } from '#krm/resource.ts'

/** The files of Cluster API's providers come near 4 MB. */
const MAX_BYTES = 32 * 1024 * 1024

/**
 * One bundle per file, in the order of the paths; directories are walked without following links. A path that holds no
 * CRD, and a CRD that cannot be read, are one CliError with everything that is wrong.
 */
export function givenSchemas(paths: readonly string[]): SchemaBundle[] {
  const problems: Problem[] = []
  const bundles = paths.flatMap((path) => {
    const before = problems.length
    const found = filesOf(path, problems).flatMap((file) => bundleOf(file, path, problems))
    if (found.length === 0 && problems.length === before) problems.push({ code: 'CLI005', path, message: `${shownPath(path) || '.'} holds no CustomResourceDefinition of apiextensions.k8s.io with a schema` })
    return found
  })
  if (problems.length > 0) throw CliError.ofProblems(problems, 'problems with the schemas')
  return bundles
}

function filesOf(path: string, problems: Problem[]): string[] {
  try {
    return statSync(path).isDirectory() ? walk(path) : [path]
  } catch (error) {
    problems.push({ code: 'IO001', path, message: `${path === '' ? '""' : shownPath(path)} cannot be read: ${explain(error)}` })
    return []
  }
}

function walk(directory: string): string[] {
  const entries: Dirent[] = byBytes(readdirSync(directory, { withFileTypes: true }), ({ name }) => name)
  return entries.flatMap((entry) => {
    const path = join(directory, entry.name)
    if (entry.isDirectory()) return entry.name === '.git' || entry.name === 'node_modules' ? [] : walk(path)
    return entry.isFile() && isKrmFileName(entry.name) ? [path] : []
  })
}

function bundleOf(file: string, given: string, problems: Problem[]): SchemaBundle[] {
  const refuse = (message: string): void => void problems.push({ code: 'CLI005', path: file, message })
  let text: string
  try {
    text = readSmallFile(file, MAX_BYTES)
  } catch (error) {
    if (!(error instanceof CliError)) throw error
    // Other files of a directory may be anything.
    if (file === given || lstatSync(file).size > MAX_BYTES) problems.push(...error.problems)
    return []
  }
  if (!text.includes('CustomResourceDefinition')) return []
  const shown = shownPath(file)
  const { resources, problems: broken } = readKrmFile(shown, text)
  for (const problem of broken) refuse(formatResult(problem))
  const crds = resources.flatMap(itemsOf).filter(isDefinition)
  for (const crd of crds) {
    const why = broken.length > 0 ? undefined : definesNothing(crd)
    if (why !== undefined) refuse(`${shown}: ${crd.describe()} defines no kind: ${why}`)
  }
  const bundle = broken.length > 0 ? undefined : bundleOfCrds(crds)
  return bundle === undefined ? [] : [bundle]
}

/** What `kubectl get crds -o yaml` prints is one List. */
function itemsOf(resource: Resource): Resource[] {
  const items = resource.kind.endsWith('List') ? resource.field('items').value : undefined
  if (items === undefined || isScalar(items) || !isList(items)) return [resource]
  return items.map((item) => new Resource(printJson(item), 'document', { path: resource.origin.path, index: resource.origin.index }))
}

function isDefinition({ kind, group }: Resource): boolean {
  return kind === 'CustomResourceDefinition' && group === 'apiextensions.k8s.io'
}
