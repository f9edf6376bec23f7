import { readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { plant, scratch } from '../../../test/prove/tree.ts'
import { Dir, closing, withDir } from './dir.ts'

test('what is done in an open directory is done there, whatever its path has become', (context) => {
  if (process.platform !== 'linux') context.skip('only Linux has /proc/self/fd')
  const root = plant(scratch(), { 'pkg/sub/a.yaml': 'ours', 'outside/a.yaml': 'theirs' })
  closing(Dir.open(join(root, 'pkg')), (pkg) => withDir(pkg, 'sub', (sub) => {
    renameSync(join(root, 'pkg/sub'), join(root, 'pkg/away'))
    symlinkSync('../outside', join(root, 'pkg/sub'))
    expect(readFileSync(sub.at('a.yaml'), 'utf8')).toBe('ours')
    writeFileSync(sub.at('b.yaml'), 'new')
    expect(sub.entries().map((entry) => entry.name)).toEqual(['a.yaml', 'b.yaml'])
    expect(() => withDir(pkg, 'sub', () => undefined)).toThrow(/ENOTDIR|ELOOP/)
    expect(() => withDir(pkg, 'away/a.yaml', () => undefined)).toThrow('ENOTDIR')
  }))
  expect(readFileSync(join(root, 'pkg/away/b.yaml'), 'utf8')).toBe('new')
  rmSync(root, { recursive: true, force: true })
})
