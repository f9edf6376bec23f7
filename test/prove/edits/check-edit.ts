/** What holds of every edit: the intended value for every reader, and nothing else changed. */

import { behindLines, isOpenEnd, lastLeaf } from '#krm/edit-place.ts'
import { FieldError } from '#krm/field.ts'
import type { PlainValue } from '#krm/print.ts'
import type { ResourceForm } from '#krm/origin.ts'
import { Resource } from '#krm/resource.ts'
import { isBlockScalar } from '#krm/tree.ts'
import { commentsOf, lossy, normal, readByJsYaml, readByYaml, sameNormal } from './oracle-values.ts'
import { randomEdit, type RandomEdit } from './random-edit.ts'
import { Rng } from './rng.ts'

export type Outcome = 'edited' | 'unchanged' | 'refused' | 'unreadable'

export interface EditReport {
  readonly outcome: Outcome
  readonly name: string
}

/** Makes one random edit on a text and throws an Error with the whole story if anything that must hold does not. */
export function checkEdit(text: string, form: ResourceForm, path: string, seed: number, values: readonly PlainValue[]): EditReport {
  const resource = new Resource(text, form, { path, index: 0 })
  if (resource.tree() === undefined) return { outcome: 'unreadable', name: '' }
  const rng = new Rng(seed)
  const edit = randomEdit(rng, resource, values)
  const story = (what: string): Error =>
    new Error(`${what}\n--- ${edit.name} at ${JSON.stringify(edit.path)} (seed ${seed}, ${form})\n${show(text)}\n--- became\n${show(resource.text)}`)
  const before = { own: resource.field().value!, yaml: readByYaml(asDocument(text, form)), jsYaml: readByJsYaml(asDocument(text, form)) }
  try {
    edit.run(resource)
  } catch (error) {
    if (!(error instanceof FieldError)) throw story(`throws ${(error as Error).stack}`)
    if (resource.text !== text) throw story(`is refused and yet changes something: ${error.message}`)
    if (!/[&*]/.test(text) && edit.path.length > 0) throw story(`is refused: ${error.message}`)
    return { outcome: 'refused', name: edit.name }
  }
  const after = new Resource(resource.text, form, { path, index: 0 })
  const problem = after.problems()[0]
  if (problem !== undefined) throw story(`leaves what cannot be read: ${problem.message}`)
  if (JSON.stringify(after.tree()) !== JSON.stringify(resource.tree())) throw story('leaves a tree that is not that of its text')
  checkValues(edit, before, text, after, form, story)
  if (resource.text === text) return { outcome: 'unchanged', name: edit.name }
  checkLines(edit, text, resource.text, form, story)
  checkComments(edit, text, resource.text, form, story)
  if (path.endsWith('.json')) JSON.parse(resource.text)
  const once = resource.text
  if (!['insert item', 'remove', 'replace list'].includes(edit.name)) {
    edit.run(resource)
    if (resource.text !== once) throw story('changes the text when it is made again')
  }
  return { outcome: 'edited', name: edit.name }
}

const AMBIGUOUS = /[:\s-](?:no|017|0x1F|1_000|1e3)\s/

type Readings = { readonly own: PlainValue; readonly yaml: PlainValue | undefined; readonly jsYaml: PlainValue | undefined }

function checkValues(edit: RandomEdit, before: Readings, text: string, after: Resource, form: ResourceForm, story: (what: string) => Error): void {
  const own = normal(edit.model(normal(before.own)))
  if (!sameNormal(normal(after.field().value!), normal(own))) throw story('does not have the intended value')
  // Without a line break at the end other parsers read block scalars as Go parsers do not.
  if (endsInOpenScalar(text, form)) return
  // What Kubernetes reads as the wanted value already stays as it is spelt, and other parsers may read it otherwise.
  if (AMBIGUOUS.test(text.slice(edit.lines.start || 0, edit.lines.end || text.length))) return
  const now = asDocument(after.text, form)
  if (before.yaml !== undefined && !sameNormal(readByYaml(now), normal(edit.model(before.yaml)))) throw story('does not have the intended value for yaml')
  if (before.jsYaml === undefined || !sameNormal(before.jsYaml, before.yaml)) return
  if (!sameNormal(readByJsYaml(now), lossy(normal(edit.model(before.jsYaml))))) throw story('does not have the intended value for js-yaml')
}

/** An item's text with a blank in place of its dash. */
function asDocument(text: string, form: ResourceForm): string {
  return form === 'item' ? text.replace('-', ' ') : text
}

function endsInOpenScalar(text: string, form: ResourceForm): boolean {
  if (!isOpenEnd(text, text.length)) return false
  const root = new Resource(text, form, { path: '', index: 0 }).tree()!
  return isBlockScalar(lastLeaf(root)) && behindLines(text, root) === text.length
}

/** Lines outside of those of the edited node are the same, byte for byte. */
function checkLines(edit: RandomEdit, before: string, after: string, form: ResourceForm, story: (what: string) => Error): void {
  const { start, end } = edit.lines
  if (Number.isNaN(start)) return checkOnlyAdded(before, after, form, story)
  // A text without a line break at its end stays one when its last lines go.
  const above = end === before.length && isOpenEnd(before, end) ? before.slice(0, start).replace(/\r?\n$/, '') : before.slice(0, start)
  if (!after.startsWith(above) && !endsInOpenScalar(before, form)) throw story('changes a line above')
  const tail = before.slice(end)
  if (!after.endsWith(tail) && !endsInOpenScalar(before, form)) throw story('changes a line below')
}

/** Every line is still there in its order; an open end may have got its line break, and an open block scalar a `-`. */
function checkOnlyAdded(before: string, after: string, form: ResourceForm, story: (what: string) => Error): void {
  const now = after.split('\n')
  let at = 0
  // Blanks at an open end are nothing, and may go.
  for (const line of before.replace(/\r?\n[ \t]+$/, '').split('\n')) {
    const found = now.indexOf(line, at)
    const mended = found === -1 && endsInOpenScalar(before, form) ? now.findIndex((other, index) => index >= at && other.replaceAll(/[-+]/g, '') === line.replaceAll(/[-+]/g, '')) : found
    const withCr = mended === -1 ? now.indexOf(`${line}\r`, at) : mended
    if (withCr === -1) throw story(`changes the line ${JSON.stringify(line)}`)
    at = withCr + 1
  }
}

function checkComments(edit: RandomEdit, before: string, after: string, form: ResourceForm, story: (what: string) => Error): void {
  if (!edit.keepsComments) return
  const left = [...commentsOf(asDocument(after, form))]
  for (const comment of commentsOf(asDocument(before, form))) {
    const at = left.indexOf(comment)
    if (at === -1) throw story(`loses the comment ${comment}`)
    left.splice(at, 1)
  }
}

function show(text: string): string {
  const lines = text.split('\n')
  return lines.map((line, index) => (index === lines.length - 1 ? line : `${line.replaceAll('\r', '␍')}⏎`)).join('\n')
}
