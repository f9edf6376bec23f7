/** Files whose names do not say what they hold. */

import { placeOf, type Result } from '#krm/result.ts'
import type { Resource } from '#krm/resource.ts'
import { KPTFILE_NAME } from '#render/kptfile.ts'
import { baseName } from '#render/slash-path.ts'
import { PACKAGE_RULES } from '#check/rules/package-rules.ts'

/** Kptfiles in files of another name. Resources name their files by whole paths. */
export function checkNames(resources: readonly Resource[]): Result[] {
  return resources.flatMap((resource) => {
    const { path } = resource.origin
    if (resource.kind !== KPTFILE_NAME || resource.group !== 'kpt.dev' || path === '' || baseName(path) === KPTFILE_NAME) return []
    const { code, severity } = PACKAGE_RULES.misnamed
    return [{ code, severity, message: `${baseName(path)} holds a Kptfile, but only a file called ${KPTFILE_NAME} makes its directory a package: rename it`, place: placeOf(resource.field('kind')) }]
  })
}
