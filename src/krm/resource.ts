/** One KRM object in a text: typed values out, splices in, every other byte as it was. */

import { planClosed } from './closed-text.ts'
import { Field } from './field.ts'
import { patchesOf, type FieldEdit } from './field-edit.ts'
import { FieldError } from './field-error.ts'
import { emptyHeader, emptyMetadata, headerOfTree, metadataOfTree, type Header, type Metadata } from './header.ts'
import { parseTree, type Parsed, type TextProblem } from './parse.ts'
import { sequenceIndentOf, type EditStyle } from './edit-place.ts'
import { plainValue } from './node-value.ts'
import { printYaml, type PlainValue } from './print.ts'
import { planPatch } from './merge.ts'
import { originOf, type Origin, type ResourceForm } from './origin.ts'
import type { Patch } from './patch.ts'
import type { Path, ScalarNode, TreeNode } from './tree.ts'
import { withScalarReplaced } from './tree-shift.ts'
import { scanMetadata, scanResource, type ResourceScan } from './resource-scan.ts'
import { mentionsSetters, type ScannedSetters } from './setter-scan.ts'
import { itemToDocument } from './wire-text.ts'
import { lineColumn, YamlText, type LineColumn, type Splice } from './yaml-text.ts'

/** A resource. Reading never changes it; all edits go through its fields or `splice`. */
export class Resource {
  readonly form: ResourceForm
  #origin: Origin | undefined
  readonly #source: string
  /** Made at the first edit: most resources are only read. */
  #edited: YamlText | undefined
  readonly #json: boolean
  #header: Header | undefined
  #metadata: Metadata | undefined
  #tree: TreeNode | undefined
  #problems: readonly TextProblem[] | undefined
  #scan: ResourceScan | undefined

  /** Without an origin, path and index are taken from kpt's annotations when they are asked for. */
  constructor(text: string, form: ResourceForm, origin?: Origin) {
    this.form = form
    this.#origin = origin
    this.#source = text
    this.#json = form === 'flow' ? /^\{\s*"/.test(text) : origin?.path.endsWith('.json') === true
  }

