import { expect, test } from 'vitest'
import { safeRelPath } from './safe-rel-path.ts'
import { outputPath } from './output-path.ts'
import { provePaths } from '../../../test/prove/path-property.ts'

test('legitimate names pass untouched', () => {
  const names = ['a.yaml', 'foo..bar.yaml', '.hidden/x.yaml', '..a/b', 'a..', '...', 'ns:thing.yaml', 'ä/ö.yaml', 'a b/c d.yml',
    '-x.yaml', '~/x.yaml', 'con.yaml', '$(id).yaml', 'a\u2028b.yaml', '😀.yaml', `${'n'.repeat(250)}.yaml`, 'Kptfile']
  for (const name of names) expect(safeRelPath(name), name).toEqual({ ok: true, path: name })
})

test.each([
  ['', 'empty'], ['.', 'segment "."'], ['..', 'segment ".."'], ['../x', 'segment ".."'], ['a/../../x', 'segment ".."'],
  ['a/./b', 'segment "."'], ['/etc/passwd', 'absolute'], ['//x', 'absolute'], ['a//b', 'empty segment'], ['a/', 'empty segment'],
  ['C:\\x', 'backslash'], ['C:x', 'drive letter'], ['c:/x', 'drive letter'], ['a\\..\\b', 'backslash'], ['a\0b', 'control'],
  ['a\nb', 'control'], ['a\u001b[0m', 'control'], ['a\u007f', 'control'], ['a\u0085', 'control'], ['\ud800.yaml', 'Unicode'],
  ['a\u0308.yaml', 'normal form C'], [`${'ä'.repeat(128)}`, '255 bytes'], [`${'a/'.repeat(2048)}b`, '4096 bytes'],
])('%j is refused: %s', (path, reason) => {
  const verdict = safeRelPath(path)
  expect(verdict.ok ? 'accepted' : verdict.reason).toContain(reason)
})

test('what is accepted stays strictly below every root', () => {
  provePaths(20_000)
})

test('functions write YAML, JSON and Kptfiles below no dot-directory', () => {
  for (const path of ['a.yaml', 'b/c.yml', 'd.json', 'sub/Kptfile', '.x.yaml', 'foo..bar.yaml']) {
    expect(outputPath(path), path).toEqual({ ok: true, path })
  }
  for (const path of ['.git/config', '.git/x.yaml', '.github/workflows/x.yml', 'a/.b/c.yaml', 'run.sh', 'README.md', 'kptfile',
    'Kptfile.bak', 'x.YAML', '../x.yaml', '/x.yaml', 'a/']) {
    expect(outputPath(path).ok, path).toBe(false)
  }
})
