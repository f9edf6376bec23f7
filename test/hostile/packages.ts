/** Packages that hurt: what lies in them, and what the command must answer. One row each. */

import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Puts files into an empty package directory. */
type Lay = (dir: string) => void

export interface HostilePackage {
  readonly name: string
  readonly lay: Lay
  /** 0: passes through, and the tree must be byte for byte what it was. */
  readonly exit: 0 | 1 | 2
  /** What standard error must say: the code, the file, and line and column where there is a line to name. */
  readonly says?: readonly (string | RegExp)[]
  /** Further arguments. */
  readonly args?: readonly string[]
}

const KPTFILE = 'apiVersion: kpt.dev/v1\nkind: Kptfile\nmetadata:\n  name: p\n'
const CONFIG_MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n'

function files(content: Readonly<Record<string, string | Uint8Array>>, kptfile = KPTFILE): Lay {
  return (dir) => {
    for (const [path, data] of Object.entries({ Kptfile: kptfile, ...content })) {
      mkdirSync(dirname(join(dir, path)), { recursive: true })
      writeFileSync(join(dir, path), data)
    }
  }
}

function withFunction(script: string, content: Readonly<Record<string, string>> = { 'a.yaml': CONFIG_MAP }): Lay {
  const kptfile = `${KPTFILE}pipeline:\n  mutators:\n  - exec: sh PACKAGE/fn.sh\n`
  return (dir) => {
    files(content, kptfile.replace('PACKAGE', dir))(dir)
    writeFileSync(join(dir, 'fn.sh'), script)
  }
}

/** A function that answers with what it got, changed by sed. */
const sed = (expression: string): Lay => withFunction(`sed -e '${expression}'\n`)

const EXEC = ['--allow-exec']

function lines(count: number, line: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => line(i)).join('')
}

const BOMB = `${CONFIG_MAP}data:\n  a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n${lines(9, (i) => `  a${i + 1}: &a${i + 1} [*a${i}, *a${i}, *a${i}, *a${i}, *a${i}, *a${i}, *a${i}, *a${i}, *a${i}, *a${i}]\n`)}`

