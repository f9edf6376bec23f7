/** Expressions of PackageVariantSets: CEL, with Porch's variables and nothing that Porch's environment does not have. */

import { Environment, type ASTNode } from '@marcbachmann/cel-js'
import { goPattern, type GoPattern } from '#krm/go-pattern.ts'

/** The variables of an expression, as Porch's controller fills them. */
export interface CelVariables {
  readonly repoDefault: string
  readonly packageDefault: string
  readonly upstream: CelObject
  readonly target: CelObject
  readonly repository: CelObject
}

/** What an expression sees of an object: name, namespace, labels and annotations. */
export type CelObject = ReadonlyMap<string, string | ReadonlyMap<string, string>>

/** The text, or why there is none. Every result of an expression must be a string. */
export type CelResult = { readonly text: string; readonly problem?: undefined } | { readonly problem: string }

/** Functions of the standard library. The package has more, which Porch refuses (no extension is enabled there). */
const FUNCTIONS = new Set(['has', 'size', 'string', 'int', 'uint', 'double', 'bool', 'bytes', 'dyn', 'type', 'duration', 'timestamp', 'matches'])
const METHODS = new Set(['contains', 'endsWith', 'startsWith', 'matches', 'size', 'all', 'exists', 'exists_one', 'map', 'filter'])

type Program = { readonly run: (variables: CelVariables) => unknown } | { readonly problem: string }

/** Evaluates expressions; each one is compiled once. */
export class Cel {
  readonly #environment = newEnvironment()
  readonly #programs = new Map<string, Program>()

  evaluate(expression: string, variables: CelVariables): CelResult {
    let program = this.#programs.get(expression)
    if (program === undefined) this.#programs.set(expression, (program = this.#compile(expression)))
    if ('problem' in program) return program
    try {
      const value = program.run(variables)
      return typeof value === 'string' ? { text: value } : { problem: `gives ${describe(value)} and must give a string` }
    } catch (error) {
      return { problem: `fails: ${firstLine(error)}` }
    }
  }

  #compile(expression: string): Program {
    try {
      const parsed = this.#environment.parse(expression)
      const extra = notInPorch(parsed.ast)
      if (extra !== undefined) return { problem: `calls ${extra}, which Porch does not have: it enables no extension of CEL` }
      withRe2(parsed.ast)
      const checked = parsed.check()
      if (!checked.valid) return { problem: `is not valid: ${firstLine(checked.error)}` }
      return { run: (variables) => parsed({ ...variables }) }
    } catch (error) {
      return { problem: `is not valid: ${firstLine(error)}` }
    }
  }
}

/** Porch declares two strings and three values of any type, and refuses lists and maps of mixed types. */
function newEnvironment(): Environment {
  const compiled = new Map<string, GoPattern>()
  const matchesRe2 = (text: string, expression: string): boolean => {
    let found = compiled.get(expression)
    if (found === undefined) compiled.set(expression, (found = compileRe2(expression)))
    return found.test(text)
  }
  return new Environment({ homogeneousAggregateLiterals: true })
    .registerVariable('repoDefault', 'string')
    .registerVariable('packageDefault', 'string')
    .registerVariable('upstream', 'dyn')
    .registerVariable('target', 'dyn')
    .registerVariable('repository', 'dyn')
    .registerFunction(`string.${RE2_MATCHES}(string): bool`, matchesRe2)
    .registerFunction(`${RE2_MATCHES}(string, string): bool`, matchesRe2)
}

/** What `matches` becomes: the package's own takes JavaScript's expressions, Porch's takes RE2's. */
const RE2_MATCHES = 'matchesRe2'

/** What RE2 lacks (backreferences, look-around) or refuses is an error, as in Porch. */
function compileRe2(expression: string): GoPattern {
  try {
    return goPattern(expression)
  } catch (error) {
    throw new Error(`matches: ${firstLine(error instanceof SyntaxError ? error.cause : error)}; Porch knows the syntax of RE2, which has no backreferences and no look-around`, { cause: error })
  }
}

/** Turns each call of `matches` into ours. */
function withRe2(node: ASTNode): void {
  if ((node.op === 'call' || node.op === 'rcall') && node.args[0] === 'matches') node.args[0] = RE2_MATCHES
  for (const child of childrenOf(node.args)) withRe2(child)
}

/** The first function that is called and is none of the standard library. */
function notInPorch(node: ASTNode): string | undefined {
  if (node.op === 'call' && !FUNCTIONS.has(node.args[0])) return `${node.args[0]}()`
  if (node.op === 'rcall' && !METHODS.has(node.args[0])) return `${node.args[0]}()`
  return childrenOf(node.args).map(notInPorch).find((name) => name !== undefined)
}

/** The nodes in the arguments of a node, however deep the lists around them. */
function childrenOf(args: unknown): ASTNode[] {
  if (Array.isArray(args)) return args.flatMap(childrenOf)
  return isNode(args) ? [args] : []
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === 'object' && value !== null && 'op' in value && 'args' in value
}

function describe(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  switch (typeof value) {
    case 'bigint':
      return `the number ${value}`
    case 'number':
      return `the number ${value}`
    case 'boolean':
      return `the boolean ${value}`
    default:
      return value instanceof Map ? 'a map' : 'a value of another type'
  }
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0]!.slice(0, 300)
}
