/** One KRM object in a text: typed values out, splices in, every other byte as it was. */

import { planClosed } from './closed-text.ts'
import { Field } from './field.ts'
import { patchesOf, type FieldEdit } from './field-edit.ts'
import { FieldError } from './field-error.ts'
import { ResourceText } from './resource-text.ts'
import { sequenceIndentOf, type EditStyle } from './edit-place.ts'
import { plainValue } from './node-value.ts'
import { printYaml, type PlainValue } from './print.ts'
import { planPatch } from './merge.ts'
import type { Patch } from './patch.ts'
import type { Path, ScalarNode, TreeNode } from './tree.ts'
import { withScalarReplaced } from './tree-shift.ts'
import { YamlText, type Splice } from './yaml-text.ts'

/** A resource. Reading never changes it; all edits go through its fields or `splice`. */
export class Resource extends ResourceText {
  /** A copy that can be edited without touching this one. */
  clone(): Resource {
    const copy = new Resource(this.source, this.form, this.knownOrigin === undefined ? undefined : { ...this.knownOrigin })
    copy.edited = this.edited?.clone()
    copy.knownHeader = this.knownHeader
    copy.knownScan = this.knownScan
    copy.knownTree = this.knownTree
    return copy
  }

  /** Forgets the syntax tree, which is most of what a resource weighs. It is made again when it is needed. */
  release(): void {
    this.knownTree = undefined
  }

  /** The field at a path, whether or not it is there. */
  field(...path: Path): Field {
    return new Field(this, path)
  }

  /** The value of a node of this resource's tree; see Field.value. */
  nodeValue(node: TreeNode): PlainValue {
    return plainValue({ text: this.text, root: this.tree()! }, node)
  }

  /** A node's value as new block text whose further lines stand at `column`. */
  printNode(node: TreeNode, column: number): string {
    return printYaml(this.nodeValue(node), { indent: column, sequenceIndent: 'compact' })
  }

  /** How new text has to be written here. */
  editStyle(): EditStyle {
    const tree = this.tree()
    return { json: this.json, sequenceIndent: tree === undefined ? 'compact' : sequenceIndentOf(this.text, tree) }
  }

  /**
   * Sets and removes several fields, in effect one after the other, planned together: of one large resource this costs a
   * fraction of as many single edits. Throws a FieldError as Field.set does; edits before the one that fails may be made.
   */
  setAll(edits: readonly FieldEdit[]): void {
    for (const patch of patchesOf(edits)) this.patch(patch)
  }

  /** Makes one patch true of this resource. */
  patch(patch: Patch): void {
    this.#merge(() => patch, false)
  }

  /** Makes the value true that `want` gives for the text as it is edited; aliases follow what their anchors become. */
  merge(want: (text: string, root: TreeNode) => Patch): void {
    this.#merge(want, true)
  }

  #merge(want: (text: string, root: TreeNode) => Patch, sharedToo: boolean): void {
    const describe = (): string => this.describe()
    this.edit((text, root) => {
      const style = { json: this.json, sequenceIndent: sequenceIndentOf(text, root) }
      const read = (node: TreeNode): PlainValue => plainValue({ text, root }, node)
      return planPatch(text, root, want(text, root), { style, read, describe, sharedToo })
    })
  }

  /** Takes over the edits of a clone of this resource. */
  adopt(clone: Resource): void {
    this.edited = clone.edited
    this.knownHeader = clone.knownHeader
    this.knownMetadata = clone.knownMetadata
    this.knownTree = clone.knownTree
    this.knownProblems = clone.knownProblems
    this.knownScan = clone.knownScan
  }

  /** Edits the text by the splices that `plan` makes for a text that ends in a line break, and its tree. */
  edit(plan: (text: string, root: TreeNode) => readonly Splice[]): void {
    const tree = this.tree()
    if (tree === undefined) throw new FieldError(`${this.describe()} cannot be read`)
    const parse = (text: string): TreeNode | undefined => {
      const parsed = this.parse(text)
      return 'root' in parsed ? parsed.root : undefined
    }
    for (const splices of planClosed(this.text, tree, parse, plan)) this.splice(splices)
  }

  /** Edits the text by one splice that puts a one-line scalar in place of `node`, which belongs to the tree. */
  replaceScalar(node: ScalarNode, splices: readonly Splice[]): void {
    const [only, ...others] = splices
    const fits = only !== undefined && others.length === 0 && only.start === node.start && only.end === node.end
    const tree = fits && this.knownTree !== undefined ? withScalarReplaced(this.knownTree, node, only.text) : undefined
    this.splice(splices)
    this.knownTree = tree
  }

  /** Edits the text. Splices are in offsets of the text as it is now. */
  splice(splices: readonly Splice[]): void {
    if (splices.length === 0) return
    this.edited ??= new YamlText(this.source)
    this.edited.splice(splices)
    this.knownMetadata = undefined
    this.knownTree = undefined
    this.knownProblems = undefined
    this.knownHeader = undefined
    this.knownScan = undefined
  }
}
