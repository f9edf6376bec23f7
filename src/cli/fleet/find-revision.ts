/** The revision of a package in a clone, as Porch finds it: by the workspace that it was published from. */

import type { GitClone, Revision } from '#cli/git.ts'
import { whyNoRef } from '#cli/git-ref.ts'
import type { PackageRevisionId } from '#fleet/model/blueprint-package.ts'
import { nearestName } from '#krm/nearest-name.ts'

/** A tag `<directory of the package>/<name>`. */
interface Published extends Revision {
  readonly name: string
  /** What Porch wrote into the commit when it published; a tag of somebody else is called as its workspace. */
  readonly workspaceName: string
}

/** Tags that Porch reads a revision number from; all others are revision -1. */
const NUMBER = /^v?[+-]?\d+$/

/** How many revisions a message lists. */
const SHOWN = 5

/**
 * The commit, or why there is none. Undefined when the clone knows no revision of the package at all: nobody has tagged
 * it yet. `unnumbered`: its tag is no number, so Porch cannot tell it from the next such one.
 */
export function findRevision(clone: GitClone, { package: name, workspaceName }: PackageRevisionId, directory: string): { readonly found: Revision; readonly unnumbered?: true } | { readonly missing: string } | undefined {
  if (whyNoRef(workspaceName) !== undefined) return undefined
  const published = clone.tagsBelow(directory).map(({ message, ...tag }): Published => ({ ...tag, workspaceName: workspaceOf(message, name) ?? tag.name }))
  const own = published.find((each) => each.workspaceName === workspaceName)
  if (own !== undefined) return { found: own, ...(!NUMBER.test(own.name) && { unnumbered: true }) }
  const found = clone.resolve(...namesOf(workspaceName, directory))
  if (found !== undefined) return { found }
  const other = published.find((each) => each.name === workspaceName)
  if (other !== undefined) return { missing: `tag ${directory}/${workspaceName} was published from workspace ${other.workspaceName}, and Porch finds an upstream by its workspace: write workspaceName: ${other.workspaceName}` }
  if (published.length === 0) return undefined
  const known = published.map((each) => each.workspaceName)
  const near = nearestName(workspaceName, known)
  const more = known.length > SHOWN ? ` and ${known.length - SHOWN} more` : ''
  return { missing: `there is no revision ${workspaceName} of ${name}, only ${known.slice(-SHOWN).join(', ')}${more}; ${near === undefined ? 'correct workspaceName, or fetch the tags of the clone' : `did you mean ${near}?`}` }
}

/** Drafts are branches; a plain name is a branch or a tag of somebody else. */
function namesOf(workspace: string, directory: string): string[] {
  const own = `${directory}/${workspace}`
  return [`drafts/${own}`, `proposed/${own}`, workspace].filter((name) => whyNoRef(name) === undefined)
}

/** The workspace that Porch's trailer (`kpt:{"package": …, "workspaceName": …}`) names for a package. */
function workspaceOf(message: string, name: string): string | undefined {
  for (const line of message.split('\n')) {
    const [, json] = /^\s*kpt:(\{.*\})\s*$/.exec(line) ?? []
    if (json === undefined) continue
    const trailer = parsed(json)
    if (trailer.get('package') !== name) continue
    const workspace = trailer.get('workspaceName')
    if (typeof workspace === 'string' && workspace !== '') return workspace
  }
  return undefined
}

function parsed(json: string): ReadonlyMap<string, unknown> {
  try {
    const value: unknown = JSON.parse(json)
    return new Map(typeof value === 'object' && value !== null ? Object.entries(value) : [])
  } catch {
    return new Map()
  }
}
