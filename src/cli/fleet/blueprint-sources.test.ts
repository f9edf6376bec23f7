import { expect, test } from 'vitest'
import { comparable } from './blueprint-sources.ts'

test.each([
  ['https://git.example.com/a/b.git', 'git.example.com/a/b'],
  ['https://git.example.com/a/b/', 'git.example.com/a/b'],
  ['https://user@GIT.example.com:443/a/b', 'git.example.com/a/b'],
  ['ssh://git@git.example.com:22/a/b.git', 'git.example.com/a/b'],
  ['git@git.example.com:a/b.git', 'git.example.com/a/b'],
  ['git.example.com:/a/b', 'git.example.com/a/b'],
])('%s and its other spellings are one repository', (url, same) => expect(comparable(url)).toBe(same))

test.each([
  ['https://git.example.com/a/b', 'https://git.example.com/a/B'],
  ['https://git.example.com/a/b', 'https://git.example.com:8443/a/b'],
  ['https://git.example.com/a/b', 'https://other.example.com/a/b'],
  ['https://git.example.com/a/b', 'https://git.example.com/a/b.git.git'],
])('%s is not %s', (a, b) => expect(comparable(a)).not.toBe(comparable(b)))