export const HOSTILE: readonly HostilePackage[] = [
  { name: 'a duplicate key', lay: files({ 'a.yaml': `${CONFIG_MAP}data:\n  a: "1"\n  a: "2"\n` }), exit: 1, says: ['YML002', 'a.yaml:7:3', /line 6|a\.yaml:6/] },
  { name: 'a tab as indentation', lay: files({ 'a.yaml': `${CONFIG_MAP}data:\n\ta: b\n` }), exit: 1, says: ['YML001', /a\.yaml:6:\d+/] },
  { name: 'CRLF', lay: files({ 'a.yaml': `${CONFIG_MAP}data:\n  a: b # c\n`.replaceAll('\n', '\r\n') }), exit: 0 },
  { name: 'a byte order mark', lay: files({ 'a.yaml': `\ufeff${CONFIG_MAP}` }), exit: 0 },
  { name: 'no final line break', lay: files({ 'a.yaml': CONFIG_MAP.trimEnd() }), exit: 0 },
  { name: 'UTF-16', lay: files({ 'a.yaml': Buffer.from(`\ufeff${CONFIG_MAP}`, 'utf16le') }), exit: 2, says: ['IO008', 'a.yaml', 'UTF-16'] },
  { name: 'bytes that are no UTF-8', lay: files({ 'a.yaml': Buffer.concat([Buffer.from(CONFIG_MAP), Buffer.from([0xff, 0xfe, 0x80])]) }), exit: 2, says: ['IO008', 'a.yaml', /line 5/] },
  { name: 'NUL', lay: files({ 'a.yaml': `${CONFIG_MAP}data:\n  a: "b\0c"\n` }), exit: 1, says: [/YML\d{3}/, /a\.yaml:6:\d+/] },
  { name: 'an anchor and its alias', lay: files({ 'a.yaml': `${CONFIG_MAP}data:\n  a: &x b\n  c: *x\n` }), exit: 0 },
  { name: 'an alias bomb', lay: files({ 'a.yaml': BOMB }), exit: 1, says: ['YML003', 'unfold', /a\.yaml:\d+:\d+/] },
  { name: 'an alias of what is around it', lay: files({ 'a.yaml': `${CONFIG_MAP}data: &d\n  k: *d\n` }), exit: 1, says: ['YML008', 'a.yaml:6:6', /hold itself/] },
  { name: 'an alias of nothing', lay: files({ 'a.yaml': `${CONFIG_MAP}data:\n  k: *d\n` }), exit: 1, says: ['YML008', 'a.yaml:6:6', 'no &d'] },
  { name: 'a bracket that closes at the left margin', lay: files({ 'a.yaml': `${CONFIG_MAP}data: {\n  a: {b: c # d\n}, x: y\n}\n` }), exit: 0 },
  { name: 'a block scalar that begins with a tab', lay: files({ 'a.yaml': `${CONFIG_MAP}data:\n  a: |\n   \tx\n` }), exit: 1, says: ['YML001', /a\.yaml:7:4/] },
  { name: 'half of a pair of surrogates', lay: files({ 'a.yaml': `${CONFIG_MAP}data:\n  a: "\\ud83d"\n` }), exit: 1, says: ['YML001', /a\.yaml:6:\d+/] },
  { name: 'U+2028 in a value', lay: files({ 'a.yaml': `${CONFIG_MAP}data:\n  a: "x\u2028  y"\n` }), exit: 0 },
  { name: 'more aliases than anybody needs', lay: files({ 'a.yaml': `${CONFIG_MAP}data:\n  a: &x b\n${lines(1100, (i) => `  k${i}: *x\n`)}` }), exit: 1, says: ['YML003', 'aliases', /a\.yaml:\d+:\d+/] },
  { name: 'flow nesting of 10,000 levels', lay: files({ 'a.yaml': `${CONFIG_MAP}data: ${'['.repeat(10_000)}${']'.repeat(10_000)}\n` }), exit: 1, says: ['YML003', 'deeper', /a\.yaml:5:\d+/] },
  { name: 'block nesting of 1,000 levels', lay: files({ 'a.yaml': `${CONFIG_MAP}data:\n${lines(1000, (i) => `${'  '.repeat(i + 1)}a:\n`)}` }), exit: 1, says: ['YML003', 'deeper'] },
  { name: '200,000 keys', lay: files({ 'a.yaml': `${CONFIG_MAP}data:\n${lines(200_000, (i) => `  k${i}: v\n`)}` }), exit: 1, says: ['YML003', 'keys'] },
  { name: 'a file of 1 GiB', lay: (dir) => { files({ 'a.yaml': '' })(dir); truncateSync(join(dir, 'a.yaml'), 2 ** 30) }, exit: 2, says: ['IO004', 'a.yaml', /8 MiB|8388608|8,388,608/ ] },
  { name: 'a FIFO', lay: (dir) => { files({})(dir); execFileSync('mkfifo', [join(dir, 'x.yaml')]) }, exit: 2, says: ['IO002', 'x.yaml'] },
  { name: 'a symbolic link that leaves the package', lay: (dir) => { files({})(dir); symlinkSync('/etc/hostname', join(dir, 'x.yaml')) }, exit: 2, says: ['IO003', 'x.yaml'] },
  { name: 'a symbolic link inside the package', lay: (dir) => { files({ 'a.yaml': CONFIG_MAP })(dir); symlinkSync('a.yaml', join(dir, 'x.yaml')) }, exit: 0, says: ['WARN', 'x.yaml'] },
  { name: 'a loop of symbolic links', lay: (dir) => { files({ 'a.yaml': CONFIG_MAP })(dir); symlinkSync('y.yaml', join(dir, 'x.yaml')); symlinkSync('x.yaml', join(dir, 'y.yaml')) }, exit: 0, says: ['WARN', 'x.yaml'] },
  { name: 'keys that mean something to JavaScript', lay: files({ 'a.yaml': `${CONFIG_MAP}  annotations:\n    __proto__: x\n    constructor: y\ndata:\n  __proto__: a\n  toString: b\n` }), exit: 0 },
  { name: 'an unclosed bracket', lay: files({ 'a.yaml': `${CONFIG_MAP}data: {a: [1, 2}\n` }), exit: 1, says: ['YML001', /a\.yaml:[56]:\d+/] },
  { name: 'an empty file', lay: files({ 'a.yaml': '', 'b.yaml': '# only a comment\n', 'c.yaml': '---\n' }), exit: 0 },
  { name: 'YAML that is no KRM', lay: files({ 'a.yaml': CONFIG_MAP, 'values.yaml': 'replicas: 3\n' }), exit: 1, says: [/KPT\d{3}|KRM\d{3}/, 'values.yaml'] },
  { name: 'YAML that is no KRM, kept', lay: files({ 'a.yaml': CONFIG_MAP, 'values.yaml': 'replicas: 3\n' }), exit: 0, args: ['--non-krm', 'keep'] },
  { name: 'a Kptfile with an unknown field', lay: files({}, `${KPTFILE}pipelines:\n  mutators: []\n`), exit: 1, says: [/KPT\d{3}/, 'Kptfile:5:1', 'pipelines', 'pipeline'] },
  { name: 'several broken files at once', lay: files({ 'a.yaml': 'a: [\n', 'b.yaml': 'b: {\n', 'sub/Kptfile': 'kind: Kptfile\n' }), exit: 1, says: ['a.yaml', 'b.yaml', 'sub/Kptfile'] },
  { name: 'a function that prints nothing', lay: withFunction('cat >/dev/null\n'), args: EXEC, exit: 1, says: [/KPT\d{3}/] },
  { name: 'a function that drops all items', lay: withFunction("cat >/dev/null\nprintf 'apiVersion: config.kubernetes.io/v1\\nkind: ResourceList\\nitems: []\\n'\n"), args: EXEC, exit: 1, says: [/KPT\d{3}/] },
  { name: 'a function that prints a bare object', lay: withFunction(`cat >/dev/null\nprintf '${CONFIG_MAP.replaceAll('\n', '\\n')}'\n`), args: EXEC, exit: 1, says: [/KPT\d{3}/] },
  { name: 'a function that prints a log line first', lay: withFunction('echo starting; cat\n'), args: EXEC, exit: 1, says: [/KPT\d{3}/] },
  { name: 'a function that is cut off', lay: withFunction('head -c 300\n'), args: EXEC, exit: 1, says: [/KPT\d{3}/] },
  { name: 'a function that floods its output', lay: withFunction('cat >/dev/null; yes | head -c 100000000\n'), args: EXEC, exit: 1, says: ['KPT203'] },
  { name: 'a function that writes outside of the package', lay: sed('s#path: .a.yaml.#path: ../escape.yaml#'), args: EXEC, exit: 1, says: [/KPT\d{3}/, '../escape.yaml'] },
  { name: 'a function that writes an absolute path', lay: sed('s#path: .a.yaml.#path: /etc/x.yaml#'), args: EXEC, exit: 1, says: [/KPT\d{3}/, '/etc/x.yaml'] },
  { name: 'a function that writes into .git', lay: sed('s#path: .a.yaml.#path: .git/config.yaml#'), args: EXEC, exit: 1, says: [/KPT\d{3}/, '.git'] },
  { name: 'a function that writes a workflow', lay: sed('s#path: .a.yaml.#path: .github/workflows/x.yaml#'), args: EXEC, exit: 1, says: [/KPT\d{3}/, '.github'] },
  { name: 'a function that writes a script', lay: sed('s#path: .a.yaml.#path: run.sh#'), args: EXEC, exit: 1, says: [/KPT\d{3}/, 'run.sh'] },
  { name: 'a function that replaces the Kptfile', lay: sed('s#path: .a.yaml.#path: Kptfile#'), args: EXEC, exit: 1, says: [/KPT\d{3}/, 'Kptfile'] },
  { name: 'a function that may not run', lay: withFunction('cat\n'), exit: 1, says: ['KPT213', '--allow-exec'] },
  { name: 'escape sequences in a message', lay: withFunction("printf '\\033]0;title\\007' >&2; exit 1\n"), args: EXEC, exit: 1, says: [/\\u\{1b\}/] },
]
