/** Every blueprint with a defect that the tests have, as packages on disk: the seeds of the check, the cases of the functions. */

import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { functions } from '#functions/index.ts'
import type { KrmFunction } from '#krm/function.ts'
import { IMAGE_PREFIX } from '#krm/names.ts'
import { casesOf, lay, type FunctionCase } from '../render/case-renders.ts'
import { SEEDS } from '../check/seeds.ts'

const ROOT = new URL('../../', import.meta.url).pathname
/** The command of this checkout. */
export const COMMAND = join(ROOT, 'build/krm-fleet.cjs')
const KPTFILE = 'apiVersion: kpt.dev/v1\nkind: Kptfile\nmetadata:\n  name: p\n'

/** Lays all of them below a directory, each a package of its own; how many there are. */
export function layDefects(root: string): number {
  for (const [index, { code, bad }] of SEEDS.entries()) {
    for (const [path, text] of Object.entries({ Kptfile: KPTFILE, ...bad })) {
      mkdirSync(dirname(join(root, 'seeds', `${code}-${index}`, path)), { recursive: true })
      writeFileSync(join(root, 'seeds', `${code}-${index}`, path), text)
    }
  }
  return functions.reduce((count, fn) => count + layCases(join(root, fn.name), fn, casesOf(fn)), SEEDS.length)
}

/** Lays cases of a function as packages whose Kptfile names its image. */
export function layCases(root: string, fn: KrmFunction, cases: readonly FunctionCase[]): number {
  for (const each of cases) lay(join(root, each.name), each, `image: ${IMAGE_PREFIX}/${fn.name}:v0.1.0`)
  return cases.length
}
