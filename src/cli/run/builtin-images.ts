/** Which images are answered in our own process: this suite's, and catalog functions at the tags they were compared with. */

import { applyReplacementsOfCatalog } from '#functions/catalog/apply-replacements.ts'
import { applySettersOfCatalog } from '#functions/catalog/apply-setters.ts'
import { ensureNameSubstringOfCatalog } from '#functions/catalog/ensure-name-substring.ts'
import { searchReplaceOfCatalog } from '#functions/catalog/search-replace.ts'
import { setAnnotationsOfCatalog } from '#functions/catalog/set-annotations.ts'
import { setImageOfCatalog } from '#functions/catalog/set-image.ts'
import { setLabelsOfCatalog } from '#functions/catalog/set-labels.ts'
import { setNamespaceOfCatalog } from '#functions/catalog/set-namespace.ts'
import { upsertResourceOfCatalog } from '#functions/catalog/upsert-resource.ts'
import { functions } from '#functions/index.ts'
import type { KrmFunction } from '#krm/function.ts'
import { IMAGE_PREFIX } from '#krm/names.ts'

declare const KRM_FLEET_VERSION: string

/** A function that stands in for images of other people, and exactly which. */
interface DropIn {
  readonly fn: KrmFunction
  /** Tags whose meaning was compared with the real function. */
  readonly tags: readonly string[]
}

/** Where the catalog's images have been published; a name without a slash means the first, as in kpt. */
const CATALOG_PREFIXES = ['ghcr.io/kptdev/krm-functions-catalog/', 'gcr.io/kpt-fn/']

/** Sorted by name; docs/kpt.md says what each was compared with. */
export const DROP_INS: readonly DropIn[] = [
  { fn: applyReplacementsOfCatalog, tags: ['v0.1.1'] },
  { fn: applySettersOfCatalog, tags: ['v0.2', 'v0.2.0'] },
  { fn: ensureNameSubstringOfCatalog, tags: ['v0.2.0'] },
  { fn: searchReplaceOfCatalog, tags: ['v0.2.0'] },
  { fn: setAnnotationsOfCatalog, tags: ['v0.1.4'] },
  { fn: setImageOfCatalog, tags: ['v0.1.1'] },
  { fn: setLabelsOfCatalog, tags: ['v0.1.5'] },
  { fn: setNamespaceOfCatalog, tags: ['v0.4.1'] },
  { fn: upsertResourceOfCatalog, tags: ['v0.2.0'] },
]

/** Prefixes under which this suite's own images are known: the published one, and local builds. */
const OWN_PREFIXES = [`${IMAGE_PREFIX}/`, 'localhost/']

/** The built-in that answers for a full image reference; undefined for any other prefix, name or tag. */
export function builtinFor(image: string): KrmFunction | undefined {
  const own = OWN_PREFIXES.find((prefix) => image.startsWith(prefix))
  if (own !== undefined) {
    const [name, tag] = image.slice(own.length).split(':')
    return tag === `v${KRM_FLEET_VERSION}` ? builtinNamed(name!) : undefined
  }
  const found = dropInFor(image)
  return found?.dropIn.tags.includes(found.tag) === true ? found.dropIn.fn : undefined
}

/** The tags that are built in of a catalog function that is, where the image has another one. */
export function builtinTags(image: string): readonly string[] | undefined {
  const found = dropInFor(image)
  return found?.dropIn.tags.includes(found.tag) === false ? found.dropIn.tags : undefined
}

function dropInFor(image: string): { readonly dropIn: DropIn; readonly tag: string } | undefined {
  const prefix = CATALOG_PREFIXES.find((known) => image.startsWith(known))
  if (prefix === undefined) return undefined
  const [name, tag = ''] = image.slice(prefix.length).split(':')
  const dropIn = DROP_INS.find(({ fn }) => fn.name === name)
  return dropIn === undefined ? undefined : { dropIn, tag }
}

/** A built-in by its name, for `runners:` in the configuration file. Ours come first. */
export function builtinNamed(name: string): KrmFunction | undefined {
  return functions.find((fn) => fn.name === name) ?? DROP_INS.find(({ fn }) => fn.name === name)?.fn
}

/** The names that `runners:` may map an image to. */
export function builtinNames(): string[] {
  return [...functions.map((fn) => fn.name), ...DROP_INS.map(({ fn }) => fn.name)]
}
