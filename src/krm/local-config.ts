/** Objects that stay in their package: kpt, Config Sync and krm-fleet do not apply them. */

import type { Resource } from './resource.ts'

/** kpt's annotation for files that only the package itself needs. */
export const LOCAL_CONFIG = 'config.kubernetes.io/local-config'

/** Whether an object stays in its package. */
export function isLocalConfig(resource: Resource): boolean {
  return resource.annotations.get(LOCAL_CONFIG) === 'true'
}
