/** What Porch's clone task makes of an upstream package. */

import { isPackageContext } from '#fleet/package-context.ts'
import type { Resource } from '#krm/resource.ts'
import { behindLines, isOpenEnd } from '#krm/edit-place.ts'
import { printEntry, type PlainMap } from '#krm/print.ts'
import { newlineOf, withNewlinesOf } from '#krm/text-lines.ts'
import { entryOf } from '#krm/tree.ts'
import { addMergeKey } from './merge-key.ts'
import type { PackageUnderEdit } from './package-under-edit.ts'

/** Where a clone comes from and what it becomes. */
export interface CloneIdentity {
  /** The downstream package as the variant names it; also its name and, in the package context, its path. */
  readonly package: string
  /** Whether the downstream repository is a deployment repository: only there the package context is written anew. */
  readonly deployment: boolean
  readonly upstream: { readonly url: string; readonly directory: string; readonly ref: string } | undefined
  /** The commit that was read; undefined where the package was not read from git. */
  readonly commit: string | undefined
}

export const CONTEXT_FILE = 'package-context.yaml'
const KPTFILE = 'Kptfile'

/** Names that kpt and Porch put merge keys into; JSON has no comments. */
const MERGEABLE = /(?:\.ya?ml|(?:^|\/)Kptfile)$/

/** Clones in place. The package must have a readable Kptfile. Returns the keys of a package context that are lost. */
export function clonePackage(files: PackageUnderEdit, identity: CloneIdentity): string[] {
  const [kptfile] = files.resources(KPTFILE)
  if (kptfile === undefined) throw new Error('a package without a Kptfile is not cloned')
  nameKptfile(kptfile, identity)
  const lost = identity.deployment ? renewContext(files, identity.package) : []
  for (const path of files.paths) {
    if (MERGEABLE.test(path) && files.isReadable(path)) for (const resource of files.resources(path)) addMergeKey(resource)
  }
  return lost
}

function nameKptfile(kptfile: Resource, { package: name, upstream, commit }: CloneIdentity): void {
  kptfile.field('metadata', 'name').set(name)
  if (upstream === undefined) return
  const git: [string, string][] = [['repo', gitUrl(upstream.url)], ['directory', upstream.directory.replace(/^\//, '')], ['ref', upstream.ref]]
  if (commit === undefined) kptfile.field('upstreamLock').remove()
  else setBehind(kptfile, 'metadata', 'upstreamLock', new Map<string, string | PlainMap>([['type', 'git'], ['git', new Map([...git, ['commit', commit]])]]))
  setBehind(kptfile, 'metadata', 'upstream', new Map<string, string | PlainMap>([['type', 'git'], ['git', new Map(git)]]))
}

/** Porch writes every repository with `.git` at its end. */
export function gitUrl(url: string): string {
  return url.endsWith('.git') ? url : `${url}.git`
}

/** Sets a key of the root map; a new one goes below the lines of another, where kpt puts it. */
function setBehind(resource: Resource, after: string, key: string, value: PlainMap): void {
  const root = resource.tree()
  const behind = root?.kind === 'map' && !root.flow && !resource.field(key).exists ? entryOf(resource.text, root, after) : undefined
  const at = behind === undefined ? -1 : behindLines(resource.text, behind.value)
  if (at === -1 || isOpenEnd(resource.text, at)) return resource.field(key).set(value)
  const text = `${printEntry(key, value, { indent: 0, sequenceIndent: 'compact' })}\n`
  resource.splice([{ start: at, end: at, text: newlineOf(resource.text) === '\n' ? text : withNewlinesOf(resource.text, text) }])
}

/** Drops every package context and writes the one of the root package. */
function renewContext(files: PackageUnderEdit, name: string): string[] {
  const lost: string[] = []
  for (const path of files.paths) {
    if (!MERGEABLE.test(path) || files.source(path)?.includes('kptfile.kpt.dev') !== true) continue
    const resources = files.resources(path)
    for (const resource of resources.filter((candidate) => isPackageContext(candidate) && candidate.apiVersion === 'v1')) {
      for (const field of resource.field('data').children()) {
        const key = String(field.path.at(-1))
        if (key !== 'name' && key !== 'package-path' && path === CONTEXT_FILE) lost.push(key)
      }
      resources.splice(resources.indexOf(resource), 1)
    }
  }
  const rest = files.resources(CONTEXT_FILE).map(({ text }) => (text.endsWith('\n') ? text : `${text}\n`))
  files.write(CONTEXT_FILE, [...rest, contextText(name)].join('---\n'))
  return lost
}

function contextText(name: string): string {
  const data = printEntry('data', new Map([['name', name], ['package-path', name]]), { indent: 0, sequenceIndent: 'compact' })
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: kptfile.kpt.dev\n  annotations:\n    config.kubernetes.io/local-config: "true"\n${data}\n`
}
