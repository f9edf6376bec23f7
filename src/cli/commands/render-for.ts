/** `--for FILE`: a package rendered for another cluster than the one whose context lies in it. */

import { CliError } from '#cli/cli-error.ts'
import type { PackageFiles } from '#cli/io/read-package.ts'
import { readSmallFile } from '#cli/io/read-small-file.ts'
import { LOCAL_CONFIG } from '#krm/local-config.ts'
import { cutDocuments } from '#krm/cut-documents.ts'
import { Resource } from '#krm/resource.ts'
import type { FileChange } from '#render/outcome.ts'

/** The package with the given context in place of its own, and where that stands. */
export interface ForContext {
  readonly files: PackageFiles
  /** Files that hold the given context: they are never written into the package. */
  readonly paths: ReadonlySet<string>
}

const CONTEXT_GROUP = 'infra.nephio.org'
const CONTEXT_KINDS = new Set(['ClusterContext', 'WorkloadCluster'])

/** Where a context goes when the package has none of its kind. */
const DEFAULT_PATH = 'cluster-context.yaml'

/**
 * Puts the context of `file` into a package. It takes the place of a ClusterContext (or WorkloadCluster) that is alone in
 * its file; every other one would contradict it and is an error.
 */
export function withContext(files: PackageFiles, file: string): ForContext {
  const text = readSmallFile(file)
  const given = contextIn(text, file)
  const own = files.files.filter(({ path, text }) => !path.endsWith('Kptfile') && documentsOf(text, path).some(isContext))
  const replaced = own.filter((candidate) => {
    const documents = documentsOf(candidate.text, candidate.path)
    if (documents.length > 1) {
      throw new CliError('CLI002', `${candidate.path} holds a ${documents.find(isContext)!.kind} among other resources: move it to a file of its own, so that --for can take its place`, candidate.path)
    }
    return documents[0]!.kind === given.kind
  })
  const paths = new Set(replaced.length > 0 ? replaced.map(({ path }) => path) : [DEFAULT_PATH])
  const kept = files.files.filter(({ path }) => !own.some((candidate) => candidate.path === path) || paths.has(path))
  const local = replaced.length === 0 || replaced.some((entry) => documentsOf(entry.text, entry.path)[0]!.annotations.has(LOCAL_CONFIG))
  if (local && !given.annotations.has(LOCAL_CONFIG)) given.field('metadata', 'annotations', LOCAL_CONFIG).set('true')
  const swapped = kept.map((entry) => (paths.has(entry.path) ? { ...entry, text: given.text } : entry))
  if (replaced.length === 0) swapped.push({ path: DEFAULT_PATH, text: given.text, mode: 0o644 })
  return { files: { ...files, files: swapped }, paths }
}

function documentsOf(text: string, path: string): Resource[] {
  if (!text.includes(CONTEXT_GROUP)) return []
  return cutDocuments(text).documents.map(({ start, end }, index) => new Resource(text.slice(start, end), 'document', { path, index, linesBefore: 0 }))
}

function isContext(resource: Resource): boolean {
  return resource.group === CONTEXT_GROUP && CONTEXT_KINDS.has(resource.kind)
}

function contextIn(text: string, file: string): Resource {
  const documents = documentsOf(text, file)
  const [context] = documents
  if (context === undefined || documents.length !== 1 || !isContext(context)) {
    throw new CliError('CLI002', `${file} must hold exactly one resource, a ClusterContext or WorkloadCluster of ${CONTEXT_GROUP}`, file)
  }
  return context
}

/** The changes of an in-place render, but for the files that hold the given context. */
export function keepOwnContext(changes: ReadonlyMap<string, FileChange>, given: ForContext): ReadonlyMap<string, FileChange> {
  return new Map([...changes].filter(([path]) => !given.paths.has(path)))
}
