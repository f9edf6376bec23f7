/** The template of a set's target, evaluated for one of the objects that the target selects. */

import { report } from '#fleet/finding.ts'
import { readText, readTexts } from '#fleet/field-values.ts'
import type { Injector, PackageContextChange, SourcedMap } from '#fleet/model/package-variant.ts'
import { readTextMap } from '#fleet/model/read-variant.ts'
import type { Sourced } from '#fleet/sourced.ts'
import type { Field } from '#krm/field.ts'
import { entriesOf, valueOf } from '#krm/plain-value.ts'
import type { PlainMap, PlainValue } from '#krm/print.ts'
import { Results } from '#krm/result.ts'
import type { Cel, CelVariables } from './cel.ts'
import { VARIANT_FINDINGS as F } from './variant-findings.ts'
import { functionEntry, type FunctionEntry, type VariantSpec } from './variant-spec.ts'

/** Expressions that failed: one finding for each, however many objects it failed for. */
export class ExpressionFailures {
  readonly #found = new Map<string, { readonly expression: Sourced<string>; readonly problem: string; readonly subject: string; count: number }>()

  add(expression: Sourced<string>, problem: string, subject: string): void {
    const key = `${expression.from.name}\n${problem}`
    const same = this.#found.get(key)
    if (same === undefined) this.#found.set(key, { expression, problem, subject, count: 1 })
    else same.count++
  }

  report(results: Results): void {
    for (const { expression: { value, from }, problem, subject, count } of this.#found.values()) {
      const hint = /\bupstream\.(?:labels|annotations)\b/.test(value) ? '; labels and annotations of a PackageRevision are only known to a running Porch' : ''
      const who = count === 1 ? subject : `${subject} and ${count - 1} more`
      report(results, F.badExpression, `${from.name} "${value}" ${problem} (${who})${hint}; the whole set stalls`, from)
    }
  }
}

/** Evaluates the expressions of one target for one object, and remembers whether any of them failed. */
export class TemplateEvaluation {
  /** Whether something failed that stalls the set. */
  failed = false
  readonly #template: Field
  readonly #variables: CelVariables
  readonly #cel: Cel
  readonly #failures: ExpressionFailures
  /** Which object the expressions are evaluated for, as messages say it. */
  readonly #subject: string

  constructor(template: Field, variables: CelVariables, subject: string, cel: Cel, failures: ExpressionFailures) {
    this.#template = template
    this.#variables = variables
    this.#subject = subject
    this.#cel = cel
    this.#failures = failures
  }

  /** A text that may be given as it is or as an expression; undefined when neither is, or both are empty. */
  text(below: Field, key: string, exprKey: string): Sourced<string> | undefined {
    const plain = readText(below.child(key), quiet())
    const expression = readText(below.child(exprKey), quiet())
    if (expression !== undefined && expression.value !== '') return this.#evaluate(expression)
    return plain?.value === '' ? undefined : plain
  }

  /** What a template makes of everything but upstream and downstream. */
  spec(): Omit<VariantSpec, 'upstream' | 'downstream'> {
    const template = this.#template
    return {
      adoptionPolicy: readText(template.child('adoptionPolicy'), quiet()),
      deletionPolicy: readText(template.child('deletionPolicy'), quiet()),
      labels: this.#overlaid(template.child('labels'), template.child('labelExprs')),
      annotations: this.#overlaid(template.child('annotations'), template.child('annotationExprs')),
      packageContext: this.#packageContext(template.child('packageContext')),
      mutators: this.#functions(template.child('pipeline', 'mutators')),
      validators: this.#functions(template.child('pipeline', 'validators')),
      injectors: template.child('injectors').children().map((field) => this.#injector(field)),
    }
  }

  #evaluate(expression: Sourced<string>): Sourced<string> | undefined {
    const { text, problem } = { problem: undefined, text: undefined, ...this.#cel.evaluate(expression.value, this.#variables) }
    if (problem === undefined) return { value: text!, from: expression.from }
    this.failed = true
    return void this.#failures.add(expression, problem, this.#subject)
  }

  /** The map with the results of the expressions over it, in the order of the list. */
  #overlaid(plain: Field, expressions: Field): SourcedMap {
    const map = new Map(readTextMap(plain, quiet()))
    for (const entry of expressions.children()) {
      const key = this.text(entry, 'key', 'keyExpr')
      const value = this.text(entry, 'value', 'valueExpr')
      map.set(key?.value ?? '', value ?? { value: '', from: entry })
    }
    return map
  }

  #packageContext(field: Field): PackageContextChange {
    const plain = readTexts(field.child('removeKeys'), quiet())
    const computed = readTexts(field.child('removeKeyExprs'), quiet()).flatMap((expression) => this.#evaluate(expression) ?? [])
    const byKey = new Map([...plain, ...computed].map((key) => [key.value, key]))
    return { data: this.#overlaid(field.child('data'), field.child('dataExprs')), removeKeys: [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, key]) => key) }
  }

  #functions(list: Field): FunctionEntry[] {
    return list.children().map((field) => {
      const entry = functionEntry(field)
      const configMap = this.#overlaid(field.child('configMap'), field.child('configMapExprs'))
      return { ...entry, value: withConfigMap(entry.value, new Map([...configMap].map(([key, { value }]) => [key, value]))) }
    })
  }

  #injector(from: Field): Injector {
    const text = (key: string): Sourced<string> | undefined => readText(from.child(key), quiet())
    return { group: text('group'), version: text('version'), kind: text('kind'), name: this.text(from, 'name', 'nameExpr'), from }
  }
}

/** Wrong types were said when the template was checked, once and not per object. */
function quiet(): Results {
  return new Results()
}

/** A function without its expressions; the configMap keeps its place, or comes last where there was none. */
function withConfigMap(value: PlainMap, configMap: ReadonlyMap<string, string>): PlainMap {
  const entries = entriesOf(value).filter(([key]) => key !== 'configMapExprs')
  const map = new Map<string, PlainValue>(entries)
  if (configMap.size > 0) map.set('configMap', new Map(configMap))
  else if (valueOf(value, 'configMap') !== undefined) map.delete('configMap')
  return map
}
