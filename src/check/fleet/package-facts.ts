/** What a blueprint offers to variants: setters that its comments name, its own functions, its injection points. */

import type { BlueprintPackage } from '#fleet/model/blueprint-package.ts'
import { DERIVED_SETTERS, NETWORK_SETTERS } from '#fleet/derived-setters.ts'
import { INJECTION_POINT } from '#fleet/injection.ts'
import { APPLY_CONTEXT, APPLY_SETTERS, functionNameOf } from '#fleet/other-setters.ts'
import type { Field } from '#krm/field.ts'
import { configKindOf } from '#krm/names.ts'
import { readKrmFile } from '#krm/krm-file.ts'
import type { Resource } from '#krm/resource.ts'

/** A value that a function of the package's own pipeline gives. */
export interface OwnValue {
  readonly value: string
  readonly from: Field
  /** The name of the function. */
  readonly by: string
}

/** Facts of one blueprint. Paths of the resources begin with the blueprint's display path. */
export interface PackageFacts {
  /** Names in comments of any file, sub-packages included. */
  readonly setters: ReadonlySet<string>
  /**
   * The values of the root's own mutators, by function name and key; the last of several counts, as it runs last. What
   * apply-cluster-context is given by its config counts as apply-setters', whose fields it writes; what it takes from the
   * cluster's context does not.
   */
  readonly own: ReadonlyMap<string, ReadonlyMap<string, OwnValue>>
  readonly points: readonly Resource[]
}

/** Functions whose config is a map of what they set: the later of two with one key wins. */
export const LAST_WINS: ReadonlySet<string> = new Set([APPLY_SETTERS, 'set-namespace', 'set-labels', 'set-annotations'])

const DERIVED: ReadonlySet<string> = new Set(DERIVED_SETTERS.flatMap(({ name, aliases }) => [name, ...aliases]))

/** Whether a context may state a setter, which then counts. */
function mayBeDerived(name: string): boolean {
  return DERIVED.has(name) || NETWORK_SETTERS.some(({ suffix }) => name.endsWith(`-${suffix}`))
}

export class BlueprintFacts {
  readonly #facts = new Map<BlueprintPackage, PackageFacts>()

  of(blueprint: BlueprintPackage): PackageFacts {
    let facts = this.#facts.get(blueprint)
    if (facts === undefined) this.#facts.set(blueprint, (facts = readFacts(blueprint)))
    return facts
  }
}

function readFacts({ files, displayPath }: BlueprintPackage): PackageFacts {
  const setters = new Set<string>()
  const points: Resource[] = []
  for (const { path, text } of files) {
    for (const name of setterNames(text)) setters.add(name)
    if (!text.includes(INJECTION_POINT)) continue
    const { resources } = readKrmFile(`${displayPath}/${path}`, text)
    points.push(...resources.filter((resource) => resource.problems().length === 0 && resource.annotations.has(INJECTION_POINT)))
  }
  return { setters, points, own: ownValues(files, displayPath) }
}

/** Every `${name}` behind a setter comment. Whatever looks like one counts: it is better to miss a finding than to make one up. */
function* setterNames(text: string): Iterable<string> {
  for (let at = text.indexOf('kpt-set:'); at !== -1; at = text.indexOf('kpt-set:', at + 1)) {
    const lf = text.indexOf('\n', at)
    const comment = text.slice(at, lf === -1 ? text.length : lf)
    for (const [, name] of comment.matchAll(/\$\{([^}]*)\}/g)) yield name!
  }
}

function ownValues(files: BlueprintPackage['files'], displayPath: string): Map<string, Map<string, OwnValue>> {
  const own = new Map<string, Map<string, OwnValue>>()
  const kptfile = files.find(({ path }) => path === 'Kptfile')
  const [root] = kptfile === undefined ? [] : readKrmFile(`${displayPath}/Kptfile`, kptfile.text).resources
  if (root === undefined || root.problems().length > 0) return own
  for (const step of root.field('pipeline', 'mutators').children()) {
    const by = functionNameOf(step.child('image').string ?? '')
    const name = by === APPLY_CONTEXT ? APPLY_SETTERS : by
    // Selectors leave out some objects: there the value of the variant stays.
    if (!LAST_WINS.has(name) || step.child('selectors').exists || step.child('exclude').exists) continue
    const values = own.get(name) ?? new Map<string, OwnValue>()
    own.set(name, values)
    for (const from of valuesOf(step, files, displayPath)) {
      const key = String(from.path.at(-1))
      if (by !== APPLY_CONTEXT || !mayBeDerived(key)) values.set(key, { value: from.scalarText ?? '', from, by })
    }
  }
  return own
}

/** The fields of a function's configMap, or of the ConfigMap or ApplyClusterContext at its configPath, the weaker first. */
function valuesOf(step: Field, files: BlueprintPackage['files'], displayPath: string): Field[] {
  const path = step.child('configPath').string?.replace(/^\.\//, '')
  if (path === undefined) return step.child('configMap').children()
  const file = files.find((candidate) => candidate.path === path)
  const [config] = file === undefined ? [] : readKrmFile(`${displayPath}/${path}`, file.text).resources
  if (config?.kind === configKindOf(APPLY_CONTEXT)) return ['defaults', 'values'].flatMap((key) => config.field(key).children())
  return config?.kind === 'ConfigMap' ? config.field('data').children() : []
}
