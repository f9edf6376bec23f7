import { chmodSync, chownSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, readlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A fresh directory for one test, named so that leftovers can be told apart from the user's files. */
export function scratch(): string {
  return mkdtempSync(join(tmpdir(), 'krm-fleet-test-'))
}

/** Writes files below a directory, parents included; a value ending in `mode` bits is written as [text, mode]. */
export function plant(root: string, files: Record<string, string | Buffer | [string, number]>): string {
  for (const [path, content] of Object.entries(files)) {
    const file = join(root, path)
    mkdirSync(dirname(file), { recursive: true })
    if (Array.isArray(content)) {
      writeFileSync(file, content[0])
      chmodSync(file, content[1])
    } else {
      writeFileSync(file, content)
    }
  }
  return root
}

/** Everything below a directory, one line per entry: kind, mode and content. Equal snapshots are equal trees. */
export function snapshot(root: string, path = ''): Map<string, string> {
  const found = new Map<string, string>()
  for (const name of readdirSync(join(root, path)).sort()) {
    const rel = path === '' ? name : `${path}/${name}`
    const stat = lstatSync(join(root, rel))
    const mode = (stat.mode & 0o7777).toString(8)
    if (stat.isSymbolicLink()) found.set(rel, `link ${readlinkSync(join(root, rel))}`)
    else if (stat.isDirectory()) {
      found.set(rel, `dir ${mode}`)
      for (const [inner, value] of snapshot(root, rel)) found.set(inner, value)
    } else if (stat.isFile()) found.set(rel, `file ${mode} ${readFileSync(join(root, rel), 'base64')}`)
    else found.set(rel, `special ${mode}`)
  }
  return found
}

/** Runs a body as a user whom permission bits bind; root hands the tree to uid 65534 first, anybody else just runs. */
export function asNobody<T>(root: string, body: () => T): T {
  if (process.geteuid?.() !== 0) return body()
  for (const path of ['', ...snapshot(root).keys()]) chownSync(join(root, path), NOBODY, NOBODY)
  process.seteuid!(NOBODY)
  try {
    return body()
  } finally {
    process.seteuid!(0)
  }
}

const NOBODY = 65534
