/** What a function is configured by when it is called. */

import type { PlainValue } from '#krm/print.ts'
import { newResource } from '#krm/resource-list.ts'
import { Resource } from '#krm/resource.ts'
import type { Package } from './package.ts'
import type { PackageItem } from './package-item.ts'
import type { PipelineFunction } from './pipeline-function.ts'
import { cleanPath } from './slash-path.ts'

/** A config; `item` is there when it is a live resource of the package. */
export interface CallConfig {
  readonly resource: Resource | undefined
  readonly item?: PackageItem
}

/**
 * The config of `fn` in a package: its configMap as a ConfigMap, or the resource at its configPath as earlier functions
 * left it, for validators too and however the path is spelt; when that is gone, as the package held it when it was read.
 */
export function configFor(fn: PipelineFunction, pack: Package, items: readonly PackageItem[]): CallConfig {
  if (fn.configMap !== undefined) {
    const metadata = new Map([['name', 'function-input']])
    return { resource: newResource(new Map<string, PlainValue>([['apiVersion', 'v1'], ['kind', 'ConfigMap'], ['metadata', metadata], ['data', fn.configMap]])) }
  }
  const { configPath } = fn
  if (configPath === undefined) return { resource: undefined }
  const item = items.find(({ packageDir, resource }) => packageDir === pack.dir && cleanPath(resource.origin.path) === configPath)
  if (item !== undefined) return { resource: item.resource.clone(), item }
  const first = pack.configs.get(configPath)
  return { resource: first === undefined ? undefined : new Resource(first.source, 'document', { ...first.origin }) }
}