  /** A copy that can be edited without touching this one. */
  clone(): Resource {
    const copy = new Resource(this.#source, this.form, this.#origin === undefined ? undefined : { ...this.#origin })
    copy.#edited = this.#edited?.clone()
    copy.#header = this.#header
    copy.#scan = this.#scan
    copy.#tree = this.#tree
    return copy
  }

  /** Where it came from. */
  get origin(): Origin {
    this.#origin ??= originOf(this.annotations)
    return this.#origin
  }

  /** The text as a document of its own, without the dash of a list item. */
  get documentText(): string {
    return this.form === 'item' ? itemToDocument(this.text) : this.text
  }

  /** The text as it is now. */
  get text(): string {
    return this.#edited?.text ?? this.#source
  }

  /** Hands over the text as it is now in pieces, which costs less than to make it whole when it was edited. */
  writeText(write: (piece: string) => void): void {
    if (this.#edited === undefined) write(this.#source)
    else this.#edited.writeTo(write)
  }

  /** Whether the text stands as it would in a list on the wire: from a dash at column 0 to a line break. */
  get isWireItem(): boolean {
    if (this.form !== 'item') return false
    return this.#edited === undefined ? this.#source.startsWith('-') && this.#source.endsWith('\n') : this.#edited.isBetween('-', '\n')
  }

  /** The text as it was read. */
  get source(): string {
    return this.#source
  }

  /** Whether an edit changed the text. */
  get changed(): boolean {
    return this.#edited?.changed ?? false
  }

  get apiVersion(): string {
    return this.header.apiVersion
  }

  /** The API group: what stands before the slash of apiVersion, empty for the core group. */
  get group(): string {
    const slash = this.apiVersion.indexOf('/')
    return slash === -1 ? '' : this.apiVersion.slice(0, slash)
  }

  get kind(): string {
    return this.header.kind
  }

  get name(): string {
    return this.header.name
  }

  get namespace(): string {
    return this.header.namespace
  }

  /** Annotations as they stand in the text. */
  get annotations(): ReadonlyMap<string, string> {
    return this.#readMetadata().annotations
  }

  get labels(): ReadonlyMap<string, string> {
    return this.#readMetadata().labels
  }

  /** Its identity. Reading it proves or refutes that the text is of the regular form. */
  get header(): Header {
    if (this.#header !== undefined) return this.#header
    const { header } = this.#scanned()
    const tree = header === undefined ? this.tree() : undefined
    this.#header = header ?? (tree === undefined ? emptyHeader() : headerOfTree(this.text, tree))
    return this.#header
  }

  /** The setters that the scan for the header came by; undefined when there are none or it could not tell. */
  get scannedSetters(): ScannedSetters | undefined {
    return this.#scanned().setters
  }

  /** Whether the text can hold a setter comment, or something that was meant as one. */
  get mentionsSetters(): boolean {
    return this.#scan?.regular === true ? this.#scan.setters !== undefined : mentionsSetters(this.text)
  }

  #scanned(): ResourceScan {
    this.#scan ??= scanResource(this.text, this.form)
    return this.#scan
  }

  #readMetadata(): Metadata {
    if (this.#metadata !== undefined) return this.#metadata
    const scanned = this.#scanned().regular ? scanMetadata(this.text, this.form) : undefined
    const tree = scanned === undefined ? this.tree() : undefined
    this.#metadata = scanned ?? (tree === undefined ? emptyMetadata() : metadataOfTree(this.text, tree))
    return this.#metadata
  }

  /** Everything that is wrong with the text itself; empty when it is one valid YAML value within the limits. */
  problems(): readonly TextProblem[] {
    if (this.#scanned().regular) return []
    this.tree()
    return this.#problems ?? []
  }

  /** The syntax tree of the text as it is now; undefined when `problems` is not empty. */
  tree(): TreeNode | undefined {
    if (this.#tree !== undefined || this.#problems !== undefined) return this.#tree
    const parsed = this.#parse(this.text, this.#scan?.regular === false)
    if ('root' in parsed) this.#tree = parsed.root
    else this.#problems = parsed.problems
    return this.#tree
  }

  #parse(text: string, irregular = false): Parsed {
    return parseTree(this.form === 'item' ? text.replace('-', ' ') : text, irregular)
  }

  /** Forgets the syntax tree, which is most of what a resource weighs. It is made again when it is needed. */
  release(): void {
    this.#tree = undefined
  }

  /** The field at a path, whether or not it is there. */
  field(...path: Path): Field {
    return new Field(this, path)
  }

  /** The value of a node of this resource's tree; see Field.value. */
  valueOf(node: TreeNode): PlainValue {
    return plainValue({ text: this.text, root: this.tree()! }, node)
  }

  /** A node's value as new block text whose further lines stand at `column`. */
  printNode(node: TreeNode, column: number): string {
    return printYaml(this.valueOf(node), { indent: column, sequenceIndent: 'compact' })
  }

  /** How new text has to be written here. */
  editStyle(): EditStyle {
    const tree = this.tree()
    return { json: this.#json, sequenceIndent: tree === undefined ? 'compact' : sequenceIndentOf(this.text, tree) }
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
      const style = { json: this.#json, sequenceIndent: sequenceIndentOf(text, root) }
      const read = (node: TreeNode): PlainValue => plainValue({ text, root }, node)
      return planPatch(text, root, want(text, root), { style, read, describe, sharedToo })
    })
  }

  /** Takes over the edits of a clone of this resource. */
  adopt(clone: Resource): void {
    this.#edited = clone.#edited
    this.#header = clone.#header
    this.#metadata = clone.#metadata
    this.#tree = clone.#tree
    this.#problems = clone.#problems
    this.#scan = clone.#scan
  }

  /** Edits the text by the splices that `plan` makes for a text that ends in a line break, and its tree. */
  edit(plan: (text: string, root: TreeNode) => readonly Splice[]): void {
    const tree = this.tree()
    if (tree === undefined) throw new FieldError(`${this.describe()} cannot be read`)
    const parse = (text: string): TreeNode | undefined => {
      const parsed = this.#parse(text)
      return 'root' in parsed ? parsed.root : undefined
    }
    for (const splices of planClosed(this.text, tree, parse, plan)) this.splice(splices)
  }

  /** Edits the text by one splice that puts a one-line scalar in place of `node`, which belongs to the tree. */
  replaceScalar(node: ScalarNode, splices: readonly Splice[]): void {
    const [only, ...others] = splices
    const fits = only !== undefined && others.length === 0 && only.start === node.start && only.end === node.end
    const tree = fits && this.#tree !== undefined ? withScalarReplaced(this.#tree, node, only.text) : undefined
    this.splice(splices)
    this.#tree = tree
  }

  /** Edits the text. Splices are in offsets of the text as it is now. */
  splice(splices: readonly Splice[]): void {
    if (splices.length === 0) return
    this.#edited ??= new YamlText(this.#source)
    this.#edited.splice(splices)
    this.#metadata = undefined
    this.#tree = undefined
    this.#problems = undefined
    this.#header = undefined
    this.#scan = undefined
  }

  /** Line and column, in the file the resource was read from, of an offset of the text as it is now. */
  position(offset: number): LineColumn | undefined {
    const { linesBefore } = this.origin
    if (linesBefore === undefined) return undefined
    const { line, column } = lineColumn(this.#source, this.#edited?.sourceOffset(offset) ?? offset)
    return { line: line + linesBefore, column }
  }

  /** How messages name it: `Deployment default/web`. */
  describe(): string {
    const name = this.namespace === '' ? this.name : `${this.namespace}/${this.name}`
    return `${this.kind === '' ? 'resource' : this.kind} ${name === '' ? '(no name)' : name}`
  }
}
