/** What `import … from 'krm-fleet'` gives: what a KRM function of one's own is written and run with, and the check as a call. */

export { type FunctionConfig, type ConfigKind, CONFIG_MAP } from '#krm/function-config.ts'
export { defineFunction, type FunctionCall, type FunctionDeclaration, type FunctionOutcome, type KrmFunction } from '#krm/function.ts'
export { Field, FieldError } from '#krm/field.ts'
export { ItemList } from '#krm/item-list.ts'
export type { PlainMap, PlainValue } from '#krm/print.ts'
export { Resource } from '#krm/resource.ts'
export { Results, type Place, type Result, type Severity } from '#krm/result.ts'
export { runLateOnWire, runOnWire, type LateFunction, type WireAnswer } from '#krm/run-on-wire.ts'
export { runFunction } from './run-function.ts'
export { check, type CheckOptions, type Checked } from './check-call.ts'
export type { Ignored } from '#check/policy.ts'
export * as z from 'zod/mini'
