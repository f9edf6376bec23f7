/** Objects of the management repository against the schemas of their kinds, and files that are not what they are called. */

import { atVersion } from '#check/schema/unknown-kind.ts'
import { validateResource } from '#check/schema/validate.ts'
import type { SchemaSet } from '#check/schema/schema.ts'
import { withoutSchema } from '#check/strict.ts'
import { SCHEMA_RULES } from '#check/rules/schema-rules.ts'
import { isClusterContext } from '#fleet/cluster-context.ts'
import type { BlueprintPackage } from '#fleet/model/blueprint-package.ts'
import { readKrmFile } from '#krm/krm-file.ts'
import type { Resource } from '#krm/resource.ts'
import type { Result } from '#krm/result.ts'
import { variantVersionOf } from '#porch/variant-as-written.ts'
import type { FleetCheckInput } from './fleet-check-input.ts'
import { FLEET_CHECK_FINDINGS as F } from './fleet-check-findings.ts'
import { GroupedFindings } from './grouped.ts'

/** What an API server would refuse or drop. Contexts have many forms, which their own reader knows. */
export function checkSchemas({ model }: FleetCheckInput, schemas: SchemaSet, strict: boolean): Result[] {
  return model.objects.flatMap((object) => {
    if (isClusterContext(object)) return []
    const at = atItsVersion(object)
    const said = validateResource(at, schemas)
    return strict ? [...said, ...withoutSchema(at, schemas, said)] : said
  })
}

/** The object at the version that it exists at: a wrong version has a finding of its own, and hides nothing else. */
function atItsVersion(object: Resource): Resource {
  const right = variantVersionOf(object)
  return right === undefined || object.apiVersion === right ? object : atVersion(object, right)
}

/** Kptfiles in files of other names, in the management repository and in blueprints. */
export function checkFileNames({ model, packages }: FleetCheckInput): Result[] {
  const found = new GroupedFindings()
  const say = (file: string): void => found.add(F.misnamedKptfile, `${file} holds a Kptfile and must be named Kptfile: kpt and Porch do not see it as it is`, { file, position: { line: 1, column: 1 } })
  for (const object of model.objects) if (isKptfile(object)) say(object.origin.path)
  for (const blueprint of new Set(packages.flatMap((each) => each.blueprint ?? []))) for (const path of misnamedKptfiles(blueprint)) say(`${blueprint.displayPath}/${path}`)
  return found.results()
}

/** Files of a blueprint that hold a Kptfile and are not called so. */
export function misnamedKptfiles({ files }: BlueprintPackage): string[] {
  return files.flatMap(({ path, text }) => {
    const mayBe = path !== 'Kptfile' && !path.endsWith('/Kptfile') && text.includes('kpt.dev/') && text.includes('Kptfile')
    return mayBe && readKrmFile(path, text).resources.some(isKptfile) ? [path] : []
  })
}

function isKptfile({ kind, group }: Resource): boolean {
  return kind === 'Kptfile' && group === 'kpt.dev'
}

/** Codes of a schema's findings: another finding at the same place says the same with more words. */
export const SCHEMA_CODES: ReadonlySet<string> = new Set(Object.values(SCHEMA_RULES).map(({ code }) => code))
