/** The setters of a package tree as a list: who gives them, what they are, how many fields ask for them. */

import { DERIVED_SETTERS } from '#fleet/derived-setters.ts'
import { whyNotSetter } from '#fleet/setter-fits.ts'
import type { SetterSpec } from '#fleet/setter-schema.ts'
import { namesCredential } from '#krm/credential.ts'
import type { Field } from '#krm/field.ts'
import type { PlainMap, PlainValue } from '#krm/print.ts'
import { Results } from '#krm/result.ts'
import type { GivenSetter } from '#fleet/setter-audit.ts'
import { setterSchemaOf } from './families/setter-schemas.ts'
import { givenTo, isApplyContext, usesOf } from './families/setter-uses.ts'
import { above, type SourcePackage, type SourceTree } from './source-tree.ts'

/** One setter of one package. */
export interface ListedSetter {
  readonly name: string
  /** Values by the pipelines of the package and of those above it, the one that wins last. */
  readonly given: readonly GivenSetter[]
  /** Fields of the package and of those below it. */
  readonly uses: readonly Field[]
  /** What its SetterSchema says; else what its values look like. */
  readonly spec: SetterSpec
  /** Where apply-cluster-context takes it from when nobody types it. */
  readonly derived?: string
}

/** The setters that a package gives, asks for or describes, by name. */
export function listSetters(tree: SourceTree, pack: SourcePackage): ListedSetter[] {
  const given = givenTo(tree, pack)
  const uses = usesOf(tree, pack)
  const schema = setterSchemaOf(pack, new Results())?.schema.setters ?? {}
  const derives = [pack, ...above(tree, pack.dir)].some(({ kptfile }) => kptfile?.mutators.some(isApplyContext))
  const names = [...new Set([...given.keys(), ...uses.keys(), ...Object.keys(schema)])].toSorted()
  return names.map((name) => {
    const values = given.get(name) ?? []
    const row = derives ? DERIVED_SETTERS.find((setter) => setter.name === name || setter.aliases.includes(name)) : undefined
    const derived = row?.from.replaceAll('`', '')
    const spec = (Object.hasOwn(schema, name) ? schema[name] : undefined) ?? guess(name, values.map(({ text }) => text), derived !== undefined)
    return { name, given: values, uses: uses.get(name) ?? [], spec, ...(derived !== undefined && { derived }) }
  })
}

/** What values look like. A setter that nothing gives is required; one with a value has it for a default. */
function guess(name: string, values: readonly string[], isDerived: boolean): SetterSpec {
  if (values.length === 0) return { type: 'string', ...(!isDerived && { required: true }) }
  const fits = (spec: SetterSpec): boolean => values.every((value) => value !== '' && whyNotSetter(value, spec) === undefined)
  const type = (['integer', 'boolean', 'list'] as const).find((known) => fits({ type: known })) ?? 'string'
  const format = type === 'integer' || type === 'boolean' ? undefined : (['cidr', 'ip'] as const).find((known) => fits({ type, format: known }))
  return { type, ...(format !== undefined && { format }), ...(!namesCredential(name) && { default: values.at(-1)! }) }
}

/** What is known of a setter, as plain data. */
export function specData(spec: SetterSpec): PlainMap {
  const map = new Map<string, PlainValue>()
  for (const [key, value] of Object.entries(spec)) if (value !== undefined) map.set(key, value)
  return map
}

/** The value that counts, as it may be shown: never that of a credential. */
export function shownValue({ name, given }: ListedSetter): string {
  const last = given.at(-1)
  return last === undefined ? '' : namesCredential(name) && last.text !== '' ? '…' : last.text
}
