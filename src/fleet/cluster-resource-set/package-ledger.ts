/** The ledger of the sets that a package holds, whoever wrote them: what `crs ledger` prints. */

import type { ItemList } from '#krm/item-list.ts'
import { isList, isScalar } from '#krm/plain-value.ts'
import type { Resource } from '#krm/resource.ts'
import { deliveredValues } from './delivered.ts'
import type { LedgerRow } from './ledger.ts'
import { clientSideBytes, valueBytes } from './measure.ts'
import { deliverable } from './payload-object.ts'
import { readSets, sameNamespace } from './read-set.ts'

/**
 * One row per ConfigMap that a set of the package refers to and that is there, in the order in which the controller
 * applies them. An object on one line counts as compact; whether it lost its descriptions cannot be seen any more.
 */
export function packageLedger(items: ItemList): LedgerRow[] {
  const configMaps = items.ofKind('', 'ConfigMap')
  return readSets(items).flatMap(({ name: set, namespace, references }) =>
    references.flatMap(({ kind, name }) => {
      const found = configMaps.find((resource) => kind === 'ConfigMap' && resource.name === name && sameNamespace(resource.namespace, namespace))
      return found === undefined ? [] : [rowOf(set, found)]
    }),
  )
}

function rowOf(set: string, resource: Resource): LedgerRow {
  const texts = deliveredValues(resource).flatMap(({ objects }) => objects.map(({ text }) => text))
  const compact = texts.filter((text) => /^\s*\{.*\}\s*$/.test(text)).length
  const value = resource.clone().field().value
  const plain = value === undefined || isScalar(value) || isList(value) ? new Map() : deliverable(value)
  return {
    set,
    configMap: resource.name,
    objects: texts.length,
    valueBytes: valueBytes(plain),
    clientSideBytes: clientSideBytes(plain),
    forms: { yaml: texts.length - compact, compact, lean: 0 },
  }
}
