/** Whether the configPaths of a Kptfile can be found: in a file that was read, of the package itself, with one KRM resource. */

import type { KrmFile } from '#krm/krm-file.ts'
import type { Result } from '#krm/result.ts'
import type { RenderCode } from './codes.ts'
import { whyNotKrm } from './krm-check.ts'
import type { Kptfile } from './kptfile.ts'
import type { PipelineFunction } from './pipeline-function.ts'
import { inDirectory } from './slash-path.ts'

/** Everything that is wrong with the configPaths of a package's pipeline. `files` are by path from the root. */
export function configPathProblems(kptfile: Kptfile, dir: string, files: ReadonlyMap<string, KrmFile>): Result[] {
  return [...kptfile.mutators, ...kptfile.validators].flatMap((fn) => {
    const wrong = fn.configPath === undefined ? undefined : wrongConfigFile(fn.configPath, files.get(inDirectory(dir, fn.configPath)), dir)
    return wrong === undefined ? [] : [{ severity: 'error' as const, ...wrong, place: placeIn(kptfile, fn) }]
  })
}

function wrongConfigFile(path: string, file: KrmFile | undefined, dir: string): { code: RenderCode; message: string } | undefined {
  // A file of a sub-package has origin paths relative to that one.
  const [first] = file?.resources ?? []
  if (file === undefined || first === undefined || inDirectory(dir, first.origin.path) !== file.path) {
    return { code: 'KPT110', message: `configPath "${path}" names no resource of this package (ignored files, other endings than .yaml, .yml and .json, and files of sub-packages do not count)` }
  }
  if (file.resources.length > 1) {
    return { code: 'KPT111', message: `configPath "${path}" holds ${file.resources.length} resources; a functionConfig stands alone in its file` }
  }
  const why = whyNotKrm(first)
  return why === undefined ? undefined : { code: 'KPT112', message: `configPath "${path}" holds no KRM resource: ${why}` }
}

function placeIn(kptfile: Kptfile, fn: PipelineFunction): NonNullable<Result['place']> {
  const index = Number(/\[(\d+)\]$/.exec(fn.place.field)![1])
  const field = kptfile.resource.field('pipeline', `${fn.type}s`, index, 'configPath')
  const position = field.position
  return { file: kptfile.file, index: 0, ...(position !== undefined && { position }), field: field.name }
}
