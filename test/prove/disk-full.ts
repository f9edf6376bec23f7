import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CliError } from '../../src/cli/cli-error.ts'
import { commitPackage } from '../../src/cli/io/commit.ts'
import type { Change } from '../../src/cli/io/plan.ts'
import { stateOf } from './crash-harness.ts'
import { changesTo, oldFiles } from './sixty-files.ts'
import { plant, scratch } from './tree.ts'

export interface DiskTally {
  old: number
  new: number
  wrong: string[]
}

/** Mounts a file system of 1 MiB for a body; the reason why that cannot be done here, or undefined when it was. */
export function withSmallDisk(body: (disk: string) => void): string | undefined {
  const disk = scratch()
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', disk], { stdio: 'ignore' })
  } catch {
    rmSync(disk, { recursive: true, force: true })
    return 'mounting a small tmpfs needs root'
  }
  try {
    body(disk)
  } finally {
    execFileSync('umount', ['-l', disk])
    rmSync(disk, { recursive: true, force: true })
  }
  return undefined
}

/** Commits with room for 0, 1, 2, … pages: IO005 and exactly the old package, or success and exactly the new one. */
export function commitWithLittleRoom(disk: string, sizes: number): DiskTally {
  const tally: DiskTally = { old: 0, new: 0, wrong: [] }
  const changes = new Map(Object.entries(changesTo('new')).map(([path, text]): [string, Change] => [path, text === null ? 'delete' : { text }]))
  const root = join(disk, 'pkg')
  for (let size = 0; size < sizes; size++) {
    mkdirSync(root)
    plant(root, oldFiles())
    const old = stateOf(root)
    const { bavail, bsize } = statfsSync(disk)
    // From nothing free to about twice what the commit needs.
    writeFileSync(join(disk, 'filler'), Buffer.alloc(Math.max(0, bavail - Math.round((size * 160) / sizes)) * bsize))
    try {
      commitPackage(root, changes, { maxDeletions: 1 })
      tally.new++
      if (/old/.test(stateOf(root).split('\n').map(textOf).join('')) || stateOf(root).includes('.krm-')) tally.wrong.push(`size ${size}: not new`)
    } catch (error) {
      if (!(error instanceof CliError) || error.code !== 'IO005' || !error.message.includes('ENOSPC')) throw error
      tally.old++
      if (stateOf(root) !== old) tally.wrong.push(`size ${size}: not old`)
    }
    rmSync(root, { recursive: true, force: true })
    rmSync(join(disk, 'filler'))
  }
  return tally
}

function textOf(line: string): string {
  return Buffer.from(line.split(' ')[3] ?? line.split(' ')[2] ?? '', 'base64').toString()
}
