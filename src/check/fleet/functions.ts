/** Function images that variants and blueprints name: floating, retired, misspelt. */

import { checkImage, checkPipeline } from '#check/families/pipelines.ts'
import { readSourceTree } from '#check/source-tree.ts'
import type { BlueprintPackage } from '#fleet/model/blueprint-package.ts'
import { valueOf } from '#krm/plain-value.ts'
import type { Result } from '#krm/result.ts'
import type { FleetCheckInput } from './fleet-check-input.ts'

/** `own` are the names of this suite's functions. Each blueprint and each entry of a variant is looked at once. */
export function checkFunctions({ plan, packages }: FleetCheckInput, own: readonly string[]): Result[] {
  const entries = plan.packages.flatMap(({ pipeline }) => [...pipeline.mutators, ...pipeline.validators])
  const ofVariants = entries.flatMap(({ value, from }) => {
    const image = valueOf(value, 'image')
    const tag = valueOf(value, 'tag')
    return typeof image === 'string' ? checkImage({ image, ...(typeof tag === 'string' && { tag }) }, from.child('image'), own) : []
  })
  const blueprints = new Set(packages.flatMap(({ blueprint }) => blueprint ?? []))
  return [...ofVariants, ...[...blueprints].flatMap((blueprint) => ofBlueprint(blueprint, own))]
}

function ofBlueprint({ files, kptfileDirs, displayPath }: BlueprintPackage, own: readonly string[]): Result[] {
  const tree = readSourceTree({ name: displayPath, files, kptfileDirs })
  const found = tree.packages.flatMap((pack) => checkPipeline(pack, own))
  // A fix names files of the package; here they are called otherwise, and may lie in git only.
  return found.map(({ code, severity, message, place }) => ({ ...(code !== undefined && { code }), ...(severity !== undefined && { severity }), message, place: { ...place, file: `${displayPath}/${place?.file ?? 'Kptfile'}` } }))
}
