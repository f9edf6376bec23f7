/** The functions of a Kptfile's pipeline: their entries as values, and kpt's rules for one entry. */

import type { Field } from '#krm/field.ts'
import type { Resource } from '#krm/resource.ts'
import type { RenderCode } from './codes.ts'
import { isImageReference } from './image-reference.ts'
import type { PipelineFunction, Selector } from './pipeline-function.ts'
import { cleanPath } from './slash-path.ts'

/** Takes one problem: code, message, field path, offset in the Kptfile's text. */
export type SayProblem = (code: RenderCode, message: string, field: string, offset: number) => void

/** The functions below `pipeline.mutators` or `pipeline.validators`; the shape of the Kptfile must have been checked. */
export function readFunctions(file: string, kptfile: Resource, type: PipelineFunction['type'], say: SayProblem): PipelineFunction[] {
  return kptfile
    .field('pipeline', `${type}s`)
    .children()
    .map((entry) => readFunction(file, type, entry, say))
}

function readFunction(file: string, type: PipelineFunction['type'], entry: Field, say: SayProblem): PipelineFunction {
  const text = (key: string): string => textOf(entry.child(key))
  const image = text('image')
  const exec = text('exec')
  const name = text('name')
  const tag = text('tag')
  const configPath = text('configPath')
  const configMap = textsOf(entry.child('configMap'))
  const position = entry.position
  const fn: PipelineFunction = {
    type,
    ...(image !== '' && { image }),
    ...(tag !== '' && { tag }),
    ...(exec !== '' && { exec }),
    ...(name !== '' && { name }),
    ...(configPath !== '' && { configPath: cleanPath(configPath) }),
    ...(configMap.size > 0 && { configMap }),
    selectors: entry.child('selectors').children().map(selectorOf),
    exclude: entry.child('exclude').children().map(selectorOf),
    place: { file, field: entry.name, ...(position !== undefined && { position }) },
  }
  checkFunction(fn, entry, configPath, say)
  return fn
}

function checkFunction(fn: PipelineFunction, entry: Field, configPath: string, say: SayProblem): void {
  const at = (field: Field): [string, number] => [field.name, field.node()?.outerStart ?? entry.node()!.outerStart]
  if ((fn.image === undefined) === (fn.exec === undefined)) {
    const found = fn.image === undefined ? 'neither image nor exec' : 'both image and exec'
    say('KPT106', `${entry.name} has ${found}; a function needs exactly one of them`, ...at(entry))
  }
  if (fn.image !== undefined && !isImageReference(fn.image)) {
    say('KPT107', `${entry.name}.image "${fn.image}" is no image reference ([host/]name[:tag][@digest], the name in lower case)`, ...at(entry.child('image')))
  }
  if (fn.configMap !== undefined && configPath !== '') {
    say('KPT108', `${entry.name} has both configPath and configMap; a function takes its config from one of them`, ...at(entry.child('configMap')))
  }
  const wrong = configPath === '' ? undefined : wrongConfigPath(configPath)
  if (wrong !== undefined) say('KPT109', `${entry.name}.configPath "${configPath}" ${wrong}`, ...at(entry.child('configPath')))
}

function wrongConfigPath(path: string): string | undefined {
  if (path.trim() === '') return 'is blank'
  if (path.startsWith('/')) return 'is absolute; it is relative to the package'
  return cleanPath(path).includes('..') ? 'holds ".."; a functionConfig lies in the package itself' : undefined
}

function selectorOf(field: Field): Selector {
  const text = (key: 'apiVersion' | 'kind' | 'name' | 'namespace'): Partial<Selector> => {
    const value = textOf(field.child(key))
    return value === '' ? {} : { [key]: value }
  }
  const labels = textsOf(field.child('labels'))
  const annotations = textsOf(field.child('annotations'))
  return {
    ...text('apiVersion'),
    ...text('kind'),
    ...text('name'),
    ...text('namespace'),
    ...(labels.size > 0 && { labels }),
    ...(annotations.size > 0 && { annotations }),
  }
}

/** A scalar's text; null and missing count as empty. */
function textOf(field: Field): string {
  const { value } = field
  return value === null || value === undefined ? '' : (field.scalarText ?? String(value))
}

/** A map of texts. */
function textsOf(field: Field): Map<string, string> {
  if (field.node()?.kind === 'alias' && field.value instanceof Map) return new Map([...field.value].map(([key, value]) => [String(key), String(value ?? '')]))
  return new Map(field.children().map((child) => [String(child.path.at(-1)), textOf(child)]))
}
