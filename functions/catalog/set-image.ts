/** In-process answer for the catalog's set-image, as of v0.1.1, the tag of Porch's function runner: kustomize's image filter. */

import type { KrmFunction } from '#krm/function.ts'
import { goPattern } from '#krm/go-pattern.ts'
import type { Resource } from '#krm/resource.ts'
import type { Result } from '#krm/result.ts'
import { AnyConfig } from './config.ts'
import { FieldSpecError, readFieldSpecs, textIn, visitFields, type FieldSpec } from './field-spec.ts'
import { failed, sortedAsSdk } from './go-sdk.ts'

/** Of every kind but CustomResourceDefinition: a CronJob's pods lie deeper and are not among them. */
const IMAGE_FIELDS: readonly FieldSpec[] = ['spec', 'spec/template/spec'].flatMap((pod) => [{ path: `${pod}/containers[]/image` }, { path: `${pod}/initContainers[]/image` }])

interface Image {
  /** Part of a regular expression, as in the original: a dot is any character. */
  readonly name: string
  readonly newName: string
  readonly newTag: string
  readonly digest: string
}

/** Takes a ConfigMap, or a SetImage of fn.kpt.dev/v1alpha1 with `image` and `additionalImageFields`. */
export const setImageOfCatalog: KrmFunction = {
  name: 'set-image',
  type: 'mutator',
  summary: 'Sets name, tag or digest of an image in all pods and templates.',
  config: AnyConfig,
  accepts: [],
  invoke(items, functionConfig) {
    try {
      const { image, fields } = readConfig(functionConfig)
      const results = items.flatMap((item) => setImage(item, image, fields))
      return { items: sortedAsSdk(items), ok: true, results: results.length === 0 ? [{ severity: 'info', message: 'no images changed' }] : results }
    } catch (error) {
      if (error instanceof FieldSpecError || error instanceof SyntaxError) return failed(items, error.message)
      throw error
    }
  },
}

function readConfig(config: Resource | undefined): { readonly image: Image; readonly fields: readonly FieldSpec[] } {
  const isConfigMap = config?.apiVersion === 'v1' && config.kind === 'ConfigMap'
  if (config === undefined || (!isConfigMap && (config.apiVersion !== 'fn.kpt.dev/v1alpha1' || config.kind !== 'SetImage'))) {
    throw new FieldSpecError('`functionConfig` must be a `ConfigMap` or `SetImage`')
  }
  const place = isConfigMap ? 'data' : 'image'
  const text = (key: string): string => textIn(config.field(place, key).value ?? '', `${place}.${key}`)
  const image: Image = { name: text('name'), newName: text('newName'), newTag: text('newTag'), digest: text('digest') }
  if (image.name === '') throw new FieldSpecError('missing image name')
  if (image.newName === '' && image.newTag === '' && image.digest === '') throw new FieldSpecError('missing image newName, newTag, or digest')
  if (image.newTag !== '' && image.digest !== '') throw new FieldSpecError('image newTag and digest both set')
  const additional = isConfigMap ? [] : readFieldSpecs(config.field('additionalImageFields').value, 'additionalImageFields')
  return { image, fields: [...additional, ...IMAGE_FIELDS] }
}

function setImage(item: Resource, image: Image, fields: readonly FieldSpec[]): Result[] {
  if (item.kind === 'CustomResourceDefinition') return []
  const results: Result[] = []
  const pattern = goPattern(`^${image.name}(@sha256)?(:[a-zA-Z0-9_.{}-]*)?$`)
  for (const spec of fields) {
    visitFields(item, spec, false, (field) => {
      const now = field.scalarText
      if (now === undefined) throw new FieldSpecError(`wrong node kind of ${field.name}: expected a scalar`)
      if (!pattern.test(now)) return
      const next = renamed(now, image)
      field.set(next)
      results.push({ severity: 'info', message: `set image from ${now} to ${next}`, place: { file: item.origin.path, index: item.origin.index, field: field.name } })
    })
  }
  return results
}

function renamed(image: string, { newName, newTag, digest }: Image): string {
  const [name, tag] = splitImage(image)
  return (newName || name) + (digest === '' ? (newTag === '' ? tag : `:${newTag}`) : `@${digest}`)
}

/** Name and tag or digest with their separator: the last `@`, or the last colon behind the first slash. */
function splitImage(image: string): [name: string, tag: string] {
  const slash = image.indexOf('/')
  const colon = image.lastIndexOf(':')
  const at = image.lastIndexOf('@')
  const cut = at > 0 ? at : colon > slash ? colon : -1
  return cut === -1 ? [image, ''] : [image.slice(0, cut), image.slice(cut)]
}
