/** One KRM object in a text, as it is read: who it is, where it came from, what its text says. Nothing is read before it is asked for. */

import { emptyHeader, emptyMetadata, headerOfTree, metadataOfTree, type Header, type Metadata } from './header.ts'
import { originOf, type Origin, type ResourceForm } from './origin.ts'
import { parseTree, type Parsed, type TextProblem } from './parse.ts'
import { scanMetadata, scanResource, type ResourceScan } from './resource-scan.ts'
import { mentionsSetters, type ScannedSetters } from './setter-scan.ts'
import type { TreeNode } from './tree.ts'
import { itemToDocument } from './wire-text.ts'
import { lineColumn, type LineColumn, type YamlText } from './yaml-text.ts'

/** The half of a resource that only reads. What is known of the text is forgotten when it is edited. */
export class ResourceText {
  readonly form: ResourceForm
  protected knownOrigin: Origin | undefined
  /** The text as it was read. */
  readonly source: string
  /** Made at the first edit: most resources are only read. */
  protected edited: YamlText | undefined
  protected readonly json: boolean
  protected knownHeader: Header | undefined
  protected knownMetadata: Metadata | undefined
  protected knownTree: TreeNode | undefined
  protected knownProblems: readonly TextProblem[] | undefined
  protected knownScan: ResourceScan | undefined

  /** Without an origin, path and index are taken from kpt's annotations when they are asked for. */
  constructor(text: string, form: ResourceForm, origin?: Origin) {
    this.form = form
    this.knownOrigin = origin
    this.source = text
    this.json = form === 'flow' ? /^\{\s*"/.test(text) : origin?.path.endsWith('.json') === true
  }

  /** Where it came from. */
  get origin(): Origin {
    this.knownOrigin ??= originOf(this.annotations)
    return this.knownOrigin
  }

  /** The text as a document of its own, without the dash of a list item. */
  get documentText(): string {
    return this.form === 'item' ? itemToDocument(this.text) : this.text
  }

  /** The text as it is now. */
  get text(): string {
    return this.edited?.text ?? this.source
  }

  /** Hands over the text as it is now in pieces, which costs less than to make it whole when it was edited. */
  writeText(write: (piece: string) => void): void {
    if (this.edited === undefined) write(this.source)
    else this.edited.writeTo(write)
  }

  /** Whether the text stands as it would in a list on the wire: from a dash at column 0 to a line break. */
  get isWireItem(): boolean {
    if (this.form !== 'item') return false
    return this.edited === undefined ? this.source.startsWith('-') && this.source.endsWith('\n') : this.edited.isBetween('-', '\n')
  }

  /** Whether an edit changed the text. */
  get changed(): boolean {
    return this.edited?.changed ?? false
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
    if (this.knownHeader !== undefined) return this.knownHeader
    const { header } = this.#scanned()
    const tree = header === undefined ? this.tree() : undefined
    this.knownHeader = header ?? (tree === undefined ? emptyHeader() : headerOfTree(this.text, tree))
    return this.knownHeader
  }

  /** The setters that the scan for the header came by; undefined when there are none or it could not tell. */
  get scannedSetters(): ScannedSetters | undefined {
    return this.#scanned().setters
  }

  /** Whether the text can hold a setter comment, or something that was meant as one. */
  get mentionsSetters(): boolean {
    return this.knownScan?.regular === true ? this.knownScan.setters !== undefined : mentionsSetters(this.text)
  }

  #scanned(): ResourceScan {
    this.knownScan ??= scanResource(this.text, this.form)
    return this.knownScan
  }

  #readMetadata(): Metadata {
    if (this.knownMetadata !== undefined) return this.knownMetadata
    const scanned = this.#scanned().regular ? scanMetadata(this.text, this.form) : undefined
    const tree = scanned === undefined ? this.tree() : undefined
    this.knownMetadata = scanned ?? (tree === undefined ? emptyMetadata() : metadataOfTree(this.text, tree))
    return this.knownMetadata
  }

  /** Everything that is wrong with the text itself; empty when it is one valid YAML value within the limits. */
  problems(): readonly TextProblem[] {
    if (this.#scanned().regular) return []
    this.tree()
    return this.knownProblems ?? []
  }

  /** The syntax tree of the text as it is now; undefined when `problems` is not empty. */
  tree(): TreeNode | undefined {
    if (this.knownTree !== undefined || this.knownProblems !== undefined) return this.knownTree
    const parsed = this.parse(this.text, this.knownScan?.regular === false)
    if ('root' in parsed) this.knownTree = parsed.root
    else this.knownProblems = parsed.problems
    return this.knownTree
  }

  protected parse(text: string, irregular = false): Parsed {
    return parseTree(this.form === 'item' ? text.replace('-', ' ') : text, irregular)
  }

  /** Line and column, in the file the resource was read from, of an offset of the text as it is now. */
  position(offset: number): LineColumn | undefined {
    const { linesBefore } = this.origin
    if (linesBefore === undefined) return undefined
    const { line, column } = lineColumn(this.source, this.edited?.sourceOffset(offset) ?? offset)
    return { line: line + linesBefore, column }
  }

  /** How messages name it: `Deployment default/web`. */
  describe(): string {
    const name = this.namespace === '' ? this.name : `${this.namespace}/${this.name}`
    return `${this.kind === '' ? 'resource' : this.kind} ${name === '' ? '(no name)' : name}`
  }
}
