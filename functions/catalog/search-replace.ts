/** In-process answer for the catalog's search-replace, as of v0.2.0: finds fields by value and path, sets values and comments. */

import type { Field } from '#krm/field.ts'
import type { KrmFunction } from '#krm/function.ts'
import { goPattern, type GoPattern } from '#krm/go-pattern.ts'
import type { Resource } from '#krm/resource.ts'
import type { Place, Result } from '#krm/result.ts'
import { readPlain } from '#krm/scalar-value.ts'
import { AnyConfig } from './config.ts'
import { FieldSpecError } from './field-spec.ts'
import { failed, quoteAsGo } from './go-sdk.ts'
import { putComment } from './put-comment.ts'
import { filePattern, isOnePath, matchesPath } from './search-path.ts'

const MATCHERS = ['by-value', 'by-file-path', 'by-value-regex', 'by-path', 'put-value', 'put-comment'] as const
type Matcher = (typeof MATCHERS)[number]

/** Takes `data` of its functionConfig, whatever the kind. */
export const searchReplaceOfCatalog: KrmFunction = {
  name: 'search-replace',
  type: 'mutator',
  summary: 'Searches fields by value and path, and sets their values and comments.',
  config: AnyConfig,
  accepts: [],
  invoke(items, functionConfig) {
    try {
      const results = new Search(functionConfig).run(items)
      return { items, ok: true, results: results.length === 0 ? [{ message: 'no matches' }] : results }
    } catch (error) {
      if (error instanceof FieldSpecError || error instanceof SyntaxError) return failed(items, `failed to perform search-replace operation: ${quoteAsGo(error.message)}`)
      throw error
    }
  },
}

class Search {
  readonly #given: ReadonlyMap<Matcher, string>
  readonly #regex: GoPattern | undefined
  readonly #file: RegExp | undefined
  readonly #results: Result[] = []

  constructor(config: Resource | undefined) {
    this.#given = matchersIn(config)
    const [regex, file] = [this.#get('by-value-regex'), this.#get('by-file-path')]
    if (this.#get('by-value') !== '' && regex !== '') throw new FieldSpecError('only one of ["by-value", "by-value-regex"] can be provided')
    this.#regex = regex === '' ? undefined : goPattern(regex)
    this.#file = file === '' ? undefined : filePattern(file)
  }

  run(items: readonly Resource[]): readonly Result[] {
    const path = this.#get('by-path')
    const puts = isOnePath(path) && this.#get('by-value') === '' && this.#regex === undefined && this.#get('put-value') !== ''
    for (const item of items) {
      if (this.#file?.test(item.origin.path) === false) continue
      if (puts) this.#putAt(item, path.split('.'))
      else this.#walk(item.field(), '')
    }
    return this.#results
  }

  #get(matcher: Matcher): string {
    return this.#given.get(matcher) ?? ''
  }

  /** Sets the one field that the path names, whether it is there or not. */
  #putAt(item: Resource, steps: readonly string[]): void {
    for (const [index] of steps.entries()) {
      const field = item.field(...steps.slice(0, index))
      if (!field.exists) break
      if (field.node()?.kind !== 'map' && field.value !== null) throw new FieldSpecError(`wrong node kind of ${field.name}: expected a map`)
    }
    const text = this.#get('put-value')
    const field = item.field(...steps)
    field.set(isQuoted(field) ? text : readPlain(text, 'kubernetes'))
    this.#found(field, text)
  }

  #walk(field: Field, path: string): void {
    const kind = field.node()?.kind
    if (kind === 'map') {
      for (const child of field.children()) this.#commentList(child, path)
      for (const child of field.children()) this.#walk(child, `${path}.${String(child.path.at(-1))}`)
    } else if (kind === 'seq') {
      for (const [index, child] of field.children().entries()) this.#walk(child, `${path}[${index}]`)
    } else if (kind === 'scalar') this.#visit(field, path.slice(1))
  }

  /** A comment for a list stands behind its key. */
  #commentList(field: Field, path: string): void {
    const comment = this.#get('put-comment')
    if (comment === '' || field.node()?.kind !== 'seq' || field.children().length === 0) return
    if (!matchesPath(`${path}.${String(field.path.at(-1))}`.slice(1), this.#get('by-path'))) return
    this.#comment(field, comment)
    this.#found(field, comment)
  }

  #visit(field: Field, path: string): void {
    const text = field.scalarText ?? ''
    if (!this.#isMeant(text, path)) return
    const [value, comment] = [this.#get('put-value'), this.#get('put-comment')]
    if (comment !== '') this.#comment(field, this.#resolve(comment, text))
    const put = value === '' ? text : this.#resolve(value, text)
    if (value !== '') field.set(isQuoted(field) ? put : readPlain(put, 'kubernetes'))
    this.#found(field, put)
  }

  #isMeant(text: string, path: string): boolean {
    const [value, byPath] = [this.#get('by-value'), this.#get('by-path')]
    const fitsPath = matchesPath(path, byPath)
    const fitsValue = (value !== '' && value === text) || this.#regex?.test(text) === true
    return fitsValue ? fitsPath || byPath === '' : fitsPath && value === '' && this.#regex === undefined
  }

  /** Groups of the expression for `${1}`, `${2}`, one after the other. */
  #resolve(pattern: string, text: string): string {
    if (this.#regex === undefined) return pattern
    const resolved = this.#regex.groups(text).reduce((now, group, index) => now.replaceAll(`\${${index + 1}}`, () => group), pattern)
    if (/\$\{\d+\}/.test(resolved)) throw new FieldSpecError('unable to resolve capture groups')
    return resolved
  }

  #comment(field: Field, comment: string): void {
    if (putComment(field, comment)) return
    this.#results.push({ severity: 'warning', message: `no comment can stand behind ${field.name}: it is inside brackets, or a text of several lines`, place: placeOf(field) })
  }

  #found(field: Field, value: string): void {
    const mutates = this.#get('put-value') !== '' || this.#get('put-comment') !== ''
    this.#results.push({ message: `${mutates ? 'Mutated field value to' : 'Matched field value'} ${quoteAsGo(value)}`, place: placeOf(field) })
  }
}

function matchersIn(config: Resource | undefined): Map<Matcher, string> {
  const given = new Map<Matcher, string>()
  for (const field of config?.field('data').children() ?? []) {
    const key = String(field.path.at(-1))
    const matcher = MATCHERS.find((known) => known === key)
    if (matcher === undefined) throw new FieldSpecError(`invalid matcher ${quoteAsGo(key)}, must be one of [${MATCHERS.map(quoteAsGo).join(' ')}]`)
    given.set(matcher, field.value === null ? '' : (field.scalarText ?? ''))
  }
  return given
}

/** A quoted text stays one, whatever it looks like; so does one of several lines. */
function isQuoted(field: Field): boolean {
  const node = field.node()
  return node?.kind === 'scalar' && node.style !== 'plain' && node.style !== 'empty'
}

function placeOf(field: Field): Place {
  const { path: file, index } = field.resource.origin
  return { file, index, field: field.name }
}
