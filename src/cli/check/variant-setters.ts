/** The setters that the PackageVariants of a repository give to packages, from files that no package holds. */

import { readFileSync } from 'node:fs'
import { readKrmFile } from '#krm/krm-file.ts'
import type { Field } from '#krm/field.ts'
import { pipelinesOf } from '#porch/variant-as-written.ts'

/** Names in the configMaps of the functions that variants and sets of variants add. Files that cannot be read give none. */
export function settersOfVariants(files: readonly string[]): Set<string> {
  const names = new Set<string>()
  for (const file of files) {
    const text = readText(file)
    if (!text.includes('kind: PackageVariant')) continue
    for (const resource of readKrmFile(file, text).resources) for (const pipeline of pipelinesOf(resource)) addNames(pipeline, names)
  }
  return names
}

/** `fs` directly: files outside of packages are only looked at, and most are not read on. */
function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function addNames(pipeline: Field, names: Set<string>): void {
  for (const step of pipeline.child('mutators').children()) for (const setter of step.child('configMap').children()) names.add(String(setter.path.at(-1)))
}
