import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { COMMANDS } from '#cli/commands/table.ts'
import { completionScript, SHELLS } from './completion.ts'

/** What bash offers behind the words; the last one is being typed. */
function offers(...words: string[]): string[] {
  const script = `${completionScript(COMMANDS, 'bash')}\nCOMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _krm_fleet; printf '%s\\n' "\${COMPREPLY[@]}"`
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script, 'bash', 'krm-fleet', ...words], { encoding: 'utf8', cwd: '/' })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  return stdout.split('\n').filter((line) => line !== '')
}

const hasBash = spawnSync('bash', ['-c', 'compgen -W a'], { encoding: 'utf8' }).status === 0

test.skipIf(!hasBash)('bash: commands, their second words, flags, choices, directories (skipped without bash)', () => {
  expect(offers('che')).toEqual(['check'])
  expect(offers('setters', '')).toEqual(['list', 'audit', 'schema'])
  expect(offers('check', '--fa')).toEqual(['--fail-on'])
  expect(offers('check', 'a', '--fail-on', '')).toEqual(['error', 'warning', 'info', 'never'])
  expect(offers('check', '-o', 's')).toEqual(['sarif'])
  expect(offers('check', 'us')).toEqual(['usr'])
})

test('every shell has a script that names every command and flag', () => {
  for (const shell of SHELLS) {
    const script = completionScript(COMMANDS, shell)
    for (const { name, flags } of COMMANDS.commands) {
      for (const word of name.split(' ')) expect(script, shell).toContain(word)
      for (const flag of Object.keys(flags ?? {})) expect(script, shell).toContain(flag)
    }
  }
})
