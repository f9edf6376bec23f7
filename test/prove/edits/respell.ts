/** The same value in other words: what functions in other languages make of a text that they did not want to change. */

import { dump, load } from 'js-yaml'
import { parseDocument, stringify } from 'yaml'

/** Each spelling of a text; undefined where the tool cannot read it. The first ones keep comments. */
export const RESPELLINGS: Readonly<Record<string, (text: string) => string | undefined>> = {
  'yaml, comments kept': (text) => {
    const document = parseDocument(text, { intAsBigInt: true, logLevel: 'error' })
    return document.errors.length > 0 ? undefined : document.toString({ lineWidth: 0 })
  },
  'yaml, indented by 4, lists wide, flow comments kept': (text) => {
    const document = parseDocument(text, { intAsBigInt: true, logLevel: 'error' })
    return document.errors.length > 0 ? undefined : document.toString({ lineWidth: 60, indent: 4, indentSeq: false, flowCollectionPadding: false })
  },
  'yaml, values only': (text) => {
    const document = parseDocument(text, { intAsBigInt: true, logLevel: 'error' })
    if (document.errors.length > 0) return undefined
    return stringify(document.toJS({ maxAliasCount: -1 }), { lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' })
  },
  'js-yaml': (text) => attempt(() => dump(load(text), { lineWidth: 80 })),
  JSON: (text) => attempt(() => JSON.stringify(load(text))),
}

function attempt(make: () => string): string | undefined {
  try {
    return make()
  } catch {
    return undefined
  }
}
