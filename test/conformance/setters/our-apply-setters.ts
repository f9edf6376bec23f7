// Our answer for the catalog's apply-setters, in the same shape.

import { applySettersOfCatalog } from '#functions/catalog/apply-setters.ts'
import { readResourceList } from '#krm/resource-list.ts'
import { Resource } from '#krm/resource.ts'
import { setterComments, valueOfItem, type Answer } from './go-apply-setters.ts'

/** Runs it on the text of a ResourceList. Its items must still be valid YAML afterwards. */
export function runOurs(input: string): Answer {
  const read = readResourceList(input)
  if ('problems' in read) throw new Error(read.problems.map(({ message }) => message).join('; '))
  const outcome = applySettersOfCatalog.invoke(read.list.items, read.list.functionConfig)
  const after = outcome.items.map((item) => new Resource(item.text, item.form))
  for (const item of after) {
    if (item.problems().length > 0) throw new Error(`we wrote what cannot be read: ${item.problems()[0]!.message} in\n${item.text}`)
  }
  return {
    items: after.map(valueOfItem),
    comments: after.map((item) => setterComments(item.text)),
    results: outcome.ok ? outcome.results.map(({ message, place }) => `${place?.file ?? ''} ${place?.field ?? ''}: ${message}`) : [],
    error: outcome.ok ? undefined : outcome.results.map(({ message }) => message).join(),
  }
}
