/** A package of an upstream repository at one revision, as it lies in a local copy. */

/** Which package at which revision: Porch's names, not git's. */
export interface PackageRevisionId {
  /** Name of the Repository object. */
  readonly repo: string
  /** Slash path of the package in the repository. */
  readonly package: string
  /** `v3`, `main`, or the name of a draft's workspace. */
  readonly workspaceName: string
}

/** The files of a package revision, sub-packages included. */
export interface BlueprintPackage {
  readonly id: PackageRevisionId
  /** How people name the place it was read from: a path, with `@ref` where it was read from git. */
  readonly displayPath: string
  /** Kptfile, *.yaml, *.yml and *.json in kpt's walk order; paths are relative to the package. */
  readonly files: readonly { readonly path: string; readonly text: string; readonly ignored?: boolean }[]
  /** Text files that kpt does not read (a README, files that .krmignore names): Porch copies them with the package. */
  readonly others?: readonly { readonly path: string; readonly text: string }[]
  /** Every directory with a Kptfile, `''` = the package itself. */
  readonly kptfileDirs: readonly string[]
  /** What upstreamLock records, where it was read from git. */
  readonly lock: { readonly url: string; readonly directory: string; readonly ref: string; readonly commit: string } | undefined
}

/** The key of a package revision in a Map. No part may hold a line break. */
export function revisionKey({ repo, package: name, workspaceName }: PackageRevisionId): string {
  return `${repo}\n${name}\n${workspaceName}`
}
