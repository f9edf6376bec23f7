/** Watches setters being applied and says what was given in vain, what was asked for in vain and what looks wrong. */

import { shownValueOf } from '#krm/credential.ts'
import { Field } from '#krm/field.ts'
import type { Resource } from '#krm/resource.ts'
import type { Results } from '#krm/result.ts'
import { readPlain } from '#krm/scalar-value.ts'
import { findLookAlikes } from '#krm/setter-look-alike.ts'
import type { SetterPattern } from '#krm/setter-pattern.ts'
import type { SetterHit } from '#krm/setters.ts'
import type { Path } from '#krm/tree.ts'
import { report, type FindingCode } from './finding.ts'
import { lookAlikeReport } from './look-alike-report.ts'
import { nearestName } from '#krm/nearest-name.ts'
import type { OtherSetters } from './other-setters.ts'
import { isPlaceholder } from './placeholder.ts'
import { SETTER_FINDINGS } from './setter-findings.ts'
import { describeField } from './sourced.ts'

/** A setter with a value, and where that was found. `typed`: a person wrote the name, so it should be used. */
export interface GivenSetter {
  readonly text: string
  readonly from: Field
  readonly typed: boolean
  /** Other names that this one was put under: it is used when one of them is. */
  readonly aliases?: readonly string[]
}

/** A reference that nothing gives: its first field, how many there are, and the first that still holds a placeholder. */
interface Unresolved {
  readonly resource: Resource
  readonly path: Path
  count: number
  /** False while every field that names it revealed its part by its text. */
  stuck: boolean
  placeholder?: { readonly resource: Resource; readonly path: Path; readonly text: string }
}

/** So many patterns are known at once: a large fleet has one of its own for every object. */
const MOST_FINE = 500

/** Names shorter than this differ by two edits too easily for an error. */
const LONG_NAME = 5

export class SetterAudit {
  readonly #given: ReadonlyMap<string, GivenSetter>
  readonly #others: OtherSetters
  readonly #results: Results
  readonly #hint: (name: string) => string | undefined
  readonly #insists: (name: string) => boolean
  readonly #used = new Set<string>()
  /** Patterns whose names are all given, here or by another function: seen once, they have nothing more to tell. */
  readonly #fine = new Set<SetterPattern>()
  readonly #unresolved = new Map<string, Unresolved>()
  /** Names that the finding of another one already speaks of. */
  readonly #explained = new Set<string>()
  /** Findings about fields, made when all edits are: they name objects as the output does. */
  readonly #later: (() => void)[] = []

  /**
   * `hint` says, for a name that nothing gives, what would give it. `insists`: names that a part of a field's text must not
   * answer for, where that is no fact about this cluster.
   */
  constructor(given: ReadonlyMap<string, GivenSetter>, others: OtherSetters, results: Results, hint: (name: string) => string | undefined, insists: (name: string) => boolean = () => false) {
    this.#given = given
    this.#others = others
    this.#results = results
    this.#hint = hint
    this.#insists = insists
  }

  /** Call it for each resource with its setters, before their edits are made. */
  see(resource: Resource, hits: readonly SetterHit[]): void {
    for (const hit of hits) this.#seeHit(resource, hit)
    for (const alike of findLookAlikes(resource, hits)) this.#later.push(lookAlikeReport(resource, alike, this.#results))
  }

  /** Names that fields ask for. */
  get used(): ReadonlySet<string> {
    return this.#used
  }

