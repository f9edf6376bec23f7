/** A Kptfile as the renderer sees it: decoded strictly, with every problem at its line. */

import { replacingFix } from '#krm/replacing-fix.ts'
import type { Resource } from '#krm/resource.ts'
import type { Fix, Result } from '#krm/result.ts'
import type { RenderCode } from './codes.ts'
import { KPTFILE_SHAPE } from './kptfile-schema.ts'
import { readFunctions } from './kptfile-functions.ts'
import type { PipelineFunction } from './pipeline-function.ts'
import { shapeProblems } from './strict-shape.ts'

export const KPTFILE_NAME = 'Kptfile'

/** What rendering needs of a Kptfile. */
export interface Kptfile {
  /** Slash path from the root package. */
  readonly file: string
  readonly resource: Resource
  readonly mutators: readonly PipelineFunction[]
  readonly validators: readonly PipelineFunction[]
  /** `kpt.dev/bfs-rendering`: parents before children; counts in the root package only. */
  readonly breadthFirst: boolean
  /** `kpt.dev/save-on-render-failure`: what was rendered before a failure is kept; counts in the root package only. */
  readonly savesOnFailure: boolean
}

export type ReadKptfile = { readonly kptfile: Kptfile; readonly problems?: undefined } | { readonly kptfile?: undefined; readonly problems: readonly Result[] }

/**
 * Decodes the first document of a Kptfile as kpt does: an unknown field anywhere is an error. `file` names it in
 * problems. Whether configPaths can be found is not looked at here (see config-path.ts).
 */
export function readKptfile(file: string, resource: Resource): ReadKptfile {
  const problems: Result[] = []
  const say = (code: RenderCode, message: string, field: string, offset: number, fix?: Fix): void => {
    const position = resource.position(offset)
    problems.push({ code, severity: 'error', message, place: { file, index: 0, ...(position !== undefined && { position }), ...(field !== '' && { field }) }, ...(fix !== undefined && { fix }) })
  }
  const kind = wrongKind(resource)
  if (kind !== undefined) {
    const offset = resource.tree()?.start ?? 0
    return say(kind.code, kind.message, '', offset, kind.code === 'KPT102' ? newVersion(file, resource) : undefined), { problems }
  }
  for (const { code, message, path, offset } of shapeProblems(resource, KPTFILE_SHAPE)) say(code, message, resource.field(...path).name, offset)
  if (problems.length > 0) return { problems }
  const upstream = resource.field('upstream', 'git')
  for (const field of [upstream.child('repo'), upstream.child('ref')]) {
    if (field.scalarText?.startsWith('-')) say('KPT113', `${field.name} is "${field.scalarText}": git would take it for an option`, field.name, field.node()!.start)
  }
  const read = (type: PipelineFunction['type']): PipelineFunction[] => readFunctions(file, resource, type, say)
  const mutators = read('mutator')
  const validators = read('validator')
  if (problems.length > 0) return { problems }
  const { annotations } = resource
  return {
    kptfile: {
      file,
      resource,
      mutators,
      validators,
      breadthFirst: isTrue(annotations.get('kpt.dev/bfs-rendering')),
      savesOnFailure: isTrue(annotations.get('kpt.dev/save-on-render-failure')),
    },
  }
}

function isTrue(value: string | undefined): boolean {
  return value?.toLowerCase() === 'true'
}

/** The fix for a Kptfile that is of the newest version in all but its apiVersion. */
function newVersion(file: string, resource: Resource): Fix | undefined {
  const fix = shapeProblems(resource, KPTFILE_SHAPE).length > 0 ? undefined : replacingFix(resource.field('apiVersion'), resource.apiVersion, 'kpt.dev/v1')
  return fix === undefined ? undefined : { ...fix, edits: fix.edits.map((edit) => ({ ...edit, file })) }
}

function wrongKind({ apiVersion, kind }: Resource): { code: RenderCode; message: string } | undefined {
  if (apiVersion === 'kpt.dev/v1' && kind === 'Kptfile') return undefined
  if (kind === 'Kptfile' && /^kpt\.dev\/v1alpha[12]$/.test(apiVersion)) {
    return { code: 'KPT102', message: `old resource version ${apiVersion}: migrate the Kptfile to kpt.dev/v1` }
  }
  return { code: 'KPT103', message: `unknown resource type ${apiVersion || '(no apiVersion)'} ${kind || '(no kind)'}: a Kptfile is kpt.dev/v1 Kptfile` }
}
