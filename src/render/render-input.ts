/** What is rendered, and how. */

/** One file of the package tree. */
export interface InputFile {
  /** POSIX, relative to the root package. */
  readonly path: string
  readonly text: string
  /** A Kptfile that its own .krmignore names: it makes a package, but is no resource. */
  readonly ignored?: boolean
}

/** A package tree as a value. */
export interface RenderInput {
  /** Base name of the root package's directory: what display paths begin with. */
  readonly name: string
  /** Kptfile, *.yaml, *.yml and *.json in kpt's walk order. */
  readonly files: readonly InputFile[]
  /** Every directory that is a package, `''` = the root. */
  readonly kptfileDirs: readonly string[]
  /** Files of the tree that a .krmignore hides, by path, and the line there: no function may write over them. */
  readonly hidden?: ReadonlyMap<string, { readonly file: string; readonly line: number }>
  readonly options?: RenderOptions
}

/** Decisions that belong to the user; everything is off or the safe choice by default. */
export interface RenderOptions {
  /**
   * Who decides whether a function failed. `results` (default): a result of severity error fails the render, whatever the
   * exit code. `exit-code`: kpt's verdict.
   */
  readonly verdict?: 'results' | 'exit-code'
  /** Files that are no KRM resources: an error as with kpt (default), or kept as they are, byte for byte. */
  readonly nonKrm?: 'fail' | 'keep'
  /** Lets a function answer nothing, or delete most of what it was sent; otherwise that fails the render. */
  readonly allowDeletions?: boolean
  /** Adds kpt's attribution annotation to Config Connector resources (default true, as kpt does). */
  readonly attribution?: boolean
}