  /** What can only be said when all resources were seen and edited. */
  finish(): void {
    for (const say of this.#later) say()
    for (const [name, unresolved] of this.#unresolved) this.#reportUnresolved(name, unresolved)
    for (const [name, { typed, from, text, aliases }] of this.#given) {
      if (this.#used.has(name) || aliases?.some((alias) => this.#used.has(alias)) === true) {
        if (isPlaceholder(text)) report(this.#results, SETTER_FINDINGS.placeholder, `the setter ${name} has the placeholder "${text}" for a value; write the real one`, from)
      } else if (typed && !this.#others.read.has(name) && !this.#explained.has(name)) {
        const flag = /^(?:enable|disable)-|-enabled$/.test(name) ? ' (kpt has no conditions: a flag can only be written into a field)' : ''
        report(this.#results, SETTER_FINDINGS.unused, `the setter ${name} is used nowhere: no comment names \${${name}}${flag}; remove it or mark its field`, from)
      }
    }
    for (const { name, value, from, function: by, runsAfter } of this.#others.pipeline) {
      const given = this.#given.get(name)
      if (given === undefined || !runsAfter || !this.#used.has(name) || given.text === value || given.from.resource === from.resource) continue
      const [again, first] = [shownValueOf(name, value), shownValueOf(name, given.text)]
      const message = `${by} runs after this function and sets ${name} to "${again}" again, where ${describeField(given.from)} says "${first}"; remove it here`
      report(this.#results, SETTER_FINDINGS.shadowed, message, from, again === value && first === given.text ? { currentValue: value, proposedValue: given.text } : {})
    }
  }

  #seeHit(resource: Resource, hit: SetterHit): void {
    if (!this.#fine.has(hit.pattern)) this.#seePattern(resource, hit)
    switch (hit.outcome) {
      case 'set':
        if (hit.style === 'plain' && hit.value !== hit.before) this.#checkType(resource, hit)
        return
      case 'missing':
        return this.#reportMissing(resource, hit)
      case 'badPattern':
      case 'badList':
        return this.#reportList(resource, hit)
      case 'untouched':
        if (hit.pattern.names.some((name) => this.#given.has(name))) {
          this.#say(SETTER_FINDINGS.protectedField, `the comment "# kpt-set: ${hit.pattern.text}" has no effect here: functions do not write this field`, resource, hit.path)
        }
    }
  }

  #seePattern(resource: Resource, hit: SetterHit): void {
    const { names, text } = hit.pattern
    let isFine = names.length > 0 && !names.some((name) => name.trim() !== name || name === '')
    if (!isFine) {
      const what = names.length === 0 ? 'names no setter; write ${name}' : 'has blanks or nothing inside ${…}; write ${name}'
      this.#say(SETTER_FINDINGS.lookAlike, `"# kpt-set: ${text}" ${what}`, resource, hit.path)
    }
    for (const name of names) {
      this.#used.add(name)
      if (this.#given.has(name) || this.#others.given.has(name) || name.trim() !== name || name === '') continue
      this.#noteUnresolved(resource, hit, name)
      isFine = false
    }
    if (!isFine) return
    if (this.#fine.size === MOST_FINE) this.#fine.clear()
    this.#fine.add(hit.pattern)
  }

  #noteUnresolved(resource: Resource, hit: SetterHit, name: string): void {
    let noted = this.#unresolved.get(name)
    if (noted === undefined) this.#unresolved.set(name, (noted = { resource, path: hit.path, count: 0, stuck: false }))
    noted.count++
    if (hit.outcome === 'untouched' || this.#insists(name)) noted.stuck = true
    if (hit.outcome === 'untouched' && hit.before !== undefined && isPlaceholder(hit.before)) {
      noted.placeholder ??= { resource, path: hit.path, text: hit.before }
    }
  }

  #reportUnresolved(name: string, { resource, path, count, stuck, placeholder }: Unresolved): void {
    const at = new Field(resource, path)
    const fields = count === 1 ? '' : ` (${count} fields)`
    const hint = this.#hint(name)
    const near = hint === undefined ? nearestName(name, [...this.#given.keys(), ...this.#others.given]) : undefined
    if (near !== undefined) {
      const certain = name.length >= LONG_NAME && near.length >= LONG_NAME && !sameButDigits(name, near)
      const given = this.#given.get(near)
      const where = given === undefined ? '' : ` (${describeField(given.from)})`
      const message = `nothing gives the setter ${name}${fields}; did you mean ${near}${where}?`
      this.#explained.add(near)
      if (certain || stuck) report(this.#results, certain ? SETTER_FINDINGS.nearMiss : SETTER_FINDINGS.unresolved, message, at)
      return
    }
    if (!stuck) return
    if (placeholder !== undefined) {
      const message = `the placeholder "${placeholder.text}" is left: nothing gives the setter ${name}${fields}; ${hint ?? 'give it or write the value'}`
      report(this.#results, SETTER_FINDINGS.placeholder, message, new Field(placeholder.resource, placeholder.path))
      return
    }
    report(this.#results, SETTER_FINDINGS.unresolved, `nothing gives the setter ${name}${fields}; ${hint ?? 'give it, or remove the comment'}`, at)
  }

  #checkType(resource: Resource, hit: SetterHit): void {
    const { before, value } = hit
    const was = readPlain(before!, 'kubernetes')
    if (typeof was !== 'string') return
    const is = readPlain(value!, 'kubernetes')
    if (typeof is === 'string' || value === '') return
    const type = is === null ? 'null' : typeof is === 'boolean' ? 'a bool' : 'a number'
    const [old, now] = [before!, value!].map((text) => shownIn(resource, hit, text))
    this.#say(SETTER_FINDINGS.typeChanged, `"${old}" was text and "${now}" is ${type}; put the field in quotes to keep it text`, resource, hit.path)
  }

  #reportMissing(resource: Resource, hit: SetterHit): void {
    const { path, pattern, missing, before } = hit
    const nobody = missing!.some((name) => !this.#others.given.has(name))
    const names = missing!.map((name) => `\${${name}}`).join(', ')
    const message = `"${pattern.text}" needs ${names}, which ${nobody ? 'nothing' : 'only another function'} gives and the text "${shownIn(resource, hit, before ?? '')}" does not reveal; give it here`
    this.#say(SETTER_FINDINGS.cannotResolve, message, resource, path)
    for (const name of missing!) this.#unresolved.delete(name)
  }

  #reportList(resource: Resource, hit: SetterHit): void {
    const { path, pattern, outcome, value } = hit
    const message = outcome === 'badPattern'
      ? `"${pattern.text}" stands on a list, which takes exactly one \${name}`
      : `the value of ${pattern.names[0]} for this list is "${shownIn(resource, hit, value ?? '')}"; write a YAML list such as [a, b]`
    this.#say(SETTER_FINDINGS.badList, message, resource, path)
  }

  #say(kind: FindingCode, message: string, resource: Resource, path: Path): void {
    this.#later.push(() => report(this.#results, kind, message, new Field(resource, path)))
  }
}

/** A field's text as a message quotes it: nothing of a Secret, and no credential by the name of the field or of a setter. */
function shownIn({ kind }: Resource, { pattern, path }: SetterHit, text: string): string {
  const names = [...pattern.names, ...path.filter((key) => typeof key === 'string').slice(-1)]
  return kind === 'Secret' ? '…' : names.reduce((shown, name) => shownValueOf(name, shown), text)
}

/** `node-ip-1` and `node-ip-2` are two names, not one with an error. */
function sameButDigits(a: string, b: string): boolean {
  return a.replaceAll(/\d+/g, '0') === b.replaceAll(/\d+/g, '0')
}
