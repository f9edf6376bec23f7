/** Reads what a program printed: a ResourceList, whose items are matched with those that were sent. */

import type { Field } from '#krm/field.ts'
import { cutResourceList } from '#krm/resource-list-cut.ts'
import { readResourceList } from '#krm/resource-list.ts'
import { Resource } from '#krm/resource.ts'
import { defaultPath, type Answered, type CallFailure, type Returned } from './answered.ts'
import { matchItems } from './match-items.ts'
import { readWireResults } from './read-results.ts'
import { stripWireAnnotations } from './strip-annotations.ts'
import type { SentItem, SentList } from './wire.ts'
import { wirePlace } from './wire-place.ts'

/** The answer, or every reason why it cannot be used. `packageDir` is the package whose pipeline runs. */
export function readAnswer(root: string, packageDir: string, sent: SentList, stdout: string): Answered | { readonly failures: readonly CallFailure[] } {
  const read = readResourceList(stdout)
  if ('problems' in read) {
    return { failures: read.problems.map(({ message }) => ({ code: 'KPT132', message: `its output cannot be used: ${message.replace(/^the input/, 'it')}` })) }
  }
  const results = readWireResults(resultsField(stdout))
  const failures: CallFailure[] = 'failures' in results ? [...results.failures] : []
  const unread = unreadable(read.list.items)
  if (unread.length > 0) return { failures: [...failures, ...unread] }
  const returned: Returned[] = []
  const matches = matchItems(sent.items, read.list.items)
  for (const [index, resource] of read.list.items.entries()) {
    const found = readItem(root, packageDir, resource, matches[index])
    if ('code' in found) failures.push({ ...found, message: `${resource.describe()}: ${found.message}` })
    else returned.push(found)
  }
  return failures.length > 0 || 'failures' in results ? { failures } : { returned, results: results.results }
}

function readItem(root: string, packageDir: string, resource: Resource, sent: SentItem | undefined): Returned | CallFailure {
  if (sent !== undefined && resource.source === sent.text) {
    const { origin } = sent.item.resource
    return { item: sent.item, resource: sent.item.resource, path: origin.path, index: sent.item.hasIndex ? origin.index : undefined, packageDir: sent.item.packageDir }
  }
  const place = wirePlace(root, resource.annotations, sent?.annotations)
  if ('code' in place) return place
  stripWireAnnotations(resource, sent?.item.resource)
  return { item: sent?.item, resource, path: place.path ?? defaultPath(resource), index: place.index, packageDir: place.packageDir ?? packageDir }
}

function unreadable(items: readonly Resource[]): CallFailure[] {
  return items.flatMap((item, index) =>
    item.problems().map(({ code, message }) => ({ code: 'KPT142', message: `item ${index} of its output cannot be read: ${code} ${message}` })),
  )
}

/** The results of a ResourceList that could be read, cut out where they stand alone; older libraries wrap them in `items`. */
function resultsField(stdout: string): Field {
  const cut = cutResourceList(stdout)
  const part = cut === undefined ? undefined : new Resource(cut.results === undefined ? '{}' : `results:\n${stdout.slice(cut.results.start, cut.results.end)}`, 'document')
  const results = (part?.tree() === undefined ? new Resource(stdout, 'document') : part).field('results')
  return results.node()?.kind === 'map' ? results.child('items') : results
}
