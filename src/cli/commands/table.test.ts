import { expect, test } from 'vitest'
import { DEFAULT_READ_LIMITS, LIMIT_OPTIONS } from '#cli/io/read-limits.ts'
import { flagsOf, tableDefects } from '#cli/term/command-table.ts'
import { LIMIT_FLAGS } from './limit-flags.ts'
import { COMMANDS } from './table.ts'

test('the table has no defects', () => {
  expect(tableDefects(COMMANDS)).toEqual([])
})

test('every limit that a message names is a flag of every command that reads directories', () => {
  expect(Object.keys(LIMIT_OPTIONS)).toEqual(expect.arrayContaining(Object.keys(DEFAULT_READ_LIMITS)))
  const named = Object.values(LIMIT_OPTIONS).map((option) => option.slice(2))
  expect(Object.keys(LIMIT_FLAGS).toSorted()).toEqual(named.toSorted())
  // These take what another command wrote, file by file of its list.
  const others = new Set(['bootstrap verify', 'fleet merge'])
  const readers = COMMANDS.commands.filter(({ name, positionals = [] }) => !others.has(name) && positionals.some(({ complete }) => complete === 'directory'))
  expect(readers.length).toBeGreaterThan(4)
  for (const command of readers) expect([...flagsOf(COMMANDS, command).keys()], command.name).toEqual(expect.arrayContaining(named))
})
