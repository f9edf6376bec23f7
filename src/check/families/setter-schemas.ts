/** SetterSchemas beside packages: whether the values that are given fit, whether all are given, whether names meet. */

import { report } from '#fleet/finding.ts'
import { SETTER_FINDINGS } from '#fleet/setter-findings.ts'
import { whyNotSetter } from '#fleet/setter-fits.ts'
import { SETTER_SCHEMA, SetterSchemaConfig, type SetterSchema } from '#fleet/setter-schema.ts'
import type { GivenSetter } from '#fleet/setter-audit.ts'
import { isPlaceholder } from '#fleet/placeholder.ts'
import { readFunctionConfig } from '#krm/function-config.ts'
import { namesCredential } from '#krm/credential.ts'
import { configKindOf, FN_GROUP } from '#krm/names.ts'
import { nearestName } from '#krm/nearest-name.ts'
import type { Resource } from '#krm/resource.ts'
import { Results, type Result } from '#krm/result.ts'
import type { SourcePackage, SourceTree } from '#check/source-tree.ts'
import { usesOf, givenTo } from './setter-uses.ts'

/** Whether a resource is a SetterSchema. */
export function isSetterSchema({ group, kind }: Resource): boolean {
  return group === FN_GROUP && kind === configKindOf(SETTER_SCHEMA)
}

/** The schema of a package; problems go to `results`. Undefined when there is none or it is broken. */
export function setterSchemaOf({ resources }: SourcePackage, results: Results): { readonly schema: SetterSchema; readonly resource: Resource } | undefined {
  const resource = resources.find(isSetterSchema)
  if (resource === undefined) return undefined
  const config = readFunctionConfig(SETTER_SCHEMA, SetterSchemaConfig, [], resource, results)
  return config?.form === 'own' ? { schema: config.value, resource } : undefined
}

/** `isBlueprint`: whoever deploys the package gives what is required. */
export function checkSetterSchemas(tree: SourceTree, isBlueprint: boolean): Result[] {
  const results = new Results()
  for (const pack of tree.packages) {
    const found = setterSchemaOf(pack, results)
    if (found !== undefined) checkOne(tree, pack, found.schema, found.resource, isBlueprint, results)
  }
  return results.list
}

function checkOne(tree: SourceTree, pack: SourcePackage, schema: SetterSchema, resource: Resource, isBlueprint: boolean, results: Results): void {
  const specs = new Map(Object.entries(schema.setters))
  const given = givenTo(tree, pack)
  const used = usesOf(tree, pack)
  for (const [name, spec] of specs) {
    const at = resource.field('setters', name)
    const values = given.get(name) ?? []
    for (const { text, from } of values) {
      const why = isPlaceholder(text) ? undefined : whyNotSetter(text, spec)
      if (why !== undefined) report(results, SETTER_FINDINGS.doesNotFit, namesCredential(name) ? `the value of the setter ${name} does not fit its schema` : `the setter ${name} is "${text}", which ${why}`, from)
    }
    if (spec.default !== undefined && whyNotSetter(spec.default, spec) !== undefined) {
      report(results, SETTER_FINDINGS.doesNotFit, `the default "${spec.default}" of ${name} ${whyNotSetter(spec.default, spec)!}`, at.child('default'))
    }
    if (spec.required === true && values.every(({ text }) => isPlaceholder(text))) {
      const message = `the setter ${name} is required and ${values.length === 0 ? 'not given' : 'still a placeholder'}`
      report(results, { ...SETTER_FINDINGS.notGiven, severity: isBlueprint ? 'info' : 'error' }, message, values[0]?.from ?? at)
    }
    if (!used.has(name)) report(results, SETTER_FINDINGS.schemaOfNothing, `no comment of the package names the setter ${name}`, at)
  }
  reportStrangers(schema, given, specs, results)
}

function reportStrangers({ closed }: SetterSchema, given: ReadonlyMap<string, readonly GivenSetter[]>, specs: ReadonlyMap<string, unknown>, results: Results): void {
  for (const [name, [first]] of given) {
    const near = specs.has(name) || first === undefined ? undefined : nearestName(name, [...specs.keys()].filter((known) => !given.has(known)))
    if (specs.has(name) || first === undefined || (near === undefined && closed !== true)) continue
    report(results, SETTER_FINDINGS.notInSchema, `the SetterSchema has no setter ${name}${near === undefined ? '' : `; did you mean ${near}?`}`, first.from)
  }
}
