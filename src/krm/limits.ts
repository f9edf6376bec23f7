import { ALIAS_LIMITS } from './check-aliases.ts'

/** Limits on the text of one resource, and of the documents in one file; beyond them it is refused. No check unfolds an alias. */
export const LIMITS = { depth: 128, ...ALIAS_LIMITS, keysPerMap: 20_000, scalarLength: 2 * 1024 * 1024, scalarLines: 50_000, documents: 20_000 } as const
