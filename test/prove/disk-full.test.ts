import { expect, test } from 'vitest'
import { commitWithLittleRoom, withSmallDisk } from './disk-full.ts'

test('a commit with room for 80 different numbers of pages', (context) => {
  const why = withSmallDisk((disk) => {
    const tally = commitWithLittleRoom(disk, 80)
    process.stdout.write(`disk full: ${tally.old} old, ${tally.new} new, ${tally.wrong.length} wrong\n`)
    expect(tally.wrong).toEqual([])
    expect(tally.old).toBeGreaterThan(20)
    expect(tally.new).toBeGreaterThan(5)
  })
  if (why !== undefined) {
    process.stderr.write(`SKIPPED: a full disk: ${why}\n`)
    context.skip(why)
  }
})
