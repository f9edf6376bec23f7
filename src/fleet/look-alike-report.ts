/** What is said of a text that was meant as a setter and is none. */

import type { Resource } from '#krm/resource.ts'
import { placeOf, type Results } from '#krm/result.ts'
import type { LookAlike } from '#krm/setter-look-alike.ts'
import { report } from './finding.ts'
import { SETTER_FINDINGS } from './setter-findings.ts'

/** Says that a text is no setter, once it is called: the object has its name then, the text its place now. */
export function lookAlikeReport(resource: Resource, { offset, text, why, today }: LookAlike, results: Results): () => void {
  const [start, end] = [resource.position(offset), resource.position(offset + text.length)]
  const { path: file } = resource.origin
  const fix = today === undefined || start === undefined || end === undefined || file === '' ? undefined : { describe: `write ${today}`, edits: [{ file, start, end, from: text, text: today }] }
  return () => {
    const place = { ...placeOf(resource), ...(start !== undefined && { position: start }) }
    report(results, SETTER_FINDINGS.lookAlike, `"${text}" is no setter: ${today === undefined ? WHY[why] : `${WHY[why]} "${today}"`}`, place, fix === undefined ? {} : { fix })
  }
}

const WHY: Readonly<Record<LookAlike['why'], string>> = {
  blanks: 'write it exactly as "# kpt-set: ${name}"',
  value: 'it stands inside a text, where it is no comment; move the text into fields of its own',
  noScalar: 'no single value stands before it on its line; put it behind one, or on the key of a list',
  notFirst: 'the comment must begin with "# kpt-set: "',
  old: 'kpt read this form before version 1; it is today',
}
