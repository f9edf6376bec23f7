/**
 * Brings what an outside function answered back into the author's text: only real differences are written. The answer
 * may be spelt otherwise in every way that keeps the value: indents, quotes, order of keys, flow style, JSON.
 *
 * Two scalars are the same if one common reading (YAML 1.2 core, 1.1, Kubernetes) reads both alike, so `0755` answered
 * as `755` stays as it is, with a note. Keys keep their places, new ones go to the end in the answer's order; items of
 * lists are matched by `matchLists`. Comments that the answer lacks stay; one whose text is new to the resource is written
 * where it stands in the answer, in place of the one there that the answer has no more, or is named in a note (see
 * reconcile-comments.ts).
 */

import { commentSplices } from './reconcile-comments.ts'
import { FieldError } from './field-error.ts'
import { Resource } from './resource.ts'
import { scalarsEqual, type ScalarValue } from './scalar-value.ts'
import { formatPath, scalarText, scalarValue, type Path, type ScalarNode, type TreeNode } from './tree.ts'
import { Comparison, entriesByKey, textOf, wantNode, type Tree } from './wanted-node.ts'

export interface Reconciled {
  /** Whether the resource's text is another one now. */
  readonly changed: boolean
  /** What was kept as the author spelt it although readers may differ, and comments that found no line, in words. */
  readonly notes: string[]
}

/** So often are differences written until nothing differs: what aliases stand for may change under them. */
const MOST_PASSES = 3

/**
 * Edits `resource` until its value is that of `answer`, whose own text stays as it is. Throws a FieldError, and changes
 * nothing, when one of the texts cannot be read or when aliases do not let the value be reached.
 */
export function reconcile(resource: Resource, answer: Resource | { readonly tree: TreeNode; readonly text: string }): Reconciled {
  const theirs = treeOf(answer)
  const trial = resource.clone()
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const before = trial.text
    trial.merge((text, root) => wantNode(new Comparison({ text, root }, theirs), theirs.root))
    if (trial.text === before) break
  }
  const notes = compared(treeOf(trial), theirs, resource.describe())
  trial.edit((text, root) => {
    const { splices, unplaced } = commentSplices({ text, root }, theirs)
    for (const { kind, path, text: comment } of unplaced) {
      const where = kind === 'foot' ? 'at the end' : `${kind === 'line' ? 'beside' : 'above'} ${formatPath(path) || 'the root'}`
      notes.push(`the comment "${comment}" was answered ${where}, where this text has no line for it (JSON, brackets, another comment); it is left out`)
    }
    return splices
  })
  const changed = trial.text !== resource.text
  if (changed) resource.adopt(trial)
  return { changed, notes }
}

function treeOf(source: Resource | { readonly tree: TreeNode; readonly text: string }): Tree {
  if (!(source instanceof Resource)) return { text: source.text, root: source.tree }
  const root = source.tree()
  if (root === undefined) throw new FieldError(`${source.describe()} cannot be read`)
  return { text: source.text, root }
}

/** The notes about two texts of the same value; throws where the value is not the same after all. */
function compared(ours: Tree, theirs: Tree, name: string): string[] {
  const comparison = new Comparison(ours, theirs)
  const notes: string[] = []
  visit(ours.root, theirs.root, [])
  return notes

  function visit(left: TreeNode, right: TreeNode, path: Path): void {
    if (left.kind === 'scalar' && right.kind === 'scalar') return visitScalars(left, right, path)
    if (left.kind === 'map' && right.kind === 'map') {
      const others = entriesByKey(theirs, right)
      if (left.entries.length !== right.entries.length) fail(path)
      for (const { key, value } of left.entries) {
        const step = key.kind === 'scalar' ? scalarText(ours.text, key) : ''
        const other = others.get(step)
        if (other === undefined) return fail([...path, step])
        visit(value, other, [...path, step])
      }
    } else if (left.kind === 'seq' && right.kind === 'seq') {
      if (left.items.length !== right.items.length) fail(path)
      for (const [index, { node }] of left.items.entries()) visit(node, right.items[index]!.node, [...path, index])
    } else if (left.kind === 'alias' || right.kind === 'alias') {
      const followed = [comparison.follow(ours, left), comparison.follow(theirs, right)] as const
      if (followed[0] === undefined || followed[1] === undefined || !comparison.same(followed[0], followed[1])) fail(path)
    } else fail(path)
  }

  function visitScalars(left: ScalarNode, right: ScalarNode, path: Path): void {
    if (!scalarsEqual(textOf(ours, left), textOf(theirs, right))) return fail(path)
    const values = [scalarValue(ours.text, left), scalarValue(theirs.text, right)] as const
    if (Object.is(values[0], values[1])) return
    notes.push(
      `${formatPath(path)} is ${scalarText(ours.text, left)} and was answered as ${scalarText(theirs.text, right)}, the same to some readers and ${said(values[0])} and ${said(values[1])} to Kubernetes; it stays as it is`,
    )
  }

  function fail(path: Path): never {
    throw new FieldError(`${formatPath(path) || 'the root'} of ${name} is shared through an anchor: what the function answered cannot be written there without changing its aliases`)
  }
}

function said(value: ScalarValue): string {
  return typeof value === 'string' ? `"${value}"` : String(value)
}
