import fc from 'fast-check'
import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { branchProblem, refProblem } from './git-ref.ts'

it.each(['main', 'HEAD', 'v1.2.3', 'feature/a-b_c', 'refs/heads/main', '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b', 'ä', 'a@b', 'a.b', 'my-pkg/v1'])('accepts %j', (ref) => expect(refProblem(ref)).toBeUndefined())

it.each([
  '', '-x', '--output=FILE', '@', '@{1}', 'a@{u}', 'a..b', 'a^', 'a~1', 'a:b', 'a?b', 'a*b', 'a[b', 'a\\b', 'a b', 'a\nb', 'a\u0000', '/a', 'a/', 'a//b', '.a', 'a/.b', 'a.lock', 'a.lock/b', 'a.', 'a\u202eb', 'x'.repeat(300),
])('refuses %j', (ref) => expect(refProblem(ref)).toBeDefined())

it('takes HEAD for a revision, not for a branch', () => expect(branchProblem('HEAD')).toBeDefined())

const pieces = fc.array(fc.oneof(fc.constantFrom('a', 'B', '/', '.', '..', '-', '.lock', '@', '@{', '~', '^', ':', '?', '*', '[', '\\', ' ', 'HEAD', 'ü'), fc.string({ maxLength: 2 })), { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''))

const hasGit = spawnSync('git', ['--version']).status === 0
if (!hasGit) process.stderr.write('SKIPPED refs beside git check-ref-format: git is not installed\n')
describe.skipIf(!hasGit)('beside git check-ref-format', () => {
  it('accepts only what git accepts, and all of it but what begins with a dash or hides itself', () => {
    for (const ref of fc.sample(pieces, { numRuns: 300, seed: 7 })) {
      if (ref.includes('\u0000')) continue
      const theirs = spawnSync('git', ['check-ref-format', '--allow-onelevel', ref]).status === 0
      const ours = refProblem(ref) === undefined
      if (ours) expect(theirs, JSON.stringify(ref)).toBe(true)
      if (theirs && !/^-|[\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]/.test(ref)) expect(ours, JSON.stringify(ref)).toBe(true)
    }
  })
})
