/** Files whose names do not say what they hold. */

import { placeOf, type Result } from '#krm/result.ts'
import type { Resource } from '#krm/resource.ts'
import { KPTFILE_NAME } from '#render/kptfile.ts'
import { baseName } from '#render/slash-path.ts'
import { PACKAGE_RULES } from '#check/rules/package-rules.ts'

/** Kptfiles in files of another name. Resources name their files by whole paths; `exists` tells whether there is a file. */
export function checkNames(resources: readonly Resource[], exists: (path: string) => boolean): Result[] {
  return resources.flatMap((resource) => {
    const { path, index } = resource.origin
    if (resource.kind !== KPTFILE_NAME || resource.group !== 'kpt.dev' || path === '' || baseName(path) === KPTFILE_NAME) return []
    const { code, severity } = PACKAGE_RULES.misnamed
    const to = `${path.slice(0, path.length - baseName(path).length)}${KPTFILE_NAME}`
    return [{ code, severity, message: `${baseName(path)} holds a Kptfile, but only a file called ${KPTFILE_NAME} makes its directory a package: rename it`, place: placeOf(resource.field('kind')), ...(index === 0 && !exists(to) && { fix: { describe: `rename the file to ${KPTFILE_NAME}`, edits: [], rename: { from: path, to } } }) }]
  })
}
