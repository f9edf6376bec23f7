/** What holds when an outside function's answer is brought back: nothing changes but what the function changed. */

import { behindLines, isOpenEnd, lastLeaf } from '#krm/edit-place.ts'
import { FieldError } from '#krm/field.ts'
import type { PlainValue } from '#krm/print.ts'
import { reconcile } from '#krm/reconcile.ts'
import { Resource } from '#krm/resource.ts'
import { isBlockScalar } from '#krm/tree.ts'
import { Comparison } from '#krm/wanted-node.ts'
import { commentsOf, readByYaml, sameNormal } from './oracle-values.ts'
import { randomEdit } from './random-edit.ts'
import { RESPELLINGS } from './respell.ts'
import { Rng } from './rng.ts'

const ORIGIN = { path: 'a.yaml', index: 0 }

/** The names of the re-spellings of `text` that were tried; throws an Error when one of them changes anything. */
export function checkRespelt(text: string): string[] {
  if (!isFairText(text)) return []
  return Object.entries(RESPELLINGS).flatMap(([name, respell]) => {
    const answer = respell(text)
    if (answer === undefined || new Resource(answer, 'document', ORIGIN).tree() === undefined || !isFaithful(text, answer)) return []
    const resource = new Resource(text, 'document', ORIGIN)
    const { changed } = reconcile(resource, new Resource(answer, 'document', ORIGIN))
    if (changed || resource.text !== text) throw new Error(`${name} changes\n${text}\n--- answered as\n${answer}\n--- into\n${resource.text}`)
    return [name]
  })
}

/**
 * JavaScript parsers read a block scalar at an open end as Go does not, and keys that are numbers by their value; npm
 * `yaml` moves lines under an indentation indicator without changing it.
 */
function isFairText(text: string): boolean {
  const root = new Resource(text, 'document', ORIGIN).tree()
  if (root === undefined || /0x1f|<<|!!|[|>][-+]?[1-9]/.test(text)) return false
  return !(isOpenEnd(text, text.length) && isBlockScalar(lastLeaf(root)) && behindLines(text, root) === text.length)
}

/** The tools have their own bugs; the reader judges. */
function isFaithful(text: string, answer: string): boolean {
  return sameNormal(readByYaml(text), readByYaml(answer))
}

/** Makes a random edit, re-spells the result and brings it back into the text before; answers what became of it. */
export function checkAnswered(text: string, seed: number, values: readonly PlainValue[]): 'reconciled' | 'refused' | 'unfit' {
  if (!isFairText(text)) return 'unfit'
  const rng = new Rng(seed)
  const edited = new Resource(text, 'document', ORIGIN)
  const edit = randomEdit(rng, edited, values)
  try {
    edit.run(edited)
  } catch (error) {
    if (error instanceof FieldError) return 'unfit'
    throw error
  }
  const names = Object.keys(RESPELLINGS)
  const name = rng.pick(names)
  const answer = isFairText(edited.text) ? RESPELLINGS[name]!(edited.text) : undefined
  if (answer === undefined || !isFaithful(edited.text, answer)) return 'unfit'
  const resource = new Resource(text, 'document', ORIGIN)
  const story = (what: string): Error =>
    new Error(`${what}\n--- ${edit.name} at ${JSON.stringify(edit.path)}, answered by ${name} (seed ${seed})\n${text}\n--- edited\n${edited.text}\n--- answered as\n${answer}\n--- became\n${resource.text}`)
  const read = new Resource(answer, 'document', ORIGIN)
  if (read.tree() === undefined) return 'unfit'
  try {
    reconcile(resource, read)
  } catch (error) {
    if (error instanceof FieldError && /[&*]/.test(text)) return 'refused'
    throw story(`throws ${(error as Error).stack}`)
  }
  const after = new Resource(resource.text, 'document', ORIGIN)
  const problem = after.problems()[0]
  if (problem !== undefined) throw story(`leaves what cannot be read: ${problem.message}`)
  const ours = { text: after.text, root: after.tree()! }
  const theirs = { text: edited.text, root: edited.tree()! }
  if (!new Comparison(ours, theirs).same(ours.root, theirs.root)) throw story('does not have the edited value')
  const { start, end } = edit.lines
  // Of equal items nobody can tell which one went, and an item of another name is another item.
  const isTold = typeof edit.path.at(-1) !== 'number' && !(edit.path.at(-1) === 'name' && typeof edit.path.at(-2) === 'number')
  if (!Number.isNaN(start) && isTold) {
    const above = end === text.length ? text.slice(0, start).replace(/\r?\n$/, '') : text.slice(0, start)
    if (!resource.text.startsWith(above)) throw story('changes a line above')
    if (!resource.text.trimEnd().endsWith(text.slice(end).trimEnd())) throw story('changes a line below')
  }
  if (edit.keepsComments) checkComments(text, resource.text, story)
  const once = resource.text
  if (reconcile(resource, read).changed || resource.text !== once) throw story('changes again')
  return 'reconciled'
}

function checkComments(before: string, after: string, story: (what: string) => Error): void {
  const left = commentsOf(after)
  for (const comment of commentsOf(before)) {
    const at = left.indexOf(comment)
    if (at === -1) throw story(`loses the comment ${comment}`)
    left.splice(at, 1)
  }
  if (left.length > 0) throw story(`gains the comment ${left[0]}`)
}
