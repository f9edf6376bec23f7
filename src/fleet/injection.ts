/** Whether Porch still has to put a cluster's values into an object of a package (KEP: config injection of PackageVariants). */

import type { Resource } from '#krm/resource.ts'

export const INJECTION_POINT = 'kpt.dev/config-injection'
export const INJECTED_RESOURCE = 'kpt.dev/injected-resource'

/** `none`: the object is no injection point. `awaiting`: Porch has not filled it yet. */
export type Injection = 'none' | 'awaiting' | 'injected'

/** The state of an object. Porch adds the second annotation when it fills `spec` or `data`, and nothing else. */
export function injectionOf(resource: Resource): Injection {
  const { annotations } = resource
  if (annotations.has(INJECTED_RESOURCE)) return 'injected'
  return annotations.has(INJECTION_POINT) ? 'awaiting' : 'none'
}
