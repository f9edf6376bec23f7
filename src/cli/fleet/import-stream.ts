/** Commits as a stream for `git fast-import`. */

/** A file's new text, or that it goes away; paths from the top of the repository. */
export type TreeChange = { readonly text: string } | 'delete'

export interface NewCommit {
  readonly message: string
  readonly changes: ReadonlyMap<string, TreeChange>
}

/** One commit after the other on a branch; `committer` is `Name <mail> 1700000000 +0000`. At least one commit. */
export function importStream(branch: string, parent: string, committer: string, commits: readonly NewCommit[]): Buffer {
  const parts: (string | Buffer)[] = ['feature done\n']
  for (const [index, { message, changes }] of commits.entries()) {
    parts.push(`commit ${branch}\nmark :${index + 1}\ncommitter ${committer}\n`, data(message), `from ${index === 0 ? parent : `:${index}`}\n`)
    for (const [path, change] of changes) {
      if (change === 'delete') parts.push(`D ${quoted(path)}\n`)
      else parts.push(`M 100644 inline ${quoted(path)}\n`, data(change.text))
    }
    parts.push('\n')
  }
  parts.push('done\n')
  return Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)))
}

function data(text: string): Buffer {
  const bytes = Buffer.from(text)
  return Buffer.concat([Buffer.from(`data ${bytes.length}\n`), bytes, Buffer.from('\n')])
}

/** In C style; safe paths hold no control characters. */
function quoted(path: string): string {
  return `"${path.replaceAll(/["\\]/g, '\\$&')}"`
}
