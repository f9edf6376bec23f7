import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { asNobody, plant, scratch } from '../../../test/prove/tree.ts'
import { CliError } from '../cli-error.ts'
import { readPackage } from './read-package.ts'

let root: string
beforeEach(() => {
  root = scratch()
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const paths = (): string[] => readPackage(root).files.map((file) => file.path)

function refusal(options = {}): CliError {
  try {
    readPackage(root, options)
  } catch (error) {
    if (error instanceof CliError) return error
    throw error
  }
  throw new Error('the package was accepted')
}

describe('what is read', () => {
  test('KRM names only, in the order of bytes, directories and files interleaved', () => {
    plant(root, { Kptfile: '', 'a.yaml': '', 'a/x.yml': '', '.dot.yaml': '', 'a-b/y.json': '', 'B.yaml': '', 'x.YAML': '',
      'README.md': '', 'run.sh': '', '\uffee.yaml': '', '😀.yaml': '' })
    expect(paths()).toEqual(['.dot.yaml', 'B.yaml', 'Kptfile', 'a/x.yml', 'a-b/y.json', 'a.yaml', '\uffee.yaml', '😀.yaml'])
  })

  test('hidden files are named with the line that hides them', () => {
    plant(root, { Kptfile: '', '.krmignore': 'a.yaml\nsub/\n', 'a.yaml': '', 'sub/x.yaml': '', 'sub/no.txt': '', 'pkg/Kptfile': '', 'pkg/a.yaml': '', 'pkg/.krmignore': '# c\n*.yaml\n!b.yaml\n', 'pkg/b.yaml': '' })
    expect(paths()).toEqual(['Kptfile', 'pkg/Kptfile', 'pkg/b.yaml'])
    expect([...readPackage(root).hidden]).toEqual([
      ['a.yaml', { file: '.krmignore', line: 1 }],
      ['pkg/a.yaml', { file: 'pkg/.krmignore', line: 2 }],
      ['sub/x.yaml', { file: '.krmignore', line: 2 }],
    ])
  })

  test('text is kept byte for byte, with the mode', () => {
    plant(root, { 'bom.yaml': '\ufeffa: 1\r\nb: 2\r\n', 'ro.yaml': ['a', 0o444], 'empty.yaml': '' })
    expect(readPackage(root).files).toEqual([
      { path: 'bom.yaml', text: '\ufeffa: 1\r\nb: 2\r\n', mode: expect.any(Number) as number },
      { path: 'empty.yaml', text: '', mode: expect.any(Number) as number },
      { path: 'ro.yaml', text: 'a', mode: 0o444 },
    ])
  })

  test('a file larger than the shared buffer does not spoil the next one', () => {
    plant(root, { 'a.yaml': 'a'.repeat(200_000), 'b.yaml': 'b' })
    expect(readPackage(root).files.map((file) => file.text.length)).toEqual([200_000, 1])
  })

  test('.git is never entered, other hidden directories are', () => {
    plant(root, { '.git/x.yaml': '', 'sub/.git/Kptfile': '', '.hid/x.yaml': '', 'top.git/y.yaml': '' })
    expect(paths()).toEqual(['.hid/x.yaml', 'top.git/y.yaml'])
  })

  test('an unfinished write is not part of the package, and is reported', () => {
    plant(root, { 'a.yaml': '', '.krm-tmp-0123456789abcdef/b.yaml': '', 'x/.krm-tmp-0123456789abcdee': '' })
    const found = readPackage(root)
    expect(found.files.map((file) => file.path)).toEqual(['a.yaml'])
    expect(found.notes.map((note) => note.path)).toEqual(['.krm-tmp-0123456789abcdef', 'x/.krm-tmp-0123456789abcdee'])
  })

  test('a journal in a sub-directory means that its files may be mixed', () => {
    plant(root, { 'sub/.krm-fleet-journal': '{}' })
    expect(refusal()).toMatchObject({ code: 'IO009', path: 'sub' })
  })
})

describe('.krmignore', () => {
  test('holds for its own package, hides no sub-package, and counts at package roots only', () => {
    plant(root, { Kptfile: '', '.krmignore': 'ign\n*.skip.yaml\n', 'a.yaml': '', 'b.skip.yaml': '', 'ign/c.yaml': '',
      'ign/deep/sub/Kptfile': '', 'ign/deep/sub/d.yaml': '', 'ign/deep/sub/e.skip.yaml': '', 'ign/deep/f.yaml': '',
      'sub/Kptfile': '', 'sub/.krmignore': '/g.yaml', 'sub/g.yaml': '', 'sub/h/g.yaml': '', 'sub/i.skip.yaml': '',
      'plain/.krmignore': '*', 'plain/j.yaml': '' })
    const found = readPackage(root)
    expect(found.kptfileDirs).toEqual(['', 'ign/deep/sub', 'sub'])
    expect(found.files.map((file) => file.path)).toEqual(['Kptfile', 'a.yaml', 'ign/deep/sub/Kptfile', 'ign/deep/sub/d.yaml',
      'ign/deep/sub/e.skip.yaml', 'plain/j.yaml', 'sub/Kptfile', 'sub/h/g.yaml', 'sub/i.skip.yaml'])
  })

  test('an ignored Kptfile still makes the package, but is marked', () => {
    plant(root, { Kptfile: '', '.krmignore': 'Kptfile', 'sub/Kptfile': '' })
    expect(readPackage(root).files.map(({ path, ignored }) => [path, ignored])).toEqual([['Kptfile', true], ['sub/Kptfile', undefined]])
  })
})

describe('links', () => {
  test('every link out of the package is listed, wherever it lies', () => {
    plant(root, { 'pkg/Kptfile': '', 'out/secret.yaml': '', 'pkg/.krmignore': 'ign' })
    mkdirSync(join(root, 'pkg/ign'))
    symlinkSync('../out/secret.yaml', join(root, 'pkg/a.yaml'))
    symlinkSync('/etc', join(root, 'pkg/dir'))
    symlinkSync('../../out', join(root, 'pkg/ign/x'))
    symlinkSync('../nowhere.yaml', join(root, 'pkg/dangling.yaml'))
    symlinkSync('b-link/../../out', join(root, 'pkg/via'))
    root = join(root, 'pkg')
    const error = refusal()
    expect(error.code).toBe('IO003')
    expect(error.problems.map((problem) => problem.path)).toEqual(['a.yaml', 'dangling.yaml', 'dir', 'ign/x', 'via'])
    expect(error.message).toContain('ign/x is a symbolic link out of the package')
    root = join(root, '..')
  })

  test('links that stay inside are skipped and noted, loops too', () => {
    plant(root, { Kptfile: '', 'a/x.yaml': '', 'sub/real.yaml': '' })
    symlinkSync('a/x.yaml', join(root, 'b.yaml'))
    symlinkSync('a', join(root, 'c'))
    symlinkSync('loop', join(root, 'loop'))
    symlinkSync(`../../${root.split('/').at(-1)!}/a/x.yaml`, join(root, 'a/there-and-back.yaml'))
    symlinkSync('nothing.yaml', join(root, 'gone.yaml'))
    symlinkSync('../Kptfile', join(root, 'sub/Kptfile'))
    symlinkSync('a/x.yaml', join(root, 'README.md'))
    const found = readPackage(root)
    expect(found.files.map((file) => file.path)).toEqual(['Kptfile', 'a/x.yaml', 'sub/real.yaml'])
    expect(found.kptfileDirs).toEqual([''])
    expect(found.notes.map((note) => note.path)).toEqual(['a/there-and-back.yaml', 'b.yaml', 'c', 'gone.yaml', 'loop', 'sub/Kptfile'])
    expect(found.notes.at(-1)?.message).toContain('not a package of its own')
  })

  test('a link that the user names himself is resolved', () => {
    plant(root, { 'real/a.yaml': '' })
    symlinkSync('real', join(root, 'link'))
    expect(readPackage(join(root, 'link')).root).toMatch(/\/real$/)
  })
})

describe('refusals', () => {
  test('a FIFO named like a resource is named, not opened; others do not matter', () => {
    execFileSync('mkfifo', [join(root, 'x.yaml'), join(root, 'pipe'), join(root, 'Kptfile')])
    expect(refusal().problems.map(({ code, path }) => [code, path])).toEqual([['IO002', 'Kptfile'], ['IO002', 'x.yaml']])
  })

  test('encodings are refused by name, bad bytes by line and column; all are collected', () => {
    plant(root, { 'a.yaml': Buffer.from('\ufeffa: 1', 'utf16le'), 'b.yaml': Buffer.from([0xfe, 0xff, 0, 0x61]),
      'c.yaml': Buffer.from([0x61, 0x0a, 0xc3, 0xa9, 0x62, 0xff, 0x63]), 'd.yaml': Buffer.from([0x61, 0xed, 0xa0, 0x80]), 'ok.yaml': 'é' })
    const error = refusal()
    expect(error.problems.map((problem) => problem.code)).toEqual(['IO008', 'IO008', 'IO008', 'IO008'])
    expect(error.message).toContain('a.yaml is UTF-16')
    expect(error.message).toContain('b.yaml is UTF-16')
    expect(error.message).toContain('c.yaml is not UTF-8: byte 0xff at line 2, column 3')
    expect(error.message).toContain('d.yaml is not UTF-8: byte 0xed at line 1, column 2')
  })

  test('a file of 1 GiB is refused unread; every limit is named', () => {
    plant(root, { 'a.yaml': '', 'b.yaml': 'bb', 'c.yaml': 'ccc' })
    truncateSync(join(root, 'a.yaml'), 2 ** 30)
    expect(refusal()).toMatchObject({ code: 'IO004', path: 'a.yaml' })
    expect(refusal().message).toMatch(/1073741824 bytes, .* 8388608; .* --max-file-bytes/)
    truncateSync(join(root, 'a.yaml'), 0)
    expect(refusal({ limits: { maxPackageBytes: 4 } }).message).toMatch(/4 bytes .*--max-package-bytes/)
    expect(refusal({ limits: { maxFiles: 2 } }).message).toMatch(/has 3 YAML.* limit is 2.*--max-files/)
    expect(readPackage(root, { limits: { maxFiles: 3, maxPackageBytes: 5, maxFileBytes: 3 } }).files).toHaveLength(3)
  })

  test('names that could be spelt in two ways, and names that are no text', () => {
    plant(root, { 'a\u0308.yaml': '', 'new\nline.yaml': '' })
    writeFileSync(Buffer.concat([Buffer.from(`${root}/x`), Buffer.from([0xff]), Buffer.from('.yaml')]), '')
    expect(refusal().problems.map((problem) => problem.code)).toEqual(['IO007', 'IO007', 'IO007'])
  })

  test('no directory, no package', () => {
    plant(root, { file: '' })
    root = join(root, 'file')
    expect(refusal()).toMatchObject({ code: 'IO002' })
    root = `${root}-missing`
    expect(refusal()).toMatchObject({ code: 'IO001' })
    root = join(root, '..')
  })

  test('unreadable files and directories are all named', () => {
    plant(root, { 'a.yaml': ['', 0], 'dir/b.yaml': '', 'c.yaml': ['', 0] })
    chmodSync(join(root, 'dir'), 0)
    const problems = asNobody(root, () => refusal().problems)
    chmodSync(join(root, 'dir'), 0o755)
    expect(problems.map(({ code, path }) => [code, path])).toEqual([['IO001', 'dir'], ['IO001', 'a.yaml'], ['IO001', 'c.yaml']])
  })
})
