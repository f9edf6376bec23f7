/** Kubernetes LabelSelectors as written: `matchLabels` and `matchExpressions`, all of which must hold. */

import { isList, valueOf } from '#krm/plain-value.ts'
import type { PlainValue } from '#krm/print.ts'
import type { Field } from '#krm/field.ts'

/** A selector, or what an API server says against it. An empty selector matches everything. */
export type LabelSelector =
  | { readonly matches: (labels: ReadonlyMap<string, string>) => boolean; readonly isEmpty: boolean; readonly problems?: undefined }
  | { readonly problems: readonly { readonly message: string; readonly at: Field }[] }

type Test = (labels: ReadonlyMap<string, string>) => boolean

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'] as const

/** Reads the selector that a map holds; other keys of the map are not looked at. */
export function readLabelSelector(field: Field): LabelSelector {
  const problems: { message: string; at: Field }[] = []
  const tests: Test[] = []
  for (const label of field.child('matchLabels').children()) {
    const key = String(label.path.at(-1))
    const { value } = label
    if (typeof value === 'string') tests.push((labels) => labels.get(key) === value)
    else problems.push({ message: `${label.name} must be a string; write it in quotes`, at: label })
  }
  for (const expression of field.child('matchExpressions').children()) {
    const test = readExpression(expression)
    if (typeof test === 'string') problems.push({ message: `${expression.name} ${test}`, at: expression })
    else tests.push(test)
  }
  return problems.length > 0 ? { problems } : { matches: (labels) => tests.every((test) => test(labels)), isEmpty: tests.length === 0 }
}

/** The test, or what is wrong. A key that is absent fulfils NotIn, as in Kubernetes. */
function readExpression(field: Field): Test | string {
  const value: PlainValue = field.value ?? null
  const key = valueOf(value, 'key')
  const operator = valueOf(value, 'operator')
  const values = textsOf(valueOf(value, 'values'))
  if (key === undefined || key === null || key === '') return 'has no key'
  if (typeof key !== 'string') return 'has a key that is no string; write it in quotes'
  if (values === undefined) return 'has values that are no strings; write them in quotes'
  switch (operator) {
    case 'In':
    case 'NotIn': {
      if (values.length === 0) return `has operator ${operator} and no values`
      const wanted = new Set(values)
      return operator === 'In' ? (labels) => wanted.has(labels.get(key) ?? '') && labels.has(key) : (labels) => !labels.has(key) || !wanted.has(labels.get(key)!)
    }
    case 'Exists':
    case 'DoesNotExist':
      if (values.length > 0) return `has operator ${operator}, which takes no values`
      return (labels) => labels.has(key) === (operator === 'Exists')
    default:
      return `has operator ${typeof operator === 'string' ? operator : '(none)'}, which must be one of ${OPERATORS.join(', ')}`
  }
}

function textsOf(value: PlainValue | undefined): readonly string[] | undefined {
  if (value === undefined || value === null) return []
  if (!isList(value)) return undefined
  const texts = value.filter((item) => typeof item === 'string')
  return texts.length === value.length ? texts : undefined
}
