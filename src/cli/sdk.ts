/** What `import … from 'krm-fleet/sdk'` gives: the same, and functions that were written for npm kpt-functions. */

export * from './library.ts'
export { fromKptFunc, type KptFuncDeclaration, type KptFunction } from '#sdk/from-kpt-func.ts'
