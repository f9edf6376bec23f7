/** What the PackageVariantSet controller refuses about a template before it evaluates anything. */

import { report } from '#fleet/finding.ts'
import { readText, readTexts } from '#fleet/field-values.ts'
import { readTextMap } from '#fleet/model/read-variant.ts'
import type { Field } from '#krm/field.ts'
import type { Results } from '#krm/result.ts'
import { VARIANT_FINDINGS as F } from './variant-findings.ts'
import { policy } from './plan-variant.ts'

/** Whether the controller would go on with this template. */
export function checkTemplate(template: Field, results: Results): boolean {
  const pipeline = template.child('pipeline')
  return [
    policy(readText(template.child('adoptionPolicy'), results), ['adoptNone', 'adoptExisting'], results) !== undefined,
    policy(readText(template.child('deletionPolicy'), results), ['delete', 'orphan'], results) !== undefined,
    checkPairs(template.child('downstream'), [['repo', 'repoExpr'], ['package', 'packageExpr']], results),
    ...[template.child('labelExprs'), template.child('annotationExprs'), template.child('packageContext', 'dataExprs')].map((list) => checkMapExprs(list, results)),
    checkPlain(template, results),
    ...template.child('injectors').children().map((injector) => checkInjector(injector, results)),
    ...['validators', 'mutators'].flatMap((key) => pipeline.child(key).children()).map((fn) => checkFunction(fn, results)),
  ].every(Boolean)
}

/** Reads what has no rule of its own, so that a wrong type is said once. Such a template never reaches the controller. */
function checkPlain(template: Field, results: Results): boolean {
  const before = results.list.length
  for (const map of [template.child('labels'), template.child('annotations'), template.child('packageContext', 'data')]) readTextMap(map, results)
  for (const list of ['removeKeys', 'removeKeyExprs']) readTexts(template.child('packageContext', list), results)
  return results.list.length === before
}

function checkMapExprs(list: Field, results: Results): boolean {
  return list.children().map((entry) => checkPairs(entry, [['key', 'keyExpr'], ['value', 'valueExpr']], results)).every(Boolean)
}

function checkPairs(field: Field, pairs: readonly (readonly [string, string])[], results: Results): boolean {
  const both = pairs.filter((pair) => pair.map((key) => readText(field.child(key), results)).every((text) => text !== undefined))
  for (const [plain, expr] of both) report(results, F.bothGiven, `${field.name} has both ${plain} and ${expr}; keep one`, field.child(expr))
  return both.length === 0
}

function checkInjector(injector: Field, results: Results): boolean {
  if (!checkPairs(injector, [['name', 'nameExpr']], results)) return false
  if (injector.child('name').exists || injector.child('nameExpr').exists) return true
  report(results, F.injectorName, `${injector.name} has neither name nor nameExpr; name the object to inject`, injector)
  return false
}

function checkFunction(fn: Field, results: Results): boolean {
  const hasImage = (fn.child('image').string ?? '') !== ''
  if (!hasImage) report(results, F.badFunction, `${fn.name} has no image; give it one`, fn)
  const name = fn.child('name').string ?? ''
  if (name.includes('.')) report(results, F.dotInName, `${fn.name}.name is "${name}" and must not hold a dot; use dashes`, fn.child('name'))
  const values = readTextMap(fn.child('configMap'), results).size === fn.child('configMap').children().length
  return [hasImage, !name.includes('.'), values, checkMapExprs(fn.child('configMapExprs'), results)].every(Boolean)
}
