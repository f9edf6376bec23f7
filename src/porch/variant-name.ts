/** Names that Porch's controllers generate. */

import { sha1 } from './sha1.ts'

/** Longest name of a variant that a set makes, and how much of the hash is kept of one that is cut. */
const MAX_NAME = 63
const HASH_DIGITS = 8

/** What a set tells its variants apart by: two targets with one id make one variant. */
export function variantId(set: string, repo: string, packageName: string): string {
  return `${set}-${repo}-${packageName}`
}

/** The name of a variant that a set makes: its id, cut to 63 bytes with the start of the id's SHA-1 behind a dash. */
export function variantName(id: string): string {
  const bytes = new TextEncoder().encode(id)
  if (bytes.length <= MAX_NAME) return id
  const stub = new TextDecoder().decode(bytes.subarray(0, MAX_NAME - HASH_DIGITS - 1))
  return `${stub}-${sha1(bytes).slice(0, HASH_DIGITS)}`
}

/** The name of a variant's function in the Kptfile. The controller finds its own again by the four parts of it. */
export function functionName(variant: string, fn: string, index: number): string {
  return `PackageVariant.${variant}.${fn}.${index}`
}

/** The name of a PackageRevision object. */
export function packageRevisionName(repo: string, packageName: string, workspaceName: string): string {
  return `${repo}.${packageName.replaceAll('/', '.')}.${workspaceName}`
}
