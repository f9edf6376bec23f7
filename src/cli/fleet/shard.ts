/** A part of a fleet for one machine of several: whole deployment repositories, the same ones every time. */

import { createHash } from 'node:crypto'
import { CliError } from '#cli/cli-error.ts'
import type { PlannedPackage } from '#porch/planned-package.ts'

/** The `index`th (from 1) of `count` parts. */
export interface Shard {
  readonly index: number
  readonly count: number
}

/** Reads `I/N`. */
export function parseShard(text: string | undefined): Shard | undefined {
  if (text === undefined) return undefined
  const [, index, count] = /^([1-9]\d{0,3})\/([1-9]\d{0,3})$/.exec(text) ?? []
  if (index === undefined || Number(index) > Number(count)) throw new CliError('CLI002', `--shard is "${text}" and must be I/N, such as 1/4: the first of four parts`)
  return { index: Number(index), count: Number(count) }
}

/**
 * The packages of a part. A repository belongs to the part that the hash of its name says, so that adding one moves no
 * other.
 */
export function shardOf(packages: readonly PlannedPackage[], shard: Shard | undefined): readonly PlannedPackage[] {
  if (shard === undefined) return packages
  return packages.filter(({ downstream }) => partOf(downstream.repo.value, shard.count) === shard.index)
}

function partOf(repository: string, count: number): number {
  return (createHash('sha256').update(repository).digest().readUInt32BE(0) % count) + 1
}
