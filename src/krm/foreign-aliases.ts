/** Aliases in an item whose anchor stands in another item of its list: alone, such an item has lost a part of its value. */

import { printDocument } from './print.ts'
import { Resource } from './resource.ts'

/**
 * For each item of a list's text that has aliases to other items: the same item, printed anew with what they stand for.
 * An item that cannot be helped is left out, and so are all others.
 */
export function withoutForeignAliases(items: readonly Resource[], list: string): ReadonlyMap<Resource, Resource> {
  const mended = new Map<Resource, Resource>()
  if (!mayHaveAlias(list)) return mended
  let whole: Resource | undefined
  for (const [index, item] of items.entries()) {
    if (!mayHaveAlias(item.text) || !item.problems().some(({ code }) => code === 'YML008')) continue
    whole ??= new Resource(list, 'document')
    const value = whole.field('items', index).value
    if (value !== undefined) mended.set(item, new Resource(printDocument(value), 'document'))
  }
  return mended
}

/** Whether an asterisk stands where an alias can begin; most texts hold none there, and none of those needs a tree. */
function mayHaveAlias(text: string): boolean {
  for (let at = text.indexOf('*'); at !== -1; at = text.indexOf('*', at + 1)) {
    if (/^[\s,:[{-]?$/.test(text.charAt(at - 1)) && /[^\s,[\]{}]/.test(text.charAt(at + 1))) return true
  }
  return false
}
