/** A resource on its way through the pipelines. */

import type { Resource } from '#krm/resource.ts'
import { cleanPath, inDirectory } from './slash-path.ts'

/**
 * A resource and the package that it belongs to. Path (relative to that package) and index are those of the resource's
 * origin: functions see them there and may change them.
 */
export interface PackageItem {
  readonly resource: Resource
  /** Slash path from the root package; `''` = the root. */
  packageDir: string
  /** The Kptfile of its package (further documents of that file are ordinary resources). */
  readonly isKptfile: boolean
  /** False for a new resource that no function gave an index: it gets one when it is written. */
  hasIndex: boolean
}

/** Where an item's file lies, from the root package. */
export function filePath({ resource, packageDir }: PackageItem): string {
  return inDirectory(packageDir, cleanPath(resource.origin.path))
}
