/** Objects that stay files of the package: no puller applies them. */

import type { Resource } from '#krm/resource.ts'

export const LOCAL_CONFIG = 'config.kubernetes.io/local-config'

/** Whether pullers leave an object out: the annotation with any value but "false", and the Kptfile. */
export function isLocal(resource: Resource): boolean {
  const value = resource.annotations.get(LOCAL_CONFIG)
  return (value !== undefined && value !== 'false') || resource.kind === 'Kptfile'
}
