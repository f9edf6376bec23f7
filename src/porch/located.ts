/** Results of a render at the places that people wrote: in the blueprint, or in the management repository. */

import type { BlueprintPackage } from '#fleet/model/blueprint-package.ts'
import { readKrmFile } from '#krm/krm-file.ts'
import { placeOf, type Place, type Result } from '#krm/result.ts'
import type { PlannedPackage } from './planned-package.ts'
import { sourceLine } from './source-place.ts'

/** What a place is looked up in: `texts` are the files that results speak of, `pipeline` the functions that the variant put into their Kptfile. */
interface Made {
  readonly blueprint: BlueprintPackage
  readonly texts: ReadonlyMap<string, string>
  readonly planned: Pick<PlannedPackage, 'variant' | 'pipeline'>
}

/**
 * The result at the place in the blueprint; what Porch's steps wrote is the variant's doing and gets its place. Other places
 * that the message names (`file:line:column`) and those of `related` are turned in the same way.
 */
export function located(result: Result, blueprint: BlueprintPackage, texts: ReadonlyMap<string, string>, planned: Made['planned']): Result {
  const made = { blueprint, texts, planned }
  return {
    ...result,
    place: placeIn(result.place, made),
    message: result.message.replaceAll(/([^\s:,;()]+):(\d+):(\d+)/g, (text, file: string, line: string, column: string) => {
      if (!texts.has(file)) return text
      const at = placeIn({ file, position: { line: Number(line), column: Number(column) } }, made)
      return at.position === undefined ? (at.file ?? text) : `${at.file}:${at.position.line}:${at.position.column}`
    }),
    ...(result.related !== undefined && { related: result.related.map(({ message, place }) => ({ message, place: placeIn(place, made) })) }),
  }
}

function placeIn(place: Place | undefined, { blueprint, texts, planned: { variant, pipeline } }: Made): Place {
  if (place?.file === undefined) return { ...place, ...filePlace(variant.from) }
  const made = texts.get(place.file)
  // Places in the management repository are right as they are.
  if (made === undefined) return place
  const source = blueprint.files.find(({ path }) => path === place.file)
  const file = `${blueprint.displayPath}/${place.file}`
  if (source === undefined) return { ...place, ...filePlace(variant.from) }
  const entry = place.file === 'Kptfile' ? pipelineEntry(place.field, source.text, variant, pipeline) : undefined
  if (entry !== undefined) return { ...place, ...entry, file: entry.file ?? file }
  if (place.position === undefined) return { ...place, file }
  const { line, column } = place.position
  const lines = source.text.split('\n')
  const at = sourceLine(lines, made.split('\n'), line)
  return at === undefined ? { ...place, ...filePlace(variant.from) } : { ...place, file, position: { line: at, column: columnIn(lines[at - 1]!, column) } }
}

/** The column, or that of the first word where the line was made longer and has no such column in the blueprint. */
function columnIn(line: string, column: number): number {
  return column <= line.length + 1 ? column : Math.max(1, line.search(/\S/) + 1)
}

/** Where an entry of the made pipeline was written: those of the variant come first. A place without a file is the blueprint's. */
function pipelineEntry(field: string | undefined, kptfile: string, variant: PlannedPackage['variant'], pipeline: PlannedPackage['pipeline']): Partial<ReturnType<typeof filePlace>> | undefined {
  const [, type, number] = /^pipeline\.(mutators|validators)\[(\d+)\]/.exec(field ?? '') ?? []
  if (type !== 'mutators' && type !== 'validators') return undefined
  const own = pipeline[type]
  if (Number(number) < own.length) return { ...filePlace(variant.from), ...filePlace(own[Number(number)]!.from) }
  const { position } = readKrmFile('Kptfile', kptfile).resources[0]?.field('pipeline', type, Number(number) - own.length) ?? {}
  return position === undefined ? {} : { position }
}

function filePlace(from: PlannedPackage['variant']['from']): Pick<NonNullable<Result['place']>, 'file' | 'position'> {
  const { file, position } = placeOf(from)
  return { ...(file !== undefined && { file }), ...(position !== undefined && { position }) }
}
